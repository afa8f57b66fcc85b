/**
 * Tells the server now and then that this browser is still in use, where it shows notifications.
 *
 * What does so is fetched only there. That it fails matters to nobody: it is tried at the next
 * opening.
 */
export function keepInTouch(organisation: string): void {
  void whereGranted(({ stayRegistered }) => stayRegistered(organisation));
}

/** Lets this browser register anew once somebody signed in here. */
export const signedInHere = () => whereGranted(({ registerAnew }) => registerAnew());

async function whereGranted(act: (device: typeof import('./device.ts')) => unknown): Promise<void> {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
  try {
    await act(await import('./device.ts'));
  } catch {
    // It is tried at the next opening.
  }
}
