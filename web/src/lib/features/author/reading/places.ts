import type { Draft } from '#lib/features/author/editor/document/draft.ts';

/**
 * Returns the place of a remark for a place in the document: scenes by their key, so that a remark
 * stays with its scene when others move. `scenes.1.prompt` becomes `scenes.opening.prompt`.
 */
export function placeOf(attr: string, draft: Draft): string {
  const [first, at, ...rest] = attr.split('.');
  const scene = first === 'scenes' && at !== undefined ? draft.scenes[Number(at)] : undefined;
  return scene ? ['scenes', scene.key, ...rest].join('.') : attr;
}

/** Returns where a remark's place is in the document now; null where its scene is gone. */
export function attrOf(place: string, draft: Draft): string | null {
  const [first, key, ...rest] = place.split('.');
  if (first !== 'scenes' || key === undefined) return place;
  const at = draft.scenes.findIndex((scene) => scene.key === key);
  return at < 0 ? null : ['scenes', String(at), ...rest].join('.');
}
