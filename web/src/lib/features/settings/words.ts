import { words } from '#lib/kit/i18n/words.ts';

export const settingsWords = words({
  en: {
    title: 'Settings',
    you: 'You',
    name: 'Name',
    email: 'Email address',
    emailHint: 'Only your organisation can change this.',
    language: 'Language',
    zone: 'Time zone',
    zoneHint: 'We send messages and exercises at hours that suit the place where you are.',
    zoneHere: (zone: string) => `Use this device’s: ${zone}`,
    zoneUnknown: 'We do not know this time zone. Choose another one.',
    zoneSearch: 'Which large city is nearest?',
    zoneFound: (count: number) =>
      count === 0 ? 'No city like that. Try a larger one.' : `${count} found`,
    zoneMany: (more: number) => `${more} more. Type another letter.`,
    zoneNow: (time: string) => `now ${time}`,
    change: 'Change',
    save: 'Save',
    cancel: 'Cancel',
    saved: 'Saved',
    password: 'Password',
    currentPassword: 'Current password',
    currentMissing: 'Fill in your current password.',
    newPassword: 'New password',
    newHint: 'A few words in a row are easy to remember and hard to guess.',
    newMissing: 'Fill in a new password.',
    changePassword: 'Change password',
    passwordChanged: 'Your password has been changed.',
    tooMany: (minutes: number) =>
      minutes === 1
        ? 'Too many tries in a short time. Try again in a minute.'
        : `Too many tries in a short time. Try again in ${minutes} minutes.`,
    organisation: 'Organisation',
    switch: 'Go to another organisation',
    privacyText: (days: number) =>
      `Nobody sees a recording before you send it. We delete it ${days} days after you send it, or ${days} days after you made it if you never send it.`,
    signOut: 'Sign out',
    pending:
      'A recording is still on this device. It stays safe, and we send it when you sign in again.',
  },
  nl: {
    title: 'Instellingen',
    you: 'Jij',
    name: 'Naam',
    email: 'E-mailadres',
    emailHint: 'Alleen je organisatie kan dit veranderen.',
    language: 'Taal',
    zone: 'Tijdzone',
    zoneHint: 'Berichten en oefeningen komen op tijden die passen bij waar jij bent.',
    zoneHere: (zone: string) => `Neem die van dit toestel: ${zone}`,
    zoneUnknown: 'We kennen deze tijdzone niet. Kies een andere.',
    zoneSearch: 'Welke grote stad is het dichtst bij?',
    zoneFound: (count: number) =>
      count === 0 ? 'Zo’n stad kennen we niet. Probeer een grotere.' : `${count} gevonden`,
    zoneMany: (more: number) => `Nog ${more}. Typ een letter meer.`,
    zoneNow: (time: string) => `nu ${time}`,
    change: 'Verander',
    save: 'Bewaar',
    cancel: 'Annuleer',
    saved: 'Bewaard',
    password: 'Wachtwoord',
    currentPassword: 'Huidig wachtwoord',
    currentMissing: 'Vul je huidige wachtwoord in.',
    newPassword: 'Nieuw wachtwoord',
    newHint: 'Een paar woorden achter elkaar onthoud je makkelijk, en ze zijn lastig te raden.',
    newMissing: 'Vul een nieuw wachtwoord in.',
    changePassword: 'Verander wachtwoord',
    passwordChanged: 'Je wachtwoord is veranderd.',
    tooMany: (minutes: number) =>
      minutes === 1
        ? 'Dat waren te veel pogingen achter elkaar. Probeer het over een minuut opnieuw.'
        : `Dat waren te veel pogingen achter elkaar. Probeer het over ${minutes} minuten opnieuw.`,
    organisation: 'Organisatie',
    switch: 'Ga naar een andere organisatie',
    privacyText: (days: number) =>
      `Niemand ziet een opname voordat jij hem stuurt. We verwijderen hem ${days} dagen nadat je hem hebt gestuurd. Stuur je hem niet, dan ${days} dagen nadat je hem hebt opgenomen.`,
    signOut: 'Log uit',
    pending:
      'Er staat nog een opname op dit toestel. Hij blijft veilig en gaat verder als je weer inlogt.',
  },
});
