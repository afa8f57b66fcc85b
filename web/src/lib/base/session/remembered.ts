import type { Me } from '#lib/kit/api/types.ts';

/**
 * The name under which the device keeps who is signed in at this browser.
 *
 * Kept so that Kalm opens without a network, and shared by all tabs: a change of it reaches the
 * others at once.
 */

const NAME = 'kalm.me';

const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(NAME) : null;

function read(text: string | null): Me | null {
  try {
    return JSON.parse(text ?? 'null') as Me | null;
  } catch {
    return null;
  }
}

export function remembered(): Me | null {
  try {
    return read(localStorage.getItem(NAME));
  } catch {
    return null;
  }
}

/** Stores who is signed in, null for nobody, and tells the other tabs when that is a change. */
export function remember(me: Me | null): void {
  const isNew = remembered()?.id !== me?.id;
  try {
    if (me) localStorage.setItem(NAME, JSON.stringify(me));
    else localStorage.removeItem(NAME);
  } catch {
    // A browser that keeps nothing opens with a network only.
  }
  if (isNew) channel?.postMessage(me);
}

/**
 * Registers a function that is called with who is signed in, null for nobody, when another tab
 * changed it.
 */
export function onRemembered(call: (me: Me | null) => void): void {
  channel?.addEventListener('message', ({ data }: MessageEvent<Me | null>) => call(data));
  globalThis.addEventListener?.('storage', ({ key, newValue }) => {
    if (key === NAME) call(read(newValue));
  });
}
