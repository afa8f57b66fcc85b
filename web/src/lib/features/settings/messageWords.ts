import { words } from '#lib/kit/i18n/words.ts';

/** Texts of the screen on which one chooses which messages come, and when not. */
export const messageWords = words({
  en: {
    title: 'Which messages you get',
    link: 'Choose which messages you get',
    linkHint: 'By mail or only in the app, and at which hours not.',
    kinds: 'Messages',
    kindsHint:
      'In Kalm itself you always find all of them. Mail that you need for signing in always comes.',
    mail: 'Mail',
    push: 'Notification',
    stopped: 'You get no mail any more',
    noMailbox:
      'Mail to your address does not arrive. Ask your organisation to check it. In Kalm itself you find all messages.',
    complaint:
      'You marked a mail of Kalm as spam. In Kalm itself you find all messages. Was it a mistake? Then tell your organisation.',
    nothing: 'There is nothing to choose here yet.',
    saving: 'Saving…',
    saved: 'Saved',
    notSaved: 'This was not saved. It stays as it was.',
    quiet: 'Quiet hours',
    quietHint: (zone: string) =>
      `In these hours you get no mail and no notifications. They come afterwards. The times are those of ${zone}.`,
    quietOn: 'I want quiet hours',
    from: 'From',
    until: 'Until',
    save: 'Save',
    timesMissing: 'Fill in both times.',
    elsewhere: 'Your quiet hours were changed elsewhere',
    elsewhereText: (hours: string) =>
      `In another tab or on another device, this was chosen: ${hours}. What you chose here is not saved yet.`,
    none: 'no quiet hours',
    hours: (begins: string, ends: string) => `${begins} to ${ends}`,
    keepTheirs: 'Leave it so',
    useMine: 'Save what I chose here',
  },
  nl: {
    title: 'Welke berichten je krijgt',
    link: 'Kies welke berichten je krijgt',
    linkHint: 'Per mail of alleen in de app, en op welke uren niet.',
    kinds: 'Berichten',
    kindsHint:
      'In Kalm zelf vind je ze altijd allemaal. Mail die je nodig hebt om in te loggen, komt altijd.',
    mail: 'Mail',
    push: 'Melding',
    stopped: 'Je krijgt geen mail meer',
    noMailbox:
      'Mail naar jouw adres komt niet aan. Vraag je organisatie het na te kijken. In Kalm zelf vind je alle berichten.',
    complaint:
      'Je hebt een mail van Kalm als spam gemeld. In Kalm zelf vind je alle berichten. Was het een vergissing? Laat het je organisatie weten.',
    nothing: 'Er valt hier nog niets te kiezen.',
    saving: 'Bezig met bewaren…',
    saved: 'Bewaard',
    notSaved: 'Dit is niet bewaard. Het blijft zoals het was.',
    quiet: 'Stille uren',
    quietHint: (zone: string) =>
      `In deze uren krijg je geen mail en geen meldingen. Die komen daarna. De tijden zijn die van ${zone}.`,
    quietOn: 'Ik wil stille uren',
    from: 'Van',
    until: 'Tot',
    save: 'Bewaar',
    timesMissing: 'Vul beide tijden in.',
    elsewhere: 'Je stille uren zijn ergens anders veranderd',
    elsewhereText: (hours: string) =>
      `In een ander tabblad of op een ander toestel is dit gekozen: ${hours}. Wat je hier koos, is nog niet bewaard.`,
    none: 'geen stille uren',
    hours: (begins: string, ends: string) => `${begins} tot ${ends}`,
    keepTheirs: 'Laat het zo',
    useMine: 'Bewaar wat ik hier koos',
  },
});
