import { readingWords } from '#lib/features/author/reading/words.ts';
import type { Draft, SceneDraft } from './document/draft.ts';
import { cardWords } from './words/fields.ts';
import { editorWords } from './words/editor.ts';
import { gapWords } from './words/gaps.ts';
import { sceneWords } from './words/scene.ts';

const MEMBERS = {
  title: () => cardWords().title,
  summary: () => cardWords().summary,
  content_warning: () => cardWords().warning,
  intensity: () => cardWords().intensity,
  sector: () => cardWords().sector,
  channel: () => cardWords().channel,
  minutes: () => cardWords().minutes,
  rubric_version: () => cardWords().rubric,
  aggression_type: () => cardWords().aggression,
  techniques: () => cardWords().techniques,
  readings: () => readingWords().title,
  remarks: () => readingWords().remarks,
  clips: () => sceneWords().clips,
  body: () => sceneWords().body,
  purpose: () => sceneWords().purpose,
  several: () => sceneWords().several,
  options: () => sceneWords().options,
  text: () => sceneWords().text,
  is_right: () => sceneWords().right,
  explanation: () => sceneWords().explanation,
  next: () => sceneWords().next,
  max_take_ms: () => sceneWords().maxTake,
  preparation_ms: () => sceneWords().preparation,
  max_takes: () => sceneWords().maxTakes,
  medium: () => sceneWords().medium,
  autocue: () => sceneWords().autocue,
  autocue_editable: () => sceneWords().autocueEditable,
  example_answer: () => sceneWords().example,
  example_clips: () => sceneWords().exampleClips,
  example_shown: () => sceneWords().shown,
  self_check: () => sceneWords().selfCheck,
} as const;

function memberName(name: string, kind: SceneDraft['kind'] | undefined): string | null {
  const t = sceneWords();
  if (name === 'prompt' && kind)
    return { watch: t.watchPrompt, info: t.heading, choose: t.question, respond: t.task }[kind];
  return name in MEMBERS ? MEMBERS[name as keyof typeof MEMBERS]() : null;
}

/**
 * Names a place of the document in words: "Scene 2, question, answer 1, text". Scenes are named by
 * their place in the draft or by their key.
 */
export function placeName(path: string, { scenes }: Pick<Draft, 'scenes'>): string {
  const g = gapWords();
  const parts = path.split('.');
  if (path === 'order') return g.order;
  if (parts[0] !== 'scenes') return memberName(parts[0] ?? '', undefined) ?? g.card;
  const at = scenes.findIndex((scene, place) =>
    [scene.key, String(place)].includes(parts[1] ?? ''),
  );
  const scene = scenes[at];
  if (!scene) return parts.length > 1 ? g.wholeScene : g.paths;
  const names = parts.slice(2).map((part, index, rest) => {
    if (rest[index - 1] === 'options') return g.optionAt(Number(part) + 1);
    if (part === 'options' && rest.length > index + 1) return null;
    return memberName(part, scene.kind);
  });
  return [g.sceneAt(at + 1, editorWords()[scene.kind]), ...names].filter(Boolean).join(', ');
}
