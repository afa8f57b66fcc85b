import { kept, type InstallEvent } from './install.ts';

/** How this browser lets one put Kalm on the home screen. */
class Installing {
  offer = $state.raw<InstallEvent | null>(kept.offer);

  constructor() {
    kept.changed = () => (this.offer = kept.offer);
  }

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
    this.offer = kept.offer = null;
    await offer?.prompt();
  }
}

export const installing = new Installing();
