import { words } from '#lib/kit/i18n/words.ts';

/** Texts about two judgements that differ far, for the coach who decides. */
export const adjudicationWords = words({
  en: {
    open: 'Two coaches scored differently',
    openedAt: (when: string) => `Since ${when}`,
    title: 'You decide',
    decides:
      'Two coaches scored this reply, each without knowing of the other. Watch it, choose the level on what differs, and say why in the note. The other points stay as they are.',
    one: 'One coach',
    other: 'The other coach',
    needsReason: (criteria: string) => `a note on ${criteria}`,

    release: 'Record the decision',
    releaseTitle: () => 'Record this decision?',
    releaseText: (name: string) =>
      `Both judgements stay as they were. ${name} hears of it only where a level of the feedback becomes another one, and then reads why, or where a result waited for it. After this nothing in it can be changed.`,
    releaseYes: 'Record it',
    releasedTitle: () => 'This is decided',
    releasedAt: (when: string) => `Recorded ${when}.`,

    decided: 'A third coach decided about what differed',
    openIt: 'Read the decision',
  },
  nl: {
    open: 'Twee coaches scoorden verschillend',
    openedAt: (when: string) => `Sinds ${when}`,
    title: 'Jij beslist',
    decides:
      'Twee coaches scoorden dit antwoord, zonder het van elkaar te weten. Bekijk het, kies het niveau bij wat verschilt en zeg in de notitie waarom. De andere punten blijven zoals ze zijn.',
    one: 'De ene coach',
    other: 'De andere coach',
    needsReason: (criteria: string) => `een notitie bij ${criteria}`,

    release: 'Leg de beslissing vast',
    releaseTitle: () => 'Deze beslissing vastleggen?',
    releaseText: (name: string) =>
      `Wat beide coaches scoorden, blijft zoals het was. ${name} hoort het alleen als een niveau in de feedback verandert, en leest dan waarom, of als een uitslag erop wachtte. Hierna kan er niets meer aan veranderen.`,
    releaseYes: 'Leg vast',
    releasedTitle: () => 'Dit is beslist',
    releasedAt: (when: string) => `Vastgelegd ${when}.`,

    decided: 'Een derde coach besliste over wat verschilde',
    openIt: 'Lees de beslissing',
  },
});
