import type { Draft, Kind, SceneDraft, Texts } from './draft.ts';
import { emptyDraft } from './draft.ts';
import { addScene, newScene } from './scenes.ts';

export type Template = 'one' | 'conversation' | 'theory';

export const TEMPLATES: readonly Template[] = ['one', 'conversation', 'theory'];

type Given = Partial<Omit<SceneDraft, 'key' | 'kind'>>;

const WATCH: Texts = {
  nl: 'Kijk en luister. Wat gebeurt er, en wat heeft deze klant nodig?',
  en: 'Watch and listen. What is happening, and what does this customer need?',
};
const ON: Texts = {
  nl: 'De klant antwoordt. Kijk en luister hoe het verdergaat.',
  en: 'The customer answers. Watch and listen to what happens next.',
};
const KIND: Texts = { nl: 'Wat is hier aan de hand?', en: 'What is going on here?' };
const REPLY: Texts = {
  nl: 'Jij bent aan de beurt. Antwoord zoals je het in het echt zou doen.',
  en: 'Your turn. Answer as you would in real life.',
};

const PARTS: Record<Template, readonly (readonly [Kind, Given])[]> = {
  one: [
    ['watch', { prompt: WATCH }],
    ['choose', { prompt: KIND, purpose: 'aggression_type' }],
    ['respond', { prompt: REPLY }],
  ],
  conversation: [
    ['watch', { prompt: WATCH }],
    ['respond', { prompt: REPLY }],
    ['watch', { prompt: ON }],
    ['respond', { prompt: REPLY }],
  ],
  theory: [
    ['info', {}],
    ['choose', { purpose: 'knowledge' }],
    ['choose', { purpose: 'knowledge', several: true }],
    ['respond', { prompt: REPLY }],
  ],
};

/** Returns a draft to begin with: the scenes of a template, with a title. */
export function draftFrom(template: Template, scenario: string, title: Texts): Draft {
  return PARTS[template].reduce<Draft>(
    (draft, [kind, given]) => addScene(draft, newScene(draft, kind, given), draft.scenes.length),
    { ...emptyDraft(scenario), title },
  );
}

const SLUG = 40;

/**
 * Returns a code for a new scenario: its title in small letters, and four digits that keep two of
 * the same title apart.
 */
export function codeFor(title: string, random: () => number = Math.random): string {
  const plain = title
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG)
    .replace(/^-+|-+$/g, '');
  const digits = String(Math.floor(random() * 10_000)).padStart(4, '0');
  return `${plain || 'exercise'}-${digits}`;
}
