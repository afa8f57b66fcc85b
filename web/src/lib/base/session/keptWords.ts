/** The part of `localStorage` that is used here; a test brings its own. */
export type Names = Pick<Storage, 'key' | 'length'>;

/**
 * The prefixes under which a person's unsaved texts are stored: a coach's words on a review,
 * captions, an author's draft, a remark about a colleague's draft.
 */
const KINDS = ['kalm.review.', 'kalm.typed.', 'kalm.draft.', 'kalm.remark.'];

/** Counts the unsaved texts of this person that the device keeps. */
export function keptWords(person: string, device: Names = localStorage): number {
  const names = Array.from({ length: device.length }, (_, at) => device.key(at) ?? '');
  return names.filter((name) => KINDS.some((kind) => name.startsWith(`${kind}${person}.`))).length;
}
