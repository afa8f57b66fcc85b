/** What `localStorage` offers of itself here; a test brings its own. */
export type Names = Pick<Storage, 'key' | 'length'>;

/** A coach's words on a review, captions that are being typed: each is kept under its person. */
const KINDS = ['kalm.review.', 'kalm.typed.'];

/** How many pieces of unsaved writing of this person the device keeps. */
export function keptWords(person: string, device: Names = localStorage): number {
  const names = Array.from({ length: device.length }, (_, at) => device.key(at) ?? '');
  return names.filter((name) => KINDS.some((kind) => name.startsWith(`${kind}${person}.`))).length;
}
