import { words } from '#lib/kit/i18n/words.ts';

/** Texts of a page whose person is no longer the one who is signed in. */
export const otherWords = words({
  en: {
    title: (other: string) => `${other} is signed in now`,
    whose: (mine: string) => `This page is ${mine}'s.`,
    still: (other: string) => `Nothing is sent from it while ${other} is signed in.`,
    kept: 'What is safe on this device',
    recordings: (count: number) => (count === 1 ? '1 recording' : `${count} recordings`),
    cutoffs: (count: number) =>
      count === 1 ? '1 recording that was cut off' : `${count} recordings that were cut off`,
    words: 'what you typed and was not saved yet',
    later: 'It continues by itself as soon as you sign in again.',
    nothing: 'Nothing of yours still has to be saved.',
    here: 'Your device is full, so this is in this page only. Save the file before you continue.',
    goOn: (other: string) => `Continue as ${other}`,
    back: (mine: string) => `Sign in as ${mine}`,
    backHint: (other: string) => `That signs ${other} out here.`,
  },
  nl: {
    title: (other: string) => `${other} is nu ingelogd`,
    whose: (mine: string) => `Deze pagina is van ${mine}.`,
    still: (other: string) => `Zolang ${other} is ingelogd, wordt er van hieruit niets verstuurd.`,
    kept: 'Dit staat veilig op dit toestel',
    recordings: (count: number) => (count === 1 ? '1 opname' : `${count} opnames`),
    cutoffs: (count: number) =>
      count === 1 ? '1 opname die werd afgebroken' : `${count} opnames die werden afgebroken`,
    words: 'wat je typte en nog niet was bewaard',
    later: 'Het gaat vanzelf verder zodra je weer inlogt.',
    nothing: 'Er is niets van jou dat nog bewaard moet worden.',
    here: 'Je toestel had geen ruimte, dus dit staat alleen op deze pagina. Bewaar het bestand voordat je verdergaat.',
    goOn: (other: string) => `Ga verder als ${other}`,
    back: (mine: string) => `Log in als ${mine}`,
    backHint: (other: string) => `${other} wordt hier dan uitgelogd.`,
  },
});
