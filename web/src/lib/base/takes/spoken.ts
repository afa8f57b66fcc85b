import { SPOKEN, change, reading, settled } from './database.ts';

/** What a coach recorded as a comment, kept on this device until the server has all of it. */
export type SpokenRecording = {
  /** The upload's id, made here; the video carries it too, and the comment names it. */
  id: string;
  /** Who recorded it: another person on this device never sees or sends it. */
  person: string;
  organisation: string;
  blob: Blob;
};

export const keepSpoken = (recording: SpokenRecording) =>
  change([SPOKEN], (store) => void store(SPOKEN).put(recording));

export const forgetSpoken = (id: string) =>
  change([SPOKEN], (store) => void store(SPOKEN).delete(id));

/** Returns this person's recordings, oldest first. */
export async function spokenOf(person: string): Promise<SpokenRecording[]> {
  const index = (await reading(SPOKEN)).index('person');
  const found = (await settled(index.getAll(person))) as SpokenRecording[];
  return found.sort((one, other) => one.id.localeCompare(other.id));
}
