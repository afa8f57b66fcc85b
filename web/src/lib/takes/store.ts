/** A recording on this device, kept until the server has confirmed the whole file. */
export type LocalTake = {
  /** The take's id, made here. */
  id: string;
  /** The upload's id, made here; the video carries it too. */
  upload: string;
  /** Whose it is: another person on this device never sees or sends it. */
  person: string;
  organisation: string;
  attempt: string;
  scene: string;
  /** The exercise's title in the language it was recorded in, for the list of uploads. */
  title: string;
  blob: Blob;
  /** ISO 8601, UTC. */
  recorded_at: string;
  duration_ms: number;
  /** The person chose to send it to the coaches; done as soon as it has arrived. */
  submit: boolean;
};

const DATABASE = 'kalm';
const STORE = 'takes';

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the device refused'));
  });
}

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      const takes = request.result.createObjectStore(STORE, { keyPath: 'id' });
      takes.createIndex('person', 'person');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the device refused'));
  });
  return opened;
}

async function change(work: (takes: IDBObjectStore) => void): Promise<void> {
  const transaction = (await open()).transaction(STORE, 'readwrite', { durability: 'strict' });
  work(transaction.objectStore(STORE));
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('the device refused'));
  });
}

/** Resolves once the device has written it; only then may a screen say "saved". */
export const keepTake = (take: LocalTake) => change((takes) => void takes.put(take));

export const forgetTake = (id: string) => change((takes) => void takes.delete(id));

/** False once it has arrived or was deleted, in another tab perhaps. */
export async function isKept(id: string): Promise<boolean> {
  const takes = (await open()).transaction(STORE).objectStore(STORE);
  return (await settled(takes.count(id))) > 0;
}

/** Oldest first. */
export async function takesOf(person: string): Promise<LocalTake[]> {
  const takes = (await open()).transaction(STORE).objectStore(STORE).index('person');
  const found = (await settled(takes.getAll(person))) as LocalTake[];
  return found.sort((one, other) => one.id.localeCompare(other.id));
}
