/**
 * Installs the service worker once the screen has loaded, so that what it stores for later does not
 * compete with what the person waits for. A browser that refuses works without it.
 */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const install = () =>
    void navigator.serviceWorker
      .register('/service-worker.js', { updateViaCache: 'none' })
      .catch(() => undefined);
  setTimeout(install, 4000);
}
