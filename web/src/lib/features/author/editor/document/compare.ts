import { isSame, membersOf, type Draft, type OptionDraft, type SceneDraft } from './draft.ts';

export type Side = 'mine' | 'theirs';

/** A field in which two drafts differ. */
export type Difference = {
  /** Names the field: `title.nl`, `scenes.s2.options.0.text.en`, `scenes.s3`, `order`. */
  path: string;
  mine: unknown;
  theirs: unknown;
  /** The side that changed it since both began; mine where both did. */
  suggested: Side;
  /** Both sides changed it. */
  isBoth: boolean;
};

const LANGUAGE_MEMBERS: ReadonlySet<string> = new Set([
  'title',
  'summary',
  'content_warning',
  'prompt',
  'body',
  'clips',
  'autocue',
  'example_answer',
  'example_clips',
  'text',
  'explanation',
]);

const CARD = [
  'title',
  'summary',
  'content_warning',
  'intensity',
  'sector',
  'channel',
  'minutes',
  'rubric_version',
  'aggression_type',
  'techniques',
] as const;

const OPTION = ['text', 'is_right', 'explanation', 'next'] as const;

type Fields = Map<string, unknown>;

function put(fields: Fields, path: string, name: string, value: unknown): void {
  if (!LANGUAGE_MEMBERS.has(name)) fields.set(path, value);
  else
    for (const code of ['nl', 'en'] as const)
      fields.set(`${path}.${code}`, (value as Record<string, string | undefined>)[code] ?? '');
}

function putOptions(fields: Fields, path: string, options: readonly OptionDraft[]): void {
  for (const [at, option] of options.entries())
    for (const name of OPTION) put(fields, `${path}.${at}.${name}`, name, option[name]);
}

/** Returns each field of a draft by its path; `whole` are scenes whose options are one field. */
function fieldsOf(draft: Draft, whole: ReadonlySet<string>): Fields {
  const fields: Fields = new Map();
  for (const name of CARD) put(fields, name, name, draft[name]);
  for (const scene of draft.scenes) {
    const path = `scenes.${scene.key}`;
    for (const name of membersOf(scene.kind)) {
      if (name === 'key' || name === 'kind') continue;
      if (name === 'options' && !whole.has(scene.key))
        putOptions(fields, `${path}.options`, scene.options);
      else put(fields, `${path}.${name}`, name, scene[name]);
    }
  }
  return fields;
}

const sceneAt = (draft: Draft, key: string): SceneDraft | null =>
  draft.scenes.find((scene) => scene.key === key) ?? null;

const keysOf = (draft: Draft) => draft.scenes.map(({ key }) => key);

function differs(path: string, base: unknown, mine: unknown, theirs: unknown): Difference[] {
  if (isSame(mine, theirs)) return [];
  const [byMe, byThem] = [!isSame(base, mine), !isSame(base, theirs)];
  return [{ path, mine, theirs, suggested: byMe ? 'mine' : 'theirs', isBoth: byMe && byThem }];
}

/** Tells whether two sides have the same scene, so that it can be compared field by field. */
const isShared = (one: SceneDraft | null, other: SceneDraft | null): boolean =>
  one !== null && other !== null && one.kind === other.kind;

/**
 * Returns the fields in which two drafts differ, with the one that both began from.
 *
 * A scene that only one side has is one field, and so are the options of a question where their
 * number differs, and the order of the scenes that both have.
 */
export function differences(base: Draft, mine: Draft, theirs: Draft): Difference[] {
  const keys = [...new Set([...keysOf(mine), ...keysOf(theirs)])];
  const shared = keys.filter((key) => isShared(sceneAt(mine, key), sceneAt(theirs, key)));
  const whole = new Set(
    shared.filter(
      (key) => sceneAt(mine, key)?.options.length !== sceneAt(theirs, key)?.options.length,
    ),
  );
  const [own, other] = [fieldsOf(mine, whole), fieldsOf(theirs, whole)];
  const before = fieldsOf(base, whole);
  const found = [...own.keys()]
    .filter((path) => other.has(path))
    .flatMap((path) => differs(path, before.get(path), own.get(path), other.get(path)));
  const alone = keys
    .filter((key) => !shared.includes(key))
    .flatMap((key) => {
      const [here, there] = [sceneAt(mine, key), sceneAt(theirs, key)];
      return differs(`scenes.${key}`, sceneAt(base, key), here, there);
    });
  const order = (draft: Draft) => keysOf(draft).filter((key) => shared.includes(key));
  return [...found, ...alone, ...differs('order', order(base), order(mine), order(theirs))];
}

type Parts = Record<string, unknown>;

function withPart(value: unknown, path: readonly string[], part: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return part;
  if (Array.isArray(value))
    return value.map((one, at) => (String(at) === name ? withPart(one, rest, part) : one));
  return { ...(value as Parts), [name]: withPart((value as Parts)[name], rest, part) };
}

function withField(draft: Draft, path: string, value: unknown): Draft {
  const [first, key, ...rest] = path.split('.');
  if (first !== 'scenes') return withPart(draft, path.split('.'), value) as Draft;
  const scenes = draft.scenes.map((scene) =>
    scene.key === key ? (withPart(scene, rest, value) as SceneDraft) : scene,
  );
  return { ...draft, scenes };
}

/** Puts the scenes of `from` that `keys` names, and the draft lacks, after what precedes them. */
function withScenes(draft: Draft, from: Draft, keys: readonly string[]): Draft {
  let scenes = draft.scenes;
  for (const [at, scene] of from.scenes.entries()) {
    if (!keys.includes(scene.key) || sceneAt({ ...draft, scenes }, scene.key)) continue;
    const before = from.scenes.slice(0, at).map(({ key }) => key);
    const place = scenes.findLastIndex(({ key }) => before.includes(key));
    scenes = scenes.toSpliced(place + 1, 0, scene);
  }
  return { ...draft, scenes };
}

const PATH_OF_SCENE = /^scenes\.([^.]+)$/;

/** Returns my draft with theirs in the fields that are chosen so. */
export function merged(
  mine: Draft,
  theirs: Draft,
  found: readonly Difference[],
  choices: ReadonlyMap<string, Side>,
): Draft {
  const chosen = found.filter(
    ({ path, suggested }) => (choices.get(path) ?? suggested) === 'theirs',
  );
  let draft = mine;
  if (chosen.some(({ path }) => path === 'order')) {
    const order = keysOf(theirs);
    const rank = ({ key }: SceneDraft) => order.indexOf(key) + 1 || Infinity;
    draft = { ...draft, scenes: draft.scenes.toSorted((one, other) => rank(one) - rank(other)) };
  }
  const whole = chosen.flatMap(({ path }) => PATH_OF_SCENE.exec(path)?.[1] ?? []);
  draft = { ...draft, scenes: draft.scenes.filter(({ key }) => !whole.includes(key)) };
  draft = withScenes(draft, theirs, whole);
  for (const { path, theirs: value } of chosen)
    if (path !== 'order' && !PATH_OF_SCENE.test(path)) draft = withField(draft, path, value);
  return draft;
}
