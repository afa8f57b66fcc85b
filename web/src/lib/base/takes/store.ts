import { TAKES, change, reading, settled } from './database.ts';

/** What the recorder itself noticed to be missing: sound or picture. */
export type Lack = 'silent' | 'black';

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
  /** The person chose to submit it to the coaches, which happens as soon as it has arrived. */
  submit: boolean;
  /** Absent from recordings that an earlier version kept. */
  lacks?: readonly Lack[];
};

/**
 * Stores a recording. Resolves once the device has written it; only then may a screen say "saved".
 */
export const keepTake = (take: LocalTake) =>
  change([TAKES], (store) => void store(TAKES).put(take));

export const forgetTake = (id: string) => change([TAKES], (store) => void store(TAKES).delete(id));

/** Tells whether the device still keeps a take; another tab may have sent or deleted it. */
export async function isKept(id: string): Promise<boolean> {
  return (await settled((await reading(TAKES)).count(id))) > 0;
}

/** Returns the takes of this person, oldest first. */
export async function takesOf(person: string): Promise<LocalTake[]> {
  const takes = (await reading(TAKES)).index('person');
  const found = (await settled(takes.getAll(person))) as LocalTake[];
  return found.sort((one, other) => one.id.localeCompare(other.id));
}
