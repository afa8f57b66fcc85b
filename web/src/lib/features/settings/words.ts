import { words } from '#lib/kit/i18n/words.ts';

export const settingsWords = words({
  en: {
    title: 'Settings',
    you: 'You',
    language: 'Language',
    zone: 'Time zone',
    zoneHint: 'Messages and exercises follow the time where you are.',
    zoneHere: (zone: string) => `Use the zone of this device: ${zone}`,
    zoneUnknown: 'We do not know this time zone. Choose one from the list.',
    saved: 'Saved',
    organisation: 'Organisation',
    switch: 'Go to another organisation',
    privacy: 'Your recordings',
    privacyText: (days: number) =>
      `Nobody sees a recording before you send it. After sending we delete it in ${days} days.`,
    signOut: 'Sign out',
    pending:
      'A recording is still on this device. It stays safe, and goes on when you sign in again.',
  },
  nl: {
    title: 'Instellingen',
    you: 'Jij',
    language: 'Taal',
    zone: 'Tijdzone',
    zoneHint: 'Berichten en oefeningen volgen de tijd waar jij bent.',
    zoneHere: (zone: string) => `Gebruik de zone van dit toestel: ${zone}`,
    zoneUnknown: 'We kennen deze tijdzone niet. Kies er een uit de lijst.',
    saved: 'Bewaard',
    organisation: 'Organisatie',
    switch: 'Ga naar een andere organisatie',
    privacy: 'Je opnames',
    privacyText: (days: number) =>
      `Niemand ziet een opname voordat jij hem stuurt. Na het sturen verwijderen we hem in ${days} dagen.`,
    signOut: 'Log uit',
    pending:
      'Er staat nog een opname op dit toestel. Hij blijft veilig en gaat verder als je weer inlogt.',
  },
});
