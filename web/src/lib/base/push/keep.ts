/**
 * Tells the server now and then that this browser is still in use, where it shows notifications.
 *
 * What does so is fetched only there. That it fails matters to nobody: it is tried at the next
 * opening.
 */
export function keepInTouch(organisation: string): void {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
  import('./device.ts')
    .then(({ stayRegistered }) => stayRegistered(organisation))
    .catch(() => undefined);
}
