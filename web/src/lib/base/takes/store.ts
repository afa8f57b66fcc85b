import { TAKES, change, reading, settled } from './database.ts';

/** What the recorder itself noticed to be missing: sound or picture. */
export type Lack = 'silent' | 'black';

/** A person's own answer to "did I do this?", by criterion. */
export type SelfMark = { criterion: string; did: boolean };

/** A recording on this device, kept until the server has confirmed the whole file. */
export type LocalTake = {
  /** The take's id, made here. */
  id: string;
  /** The upload's id, made here; the video carries it too. */
  upload: string;
  /** The person who recorded it: another person on this device never sees or sends it. */
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
  /**
   * The person chose to submit it to the coaches, which happens as soon as it has arrived, and all
   * that go with it.
   */
  submit: boolean;
  /** The takes that go together, this one among them; absent where it is alone. */
  together?: readonly string[];
  /** `completion` where the person ended the attempt without a coach; absent for a submission. */
  end?: 'submission' | 'completion';
  /** The person's own look at it goes along to the coach. */
  with_self_check?: boolean;
  /** What the person found of it, which is saved once it has arrived. */
  self_check?: readonly SelfMark[];
  /** Absent from recordings that an earlier version kept. */
  lacks?: readonly Lack[];
};

/**
 * Changes recordings that are still kept, all at once; one that has left stays away. Resolves once
 * the device has written them.
 */
export const changeTakes = (takes: readonly LocalTake[]) =>
  change([TAKES], (store) => {
    for (const take of takes) {
      const found = store(TAKES).count(take.id);
      found.onsuccess = () => found.result && store(TAKES).put(take);
    }
  });

export const forgetTake = (id: string) => change([TAKES], (store) => void store(TAKES).delete(id));

/**
 * Returns a take as the device keeps it: another tab may have changed it, or sent or deleted it.
 */
export async function keptTake(id: string): Promise<LocalTake | undefined> {
  return (await settled((await reading(TAKES)).get(id))) as LocalTake | undefined;
}

/** Returns the takes of this person, oldest first. */
export async function takesOf(person: string): Promise<LocalTake[]> {
  const takes = (await reading(TAKES)).index('person');
  const found = (await settled(takes.getAll(person))) as LocalTake[];
  return found.sort((one, other) => one.id.localeCompare(other.id));
}
