/** What Chromium gives a page that may be installed; other browsers have no such event. */
export type InstallEvent = Event & { prompt: () => Promise<unknown> };

type Kept = { offer: InstallEvent | null; changed: () => void };

export const kept: Kept = { offer: null, changed: () => undefined };

/** Keeps the browser's own prompt back, so that it is offered calmly in the settings. */
export function watchForInstalling(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    kept.offer = event as InstallEvent;
    kept.changed();
  });
}
