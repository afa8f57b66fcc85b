import { session } from '#lib/base/session/session.svelte.ts';
import { readDevices, registerDevice, removeDevice } from '#lib/kit/api/devices.ts';
import { newId } from '#lib/kit/api/ids.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import { installing } from './installing.svelte.ts';
import { labelOf } from './label.ts';

/** What this browser remembers of its registration; it belongs to the person of that moment. */
type Kept = { id: string; person: string; endpoint: string; at: number };

export type Ability = 'able' | 'denied' | 'install' | 'unable';

const KEY = 'kalm-device';
const AGAIN_MS = 12 * 3600 * 1000;

/** Tells whether this browser can show notifications, or what keeps it from that. */
export function abilityOf(): Ability {
  const can = 'Notification' in globalThis && 'PushManager' in globalThis;
  if (!can || !('serviceWorker' in navigator)) {
    return installing.isApple && !installing.isInstalled ? 'install' : 'unable';
  }
  return Notification.permission === 'denied' ? 'denied' : 'able';
}

function kept(): Kept | null {
  try {
    const read = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Kept | null;
    return read?.id && read.person ? read : null;
  } catch {
    return null;
  }
}

/** Returns the id under which this browser is registered for this page's person, if it is. */
export const ownDevice = (): string | null => {
  const found = kept();
  return found && found.person === session.me?.id ? found.id : null;
};

/** Asks for leave and registers this browser; false where the person said no. */
export async function turnOn(organisation: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false;
  await register(organisation);
  return true;
}

export async function turnOff(organisation: string): Promise<void> {
  const id = ownDevice();
  if (id) await removeDevice(organisation, id);
  localStorage.removeItem(KEY);
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}

/**
 * Registers this browser again where its person turned notifications on here: twice a day, and when
 * the browser has another subscription by now.
 */
export async function stayRegistered(organisation: string): Promise<void> {
  const found = kept();
  if (!found || !ownDevice()) return;
  const registration = await navigator.serviceWorker.getRegistration();
  const now = await registration?.pushManager.getSubscription();
  const isSame = now?.endpoint === found.endpoint;
  if (!isSame || Date.now() - found.at > AGAIN_MS) await register(organisation);
}

async function register(organisation: string): Promise<void> {
  const { server_key } = await readDevices(organisation);
  const person = session.me?.id;
  const registration = await navigator.serviceWorker.getRegistration();
  if (!server_key || !registration || !person) throw new Problem('push_unavailable', 409);
  const subscription = await subscribe(registration, server_key);
  const { endpoint, keys } = subscription.toJSON();
  const found = kept();
  const id = found?.endpoint === endpoint || ownDevice() ? (found?.id ?? newId()) : newId();
  await registerDevice(organisation, id, {
    endpoint: endpoint ?? '',
    p256dh: keys?.p256dh ?? '',
    auth: keys?.auth ?? '',
    label: labelOf(navigator.userAgent),
  });
  const now: Kept = { id, person, endpoint: endpoint ?? '', at: Date.now() };
  localStorage.setItem(KEY, JSON.stringify(now));
}

/** Returns the browser's subscription for this key; one that was made for another key is ended. */
async function subscribe(
  registration: ServiceWorkerRegistration,
  serverKey: string,
): Promise<PushSubscription> {
  const key = bytesOf(serverKey);
  const found = await registration.pushManager.getSubscription();
  if (found && isEqual(found.options.applicationServerKey, key)) return found;
  await found?.unsubscribe();
  const options = { userVisibleOnly: true, applicationServerKey: key };
  return registration.pushManager.subscribe(options);
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function isEqual(one: ArrayBuffer | null, other: Uint8Array): boolean {
  const bytes = new Uint8Array(one ?? new ArrayBuffer(0));
  return bytes.length === other.length && bytes.every((byte, at) => byte === other[at]);
}
