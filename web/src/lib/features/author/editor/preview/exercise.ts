import type {
  Example,
  PlayAnswer,
  PlayCriterion,
  PlayExercise,
  PlayScene,
} from '#lib/features/practice/index.ts';
import type { Language } from '#lib/kit/i18n/language.svelte.ts';
import type { Draft, SceneDraft, Texts } from '#lib/features/author/editor/document/draft.ts';
import { targetOf } from '#lib/features/author/editor/document/graph.ts';

/** What only the server makes of a draft: texts as HTML by the key of their scene, and criteria. */
export type Rendered = {
  bodies: ReadonlyMap<string, string>;
  criteria: readonly PlayCriterion[];
};

export const NOTHING: Rendered = { bodies: new Map(), criteria: [] };

/** Returns a text as a reader of this language sees it: in the other where this one has none. */
const said = (texts: Texts, language: Language): string =>
  texts[language] || texts.nl || texts.en || '';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Returns a text as paragraphs, until the server has rendered it. */
export function plainHtml(text: string): string {
  const safe = text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
  return safe
    .split(/\n{2,}/)
    .filter((part) => part.trim())
    .map((part) => `<p>${part}</p>`)
    .join('');
}

const optionId = (scene: SceneDraft, at: number) => `${scene.key}.${at}`;

/** Returns a scene as its player needs it; its id is its key, so that it stays while one writes. */
function playScene(draft: Draft, at: number, language: Language, rendered: Rendered): PlayScene {
  const scene = draft.scenes[at] as SceneDraft;
  const leads = (next: string | null) => {
    const to = targetOf(draft.scenes, at, next);
    return typeof to === 'number' ? (draft.scenes[to]?.key ?? null) : null;
  };
  const { kind, several } = scene;
  const body = kind === 'info' ? said(scene.body, language) : '';
  return {
    id: scene.key,
    key: scene.key,
    order: at + 1,
    kind,
    prompt: said(scene.prompt, language),
    body_html: body && (rendered.bodies.get(scene.key) ?? plainHtml(body)),
    several,
    options: scene.options.map((option, place) => ({
      id: optionId(scene, place),
      text: said(option.text, language),
      next: leads(several ? scene.next : (option.next ?? scene.next)),
    })),
    next: leads(scene.next),
    max_take_ms: kind === 'respond' ? scene.max_take_ms : null,
    preparation_ms: scene.preparation_ms,
    max_takes: scene.max_takes,
    medium: scene.medium,
    autocue: said(scene.autocue, language),
    autocue_editable: scene.autocue_editable,
    self_check: scene.self_check,
    example_shown: scene.example_shown,
    has_video: kind !== 'choose' && kind !== 'respond' && Boolean(clipOf(scene, language)),
    has_example: Boolean(said(scene.example_answer, language) || exampleOf(scene, language)),
  };
}

/** Returns the id of the clip that a reader of this language sees. */
export const clipOf = (scene: SceneDraft, language: Language): string | undefined =>
  scene.clips[language] ?? scene.clips.nl ?? scene.clips.en;

export const exampleOf = (scene: SceneDraft, language: Language): string | undefined =>
  scene.example_clips[language] ?? scene.example_clips.nl ?? scene.example_clips.en;

/** Returns a draft as an employee who reads this language would get it. */
export const playExercise = (
  draft: Draft,
  language: Language,
  rendered: Rendered,
): PlayExercise => ({
  title: said(draft.title, language),
  scenes: draft.scenes.map((_, at) => playScene(draft, at, language, rendered)),
  criteria: rendered.criteria,
});

/** Returns what the server would answer to a choice: what is right, and the feedback on it. */
export function answerOf(
  scene: SceneDraft,
  options: readonly string[],
  language: Language,
): PlayAnswer {
  const all = scene.options.map((option, at) => ({ ...option, id: optionId(scene, at) }));
  const right = all.filter(({ is_right }) => is_right).map(({ id }) => id);
  const shown = all.filter(({ id, is_right }) => is_right || options.includes(id));
  return {
    scene: scene.key,
    options,
    is_right: right.length === options.length && right.every((id) => options.includes(id)),
    right_options: right,
    explanations: shown.map(({ id, explanation }) => ({
      option: id,
      text: said(explanation, language),
    })),
  };
}

export const exampleIn = (scene: SceneDraft, language: Language): Example => ({
  text: said(scene.example_answer, language),
  video: exampleOf(scene, language) ?? null,
});
