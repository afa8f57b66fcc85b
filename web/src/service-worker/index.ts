/**
 * Lets Kalm open without a network: its page and files, never an answer or a recording.
 *
 * The page comes from the network whenever there is one, so a new version is found at once. Each
 * version keeps the page that it was installed with beside the files which that page names, so
 * that the two always fit. A new worker takes over without reloading anyone: names of files contain
 * their hash, and the files of the version before stay for pages that still run it.
 */
import { immutable } from '$app/manifest';
import { self as worker } from '$app/service-worker';
import {
  dataOf,
  NOT_NOW,
  noticeOf,
  snoozedNotice,
  unsavedNotice,
} from '#lib/kit/offline/notice.ts';
import { filesNamed, outdated, planFor } from '#lib/kit/offline/plan.ts';
import { snoozeUntilTomorrow } from '#lib/kit/offline/snooze.ts';

const PREFIX = 'kalm-shell-';
const PAGE = '/';
/** A network that is there in name only must not keep anyone before an empty screen. */
const PATIENCE_MS = 5000;

const FILES = immutable.map(({ path }) => (path.startsWith('/') ? path : `/${path}`));

/** The same files give the same name, whoever built them and when. */
async function cacheName(): Promise<string> {
  const text = new TextEncoder().encode(FILES.toSorted().join('\n'));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
  return PREFIX + Array.from(hash.slice(0, 8), (byte) => byte.toString(16)).join('');
}

async function install(): Promise<void> {
  const page = await fetch(PAGE, { cache: 'no-cache', credentials: 'omit' });
  if (!page.ok) throw new Error(`the page answers ${page.status}`);
  const cache = await caches.open(await cacheName());
  await cache.addAll(new Set([...FILES, ...filesNamed(await page.clone().text())]));
  await cache.put(PAGE, page);
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  const current = await cacheName();
  const names = outdated(await caches.keys(), PREFIX, current);
  await Promise.all(names.map((name) => caches.delete(name)));
  await worker.registration.navigationPreload?.enable();
  await worker.clients.claim();
}

async function file(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

async function kept(): Promise<Response | undefined> {
  const cache = await caches.open(await cacheName());
  return cache.match(PAGE, { ignoreVary: true });
}

const after = (ms: number) => new Promise<undefined>((resolve) => setTimeout(resolve, ms));

/** From the network; from the device while there is none, or the server cannot answer. */
async function page(event: FetchEvent): Promise<Response> {
  const coming = Promise.resolve(event.preloadResponse).then(
    (preloaded: Response | undefined) => preloaded ?? fetch(event.request),
  );
  const fresh = await Promise.race([coming.catch(() => undefined), after(PATIENCE_MS)]);
  if (fresh && fresh.status < 500) return fresh;
  return (await kept()) ?? coming;
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const plan = planFor(event.request, worker.location.origin);
  if (plan === 'file') event.respondWith(file(event.request));
  if (plan === 'page') event.respondWith(page(event));
});

async function show(text: string): Promise<void> {
  const { title, options } = noticeOf(text);
  await worker.registration.showNotification(title, options);
}

/** Shows the page that a notification leads to: the one that has it open, or a new one. */
async function open(path: string): Promise<void> {
  const address = new URL(path, worker.location.origin).href;
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const found = pages.find(({ url }) => url === address);
  await (found ? found.focus() : worker.clients.openWindow(address));
}

/**
 * Says "not now" without opening Kalm, and that it was said, or that it could not be. A page can
 * only be opened soon after a press, and a notification always shown.
 */
async function notNow({ title, tag, data }: Notification): Promise<void> {
  const known = dataOf(data);
  if (!known.snooze) return;
  const said = await snoozeUntilTomorrow(known.snooze);
  if (said.is === 'other') return open('/').catch(() => undefined);
  const notice =
    said.is === 'done'
      ? snoozedNotice(known, tag, said.until, new Date())
      : unsavedNotice(known, tag);
  await worker.registration.showNotification(title, notice);
}

/** Subscribes anew; the next page that opens tells the server of it (base/push). */
async function subscribeAgain(event: PushSubscriptionChangeEvent): Promise<void> {
  const options = event.oldSubscription?.options;
  if (event.newSubscription || !options?.applicationServerKey) return;
  await worker.registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: options.applicationServerKey,
  });
}

worker.addEventListener('push', (event) => event.waitUntil(show(event.data?.text() ?? '')));
worker.addEventListener('notificationclick', (event) => {
  const { notification, action } = event;
  notification.close();
  event.waitUntil(action === NOT_NOW ? notNow(notification) : open(dataOf(notification.data).path));
});
worker.addEventListener('pushsubscriptionchange', (event) =>
  event.waitUntil(subscribeAgain(event as PushSubscriptionChangeEvent)),
);
