/** Keeps recordings that have not wholly arrived in a database on this device (IndexedDB). */

export const TAKES = 'takes';
export const DRAFTS = 'drafts';
export const PIECES = 'pieces';
export const SPOKEN = 'spoken';

const NAME = 'kalm';
const VERSION = 3;

export function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the device refused'));
  });
}

let opened: Promise<IDBDatabase> | null = null;

function build(database: IDBDatabase, from: number): void {
  if (from < 1) {
    database.createObjectStore(TAKES, { keyPath: 'id' }).createIndex('person', 'person');
  }
  if (from < 2) {
    database.createObjectStore(DRAFTS, { keyPath: 'id' }).createIndex('person', 'person');
    database.createObjectStore(PIECES, { keyPath: ['draft', 'number'] });
  }
  if (from < 3) {
    database.createObjectStore(SPOKEN, { keyPath: 'id' }).createIndex('person', 'person');
  }
}

/** Closes the connection for a newer version in another tab; the next use opens it afresh. */
function closeForUpgrade(database: IDBDatabase): void {
  opened = null;
  database.close();
}

export function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = ({ oldVersion }) => build(request.result, oldVersion);
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = () => closeForUpgrade(database);
      database.onclose = () => closeForUpgrade(database);
      resolve(database);
    };
    request.onerror = () => {
      opened = null;
      reject(request.error ?? new Error('the device refused'));
    };
  });
  return opened;
}

type Stores = (name: string) => IDBObjectStore;

/**
 * Runs one transaction: it happens wholly or not at all, and has been written when this resolves.
 */
export async function change(names: string[], work: (stores: Stores) => void): Promise<void> {
  const transaction = (await open()).transaction(names, 'readwrite', { durability: 'strict' });
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('the device refused'));
  });
  work((name) => transaction.objectStore(name));
  await done;
}

export async function reading(name: string): Promise<IDBObjectStore> {
  return (await open()).transaction(name).objectStore(name);
}
