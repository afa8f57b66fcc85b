import type { ProblemPart } from '#lib/kit/api/problem.ts';
import type { Draft, SceneDraft, Texts } from './draft.ts';
import { branches, faultsOf } from './graph.ts';

/** What a draft lacks before it can be published: a code, and its place in the document. */
export type Gap = { code: string; attr: string; detail?: string | undefined };

const gap = (code: string, attr: string): Gap => ({ code, attr });
const isEmpty = (texts: Texts) => !texts.nl?.trim() && !texts.en?.trim();

/** The codes that are known while one writes; the server looks for them and for more. */
export const CHECKED_HERE: ReadonlySet<string> = new Set([
  'text_missing',
  'intensity_missing',
  'sector_missing',
  'channel_missing',
  'rubric_version_missing',
  'aggression_type_missing',
  'technique_missing',
  'watch_missing',
  'respond_missing',
  'clip_missing',
  'options_count',
  'right_option_count',
  'target_unknown',
  'scene_loop',
  'scene_unreachable',
  'path_without_respond',
  'reading_missing',
  'remark_open',
]);

function* cardGaps(draft: Draft): Iterable<Gap> {
  if (isEmpty(draft.title)) yield gap('text_missing', 'title');
  if (isEmpty(draft.summary)) yield gap('text_missing', 'summary');
  if (draft.intensity === null) yield gap('intensity_missing', 'intensity');
  if (draft.sector === null) yield gap('sector_missing', 'sector');
  if (draft.channel === null) yield gap('channel_missing', 'channel');
  if (!draft.rubric_version) yield gap('rubric_version_missing', 'rubric_version');
  if (!draft.aggression_type) yield gap('aggression_type_missing', 'aggression_type');
  if (!draft.techniques.length) yield gap('technique_missing', 'techniques');
}

function* questionGaps(scene: SceneDraft, place: string): Iterable<Gap> {
  if (scene.options.length < 2) yield gap('options_count', `${place}.options`);
  const right = scene.options.filter(({ is_right }) => is_right).length;
  if (scene.several ? right < 1 : right !== 1) yield gap('right_option_count', `${place}.options`);
  for (const [at, option] of scene.options.entries()) {
    if (isEmpty(option.text)) yield gap('text_missing', `${place}.options.${at}.text`);
    if (isEmpty(option.explanation))
      yield gap('text_missing', `${place}.options.${at}.explanation`);
  }
}

function* sceneGaps(scene: SceneDraft, place: string): Iterable<Gap> {
  if (isEmpty(scene.prompt)) yield gap('text_missing', `${place}.prompt`);
  if (scene.kind === 'watch' && !scene.clips.nl && !scene.clips.en)
    yield gap('clip_missing', `${place}.clips`);
  if (scene.kind === 'info' && isEmpty(scene.body)) yield gap('text_missing', `${place}.body`);
  if (scene.kind === 'choose') yield* questionGaps(scene, place);
}

function* pathGaps(draft: Draft): Iterable<Gap> {
  const kinds = draft.scenes.map(({ kind }) => kind);
  if (!kinds.some((kind) => kind === 'watch' || kind === 'info'))
    yield gap('watch_missing', 'scenes');
  if (!kinds.includes('respond')) yield gap('respond_missing', 'scenes');
  const faults = faultsOf(draft);
  for (const { from, option } of faults.unknown) {
    const named = option !== null && draft.scenes[from]?.options[option]?.next !== null;
    const place = named ? `.options.${option}.next` : '.next';
    yield gap('target_unknown', `scenes.${from}${place}`);
  }
  for (const at of faults.loops) {
    const scene = draft.scenes[at];
    if (scene) yield gap('scene_loop', `scenes.${at}${branches(scene) ? '.options' : '.next'}`);
  }
  for (const at of faults.unreachable) yield gap('scene_unreachable', `scenes.${at}`);
  if (faults.endsUnanswered && kinds.includes('respond'))
    yield gap('path_without_respond', 'scenes');
}

/** Returns what a draft lacks, as far as it can be told without the server; in reading order. */
export function gapsOf(draft: Draft): Gap[] {
  return [
    ...cardGaps(draft),
    ...draft.scenes.flatMap((scene, at) => [...sceneGaps(scene, `scenes.${at}`)]),
    ...pathGaps(draft),
  ];
}

/**
 * Returns what is lacking now: what is seen here, and what the server alone can see, as it said at
 * the last attempt to publish.
 */
export function allGaps(draft: Draft, refused: readonly ProblemPart[]): Gap[] {
  const told = refused
    .filter(({ code }) => !CHECKED_HERE.has(code))
    .map(({ code, attr, detail }) => ({ code, attr: attr ?? 'scenes', detail }));
  return [...gapsOf(draft), ...told];
}

/** Returns the key of the scene that a place is in; null for the card and the scenes as a whole. */
export function sceneOfPlace(draft: Draft, attr: string): string | null {
  const at = /^scenes\.(\d+)/.exec(attr)?.[1];
  return at === undefined ? null : (draft.scenes[Number(at)]?.key ?? null);
}
