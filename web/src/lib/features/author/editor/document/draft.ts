import type { Language } from '#lib/kit/i18n/language.svelte.ts';

export type Kind = 'watch' | 'info' | 'choose' | 'respond';
export type Texts = Partial<Record<Language, string>>;
/** The id of a video per language. */
export type Clips = Partial<Record<Language, string>>;
export type Purpose = 'aggression_type' | 'style' | 'knowledge' | 'other';
export type Medium = 'video' | 'sound' | 'either';
export type ExampleShown = 'never' | 'before' | 'after_take' | 'after_submitting';
export type Sector =
  'retail' | 'hospitality' | 'transport' | 'municipality' | 'contact_centre' | 'care' | 'other';
export type Channel = 'face_to_face' | 'phone' | 'chat';

/** The target that says that the exercise ends here. */
export const END = 'end';

export type OptionDraft = {
  text: Texts;
  is_right: boolean;
  explanation: Texts;
  /** The key of the scene that follows this choice, `end`, or null: as the scene says. */
  next: string | null;
};

/**
 * A scene of a draft, with the members of every kind; only those of its own kind are sent.
 *
 * Lengths are in ms.
 */
export type SceneDraft = {
  key: string;
  kind: Kind;
  prompt: Texts;
  next: string | null;
  clips: Clips;
  body: Texts;
  purpose: Purpose;
  several: boolean;
  options: readonly OptionDraft[];
  max_take_ms: number;
  preparation_ms: number;
  max_takes: number | null;
  medium: Medium;
  autocue: Texts;
  autocue_editable: boolean;
  example_answer: Texts;
  example_clips: Clips;
  example_shown: ExampleShown;
  self_check: boolean;
};

/** A scenario version's document as its author changes it; values are never changed in place. */
export type Draft = {
  scenario: string;
  title: Texts;
  summary: Texts;
  content_warning: Texts;
  intensity: number | null;
  sector: Sector | null;
  channel: Channel | null;
  /** Null is estimated from the content. */
  minutes: number | null;
  rubric_version: string | null;
  aggression_type: string | null;
  techniques: readonly string[];
  scenes: readonly SceneDraft[];
};

export const SECTORS: readonly Sector[] = [
  'retail',
  'hospitality',
  'transport',
  'municipality',
  'contact_centre',
  'care',
  'other',
];
export const CHANNELS: readonly Channel[] = ['face_to_face', 'phone', 'chat'];
export const PURPOSES: readonly Purpose[] = ['aggression_type', 'style', 'knowledge', 'other'];
export const MEDIA: readonly Medium[] = ['video', 'sound', 'either'];
export const SHOWN: readonly ExampleShown[] = ['never', 'before', 'after_take', 'after_submitting'];
export const KINDS: readonly Kind[] = ['watch', 'info', 'choose', 'respond'];
export const MOST_SCENES = 40;
export const MOST_OPTIONS = 10;

const COMMON = ['key', 'kind', 'prompt', 'next'] as const;
const MEMBERS = {
  watch: ['clips'],
  info: ['clips', 'body'],
  choose: ['purpose', 'several', 'options'],
  respond: [
    'max_take_ms',
    'preparation_ms',
    'max_takes',
    'medium',
    'autocue',
    'autocue_editable',
    'example_answer',
    'example_clips',
    'example_shown',
    'self_check',
  ],
} as const satisfies Record<Kind, readonly (keyof SceneDraft)[]>;

/** The members that a scene of this kind has. */
export const membersOf = (kind: Kind): readonly (keyof SceneDraft)[] => [
  ...COMMON,
  ...MEMBERS[kind],
];

export const emptyOption = (): OptionDraft => ({
  text: {},
  is_right: false,
  explanation: {},
  next: null,
});

const EMPTY_SCENE: Omit<SceneDraft, 'key' | 'kind'> = {
  prompt: {},
  next: null,
  clips: {},
  body: {},
  purpose: 'other',
  several: false,
  options: [],
  max_take_ms: 60_000,
  preparation_ms: 0,
  max_takes: null,
  medium: 'video',
  autocue: {},
  autocue_editable: false,
  example_answer: {},
  example_clips: {},
  example_shown: 'never',
  self_check: false,
};

/** Returns a scene with every member; what `given` leaves out or leaves null has its default. */
export function sceneOf(
  kind: Kind,
  key: string,
  given: { [K in keyof SceneDraft]?: unknown } = {},
): SceneDraft {
  const said = Object.entries(given).filter(
    ([name, value]) => name in EMPTY_SCENE && value !== undefined && value !== null,
  );
  const scene = { ...EMPTY_SCENE, ...Object.fromEntries(said), key, kind } as SceneDraft;
  const options = scene.options.map((option) => ({
    text: option.text,
    is_right: option.is_right,
    explanation: option.explanation,
    next: option.next ?? null,
  }));
  return { ...scene, options };
}

const EMPTY_DRAFT: Omit<Draft, 'scenario'> = {
  title: {},
  summary: {},
  content_warning: {},
  intensity: null,
  sector: null,
  channel: null,
  minutes: null,
  rubric_version: null,
  aggression_type: null,
  techniques: [],
  scenes: [],
};

export const emptyDraft = (scenario: string): Draft => ({ scenario, ...EMPTY_DRAFT });

type Document = { scenario: string; scenes?: readonly { kind: Kind; key?: string }[] };

/** Returns the draft of a document as the server gives it; read-only members are left out. */
export function fromServer(document: Document): Draft {
  const names = Object.keys(EMPTY_DRAFT);
  const said = Object.entries(document).filter(
    ([name, value]) => names.includes(name) && value !== undefined && value !== null,
  );
  const scenes = (document.scenes ?? []).map((scene, at) =>
    sceneOf(scene.kind, scene.key || `s${at + 1}`, scene),
  );
  return { ...emptyDraft(document.scenario), ...Object.fromEntries(said), scenes };
}

function sentScene(scene: SceneDraft): Partial<SceneDraft> {
  const own = Object.fromEntries(membersOf(scene.kind).map((name) => [name, scene[name]]));
  if (scene.kind !== 'choose' || !scene.several) return own;
  return { ...own, options: scene.options.map((option) => ({ ...option, next: null })) };
}

/** Returns the document as the server takes it: each scene with the members of its own kind. */
export const toServer = (draft: Draft) => ({ ...draft, scenes: draft.scenes.map(sentScene) });

/** Returns a text as the server keeps it, so that a space typed at its end is no difference. */
export const normal = (value: unknown): unknown =>
  typeof value === 'string' ? value.normalize('NFC').trim() : value;

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return normal(value);
  const entries = Object.entries(value).map(([name, part]) => [name, canonical(part)] as const);
  // An empty text is the same as none.
  const kept = entries.filter(([, part]) => part !== '' && part !== undefined);
  return Object.fromEntries(kept.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Tells whether two values say the same to the server. */
export const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));

/** Tells whether two drafts are the same document. */
export function isSameDraft(one: Draft, other: Draft): boolean {
  const sorted = (draft: Draft) => ({
    ...toServer(draft),
    techniques: draft.techniques.toSorted(),
  });
  return one === other || isSame(sorted(one), sorted(other));
}
