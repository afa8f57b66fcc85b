/** The part of `localStorage` that is used here; a test brings its own. */
export type Names = Pick<Storage, 'getItem' | 'key' | 'length'>;

/**
 * The prefixes under which a person's unsaved texts are stored: a coach's words on a review,
 * captions, an author's draft, a remark about a colleague's draft.
 */
const KINDS = ['kalm.review.', 'kalm.typed.', 'kalm.draft.', 'kalm.remark.'];

/** The prefix of what is noted of an exercise under way: typed are its texts to read from alone. */
const NOTES = 'kalm.attempt-notes.';

function hasText(notes: string | null): boolean {
  try {
    const { autocues = {} } = JSON.parse(notes ?? '{}') as { autocues?: Record<string, string> };
    return Object.values(autocues).some((text) => text.trim() !== '');
  } catch {
    return false;
  }
}

/** Counts the unsaved texts of this person that the device keeps. */
export function keptWords(person: string, device: Names = localStorage): number {
  const names = Array.from({ length: device.length }, (_, at) => device.key(at) ?? '');
  const isTyped = (name: string) =>
    KINDS.some((kind) => name.startsWith(`${kind}${person}.`)) ||
    (name.startsWith(`${NOTES}${person}.`) && hasText(device.getItem(name)));
  return names.filter(isTyped).length;
}
