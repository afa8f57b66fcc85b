import { session } from '#lib/base/session/session.svelte.ts';
import { readDevices, registerDevice, removeDevice } from '#lib/kit/api/devices.ts';
import { newId } from '#lib/kit/api/ids.ts';
import { Problem } from '#lib/kit/api/problem.ts';
import type { Devices } from '#lib/kit/api/types.ts';
import { installing } from './installing.svelte.ts';
import { labelOf } from './label.ts';

/** What this browser remembers of its registration; it belongs to the person of that moment. */
type Kept = { id: string; person: string; endpoint: string; at: number };

export type Ability = 'able' | 'denied' | 'install' | 'unable';

const KEY = 'kalm-device';
const AGAIN_MS = 12 * 3600 * 1000;
/** How long signing out waits at most for the server to hear of this browser. */
const PATIENCE_MS = 2000;

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

function keep(device: Kept): void {
  localStorage.setItem(KEY, JSON.stringify(device));
}

function forget(): void {
  localStorage.removeItem(KEY);
}

/**
 * Lets this browser register anew at its person's next opening: after a sign-in the server knows it
 * by a session of before, and after signing out or with a new password not at all.
 */
export function registerAnew(): void {
  const found = kept();
  if (found) keep({ ...found, at: 0 });
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
  await end();
}

/** Forgets the registration and ends the subscription that it was for. */
async function end(): Promise<void> {
  forget();
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}

/**
 * Registers this browser again where its person turned notifications on here: after each sign-in,
 * twice a day, and when the browser has another subscription by now.
 *
 * One that the server does not know any more was removed by its person on another device: it is
 * forgotten here too, unless `registerAnew` says that the server lost it for another reason.
 */
export async function stayRegistered(organisation: string): Promise<void> {
  const found = kept();
  if (!found || !ownDevice()) return;
  const registration = await navigator.serviceWorker.getRegistration();
  const now = await registration?.pushManager.getSubscription();
  const isSame = now?.endpoint === found.endpoint;
  if (isSame && Date.now() - found.at < AGAIN_MS) return;
  const known = await readDevices(organisation);
  if (isSame && found.at && !known.devices.some(({ id }) => id === found.id)) await end();
  else await register(organisation, known);
}

/**
 * Signs this page's person out, and lets this browser get their notifications no more.
 *
 * The server ends what the same session registered. A browser that registered in an earlier one is
 * removed here; that it fails keeps nobody from signing out.
 */
export async function signOutHere(): Promise<void> {
  const found = kept();
  const organisation = session.me?.memberships[0]?.organisation.slug;
  if (found && organisation && found.person === session.me?.id) {
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    const removed = removeDevice(organisation, found.id).catch(() => undefined);
    await Promise.race([removed, patience]);
    registerAnew();
  }
  await session.leave();
}

/** Tells whether notifications can be turned on here: the browser can, and the operator set a key. */
export async function mayTurnOn(organisation: string): Promise<boolean> {
  return abilityOf() === 'able' && !!(await readDevices(organisation)).server_key;
}

async function register(organisation: string, known?: Devices): Promise<void> {
  const { server_key } = known ?? (await readDevices(organisation));
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
  keep({ id, person, endpoint: endpoint ?? '', at: Date.now() });
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
