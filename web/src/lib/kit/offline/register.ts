/**
 * Installs the service worker once the screen has come to rest: what it keeps for later must not
 * compete with what the person waits for. A browser that refuses goes on without.
 */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const install = () =>
    void navigator.serviceWorker
      .register('/service-worker.js', { updateViaCache: 'none' })
      .catch(() => undefined);
  setTimeout(install, 4000);
}
