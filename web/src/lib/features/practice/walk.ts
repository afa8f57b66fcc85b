import type { PlayAnswer, PlayOption, PlayScene } from './shape.ts';

/** The way through an exercise as far as it is known. */
export type Walked = {
  path: PlayScene[];
  /** False where an answer decides what follows, or the scenes lead back to one another. */
  complete: boolean;
};

type Answers = readonly Pick<PlayAnswer, 'scene' | 'options'>[];

const leadsTo = (option: PlayOption | undefined, scene: PlayScene) =>
  option ? option.next : scene.next;

/** Returns whether what one chooses in a scene decides what follows. */
export const branches = ({ kind, several, options }: PlayScene): boolean =>
  kind === 'choose' && !several && new Set(options.map(({ next }) => next)).size > 1;

/** Returns the id of the scene that follows, null for the end, undefined where it is open. */
function after(scene: PlayScene, answers: Answers): string | null | undefined {
  if (scene.kind !== 'choose' || scene.several) return scene.next;
  const [chosen] = answers.find((answer) => answer.scene === scene.id)?.options ?? [];
  if (chosen === undefined && branches(scene)) return undefined;
  const option = scene.options.find(({ id }) => id === chosen) ?? scene.options[0];
  return leadsTo(option, scene);
}

/** Walks an exercise from its first scene, by the answers that were given. */
export function walk(scenes: readonly PlayScene[], answers: Answers): Walked {
  const path: PlayScene[] = [];
  let scene = scenes.toSorted((one, other) => one.order - other.order)[0];
  while (scene) {
    path.push(scene);
    const next = after(scene, answers);
    if (next === undefined) return { path, complete: false };
    scene = scenes.find(({ id }) => id === next);
    // A draft may lead in a circle; what is published cannot.
    if (scene && path.includes(scene)) return { path, complete: false };
  }
  return { path, complete: true };
}

/** Returns whether an exercise has several replies, or ways that differ: then one can go back. */
export const isConversation = (scenes: readonly PlayScene[]): boolean =>
  scenes.filter(({ kind }) => kind === 'respond').length > 1 || scenes.some(branches);
