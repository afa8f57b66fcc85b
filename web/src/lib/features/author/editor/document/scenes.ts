import { sceneOf, type Draft, type Kind, type OptionDraft, type SceneDraft } from './draft.ts';

/** Returns a key that no scene has: the first free one of s1, s2, ... */
export function freeKey(scenes: readonly SceneDraft[]): string {
  const taken = new Set(scenes.map(({ key }) => key));
  for (let number = 1; ; number += 1) if (!taken.has(`s${number}`)) return `s${number}`;
}

/** Returns a list in which the value at `from` stands at `to`; a place outside changes nothing. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  if (from === to || to < 0 || to >= list.length || from < 0 || from >= list.length) return list;
  const rest = list.toSpliced(from, 1);
  return rest.toSpliced(to, 0, list[from] as T);
}

export const moveScene = (draft: Draft, key: string, to: number): Draft => ({
  ...draft,
  scenes: moved(
    draft.scenes,
    draft.scenes.findIndex((scene) => scene.key === key),
    to,
  ),
});

export const addScene = (draft: Draft, scene: SceneDraft, at: number): Draft => ({
  ...draft,
  scenes: draft.scenes.toSpliced(at, 0, scene),
});

/** Returns a new scene of this kind with a free key. */
export function newScene(
  draft: Draft,
  kind: Kind,
  given: Partial<Omit<SceneDraft, 'key' | 'kind'>> = {},
): SceneDraft {
  const empty = { text: {}, is_right: false, explanation: {}, next: null };
  const options = kind === 'choose' ? [{ ...empty, is_right: true }, empty] : [];
  return sceneOf(kind, freeKey(draft.scenes), { options, ...given });
}

/** Returns the draft without a scene; what led to it goes on as the order says. */
export function removeScene(draft: Draft, key: string): Draft {
  const away = (next: string | null) => (next === key ? null : next);
  const scenes = draft.scenes
    .filter((scene) => scene.key !== key)
    .map((scene) => ({
      ...scene,
      next: away(scene.next),
      options: scene.options.map((option) => ({ ...option, next: away(option.next) })),
    }));
  return { ...draft, scenes };
}

/** Returns the draft with a copy of a scene right after it. */
export function copyScene(draft: Draft, key: string): Draft {
  const at = draft.scenes.findIndex((scene) => scene.key === key);
  const scene = draft.scenes[at];
  if (!scene) return draft;
  return addScene(draft, { ...scene, key: freeKey(draft.scenes), next: null }, at + 1);
}

export const changeScene = (draft: Draft, key: string, to: Partial<SceneDraft>): Draft => ({
  ...draft,
  scenes: draft.scenes.map((scene) => (scene.key === key ? { ...scene, ...to } : scene)),
});

export const changeOption = (
  scene: SceneDraft,
  at: number,
  to: Partial<OptionDraft>,
): readonly OptionDraft[] =>
  scene.options.map((option, index) => (index === at ? { ...option, ...to } : option));

/** Returns the options with this one right; where only one may be, the others are not. */
export const markRight = (
  scene: SceneDraft,
  at: number,
  is_right: boolean,
): readonly OptionDraft[] =>
  scene.options.map((option, index) => {
    if (index === at) return { ...option, is_right };
    return scene.several || !is_right ? option : { ...option, is_right: false };
  });
