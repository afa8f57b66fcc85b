/** What Chromium gives a page that may be installed; other browsers have no such event. */
type InstallEvent = Event & { prompt: () => Promise<unknown> };

/** How this browser lets one put Kalm on the home screen. */
class Installing {
  offer = $state.raw<InstallEvent | null>(null);

  /** True where Kalm was opened from the home screen. */
  get isInstalled(): boolean {
    const own = navigator as Navigator & { standalone?: boolean };
    return own.standalone === true || matchMedia('(display-mode: standalone)').matches;
  }

  /** True on iPhone and iPad, where only what stands on the home screen may notify. */
  get isApple(): boolean {
    const isPad = navigator.platform === 'MacIntel' && navigator.maxTouchPoints > 1;
    return /iPhone|iPad|iPod/.test(navigator.userAgent) || isPad;
  }

  async install(): Promise<void> {
    const offer = this.offer;
    this.offer = null;
    await offer?.prompt();
  }
}

export const installing = new Installing();

/** Keeps the browser's own prompt back, so that it is offered calmly in the settings. */
export function watchForInstalling(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    installing.offer = event as InstallEvent;
  });
  addEventListener('appinstalled', () => (installing.offer = null));
}
