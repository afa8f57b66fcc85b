import { words } from '#lib/kit/i18n/words.ts';

export const sessionWords = words({
  en: {
    welcome: 'Good to see you',
    intro: 'Practise difficult conversations: short, private, at your own pace.',
    email: 'Email address',
    password: 'Password',
    signIn: 'Sign in',
    signOut: 'Sign out',
    forgotten: 'Forgot your password?',
    forgottenTitle: 'A new password',
    forgottenText: 'Fill in your email address. We send you a link to choose a new password.',
    sendLink: 'Send the link',
    linkSentTitle: 'Check your email',
    linkSentText: 'If we know this address, a link is on its way. It may take a few minutes.',
    newTitle: 'Choose a new password',
    newPassword: 'New password',
    newHint: 'A few words in a row are easy to remember and hard to guess.',
    newMissing: 'Fill in a new password.',
    keep: 'Use this password',
    keyBadTitle: 'This link no longer works',
    keyBad: 'It has been used already, or it is too old. We can send you a new one.',
    toSignIn: 'Back to sign-in',
    mismatch: 'This email address and password do not match. Check both and try again.',
    tooMany: (minutes: number) =>
      minutes === 1
        ? 'Too many tries in a short time. Try again in a minute.'
        : `Too many tries in a short time. Try again in ${minutes} minutes.`,
    emailMissing: 'Fill in your email address.',
    passwordMissing: 'Fill in your password.',
    failed: 'We could not sign you in. Try again in a moment.',
    ended: 'You have been signed out. Sign in to continue.',
    kept: (recorded: boolean, typed: boolean) =>
      `What you ${[recorded && 'recorded', typed && 'typed'].filter(Boolean).join(' or ')} is still on this device.`,
    chooseTitle: 'Where do you want to go?',
    noneTitle: 'You do not belong to an organisation yet',
    noneText: 'Ask the person who invited you to add this address:',
  },
  nl: {
    welcome: 'Fijn dat je er bent',
    intro: 'Oefen lastige gesprekken: kort, privé en in je eigen tempo.',
    email: 'E-mailadres',
    password: 'Wachtwoord',
    signIn: 'Log in',
    signOut: 'Log uit',
    forgotten: 'Wachtwoord vergeten?',
    forgottenTitle: 'Een nieuw wachtwoord',
    forgottenText:
      'Vul je e-mailadres in. We sturen je een link om een nieuw wachtwoord te kiezen.',
    sendLink: 'Stuur de link',
    linkSentTitle: 'Kijk in je mail',
    linkSentText:
      'Als we dit adres kennen, is er een link onderweg. Dat kan een paar minuten duren.',
    newTitle: 'Kies een nieuw wachtwoord',
    newPassword: 'Nieuw wachtwoord',
    newHint: 'Een paar woorden achter elkaar onthoud je makkelijk, en ze zijn lastig te raden.',
    newMissing: 'Vul een nieuw wachtwoord in.',
    keep: 'Gebruik dit wachtwoord',
    keyBadTitle: 'Deze link werkt niet meer',
    keyBad: 'Hij is al gebruikt, of te oud. We sturen je graag een nieuwe.',
    toSignIn: 'Terug naar inloggen',
    mismatch: 'Dit adres en wachtwoord horen niet bij elkaar. Kijk ze na en probeer opnieuw.',
    tooMany: (minutes: number) =>
      minutes === 1
        ? 'Dat waren te veel pogingen achter elkaar. Probeer het over een minuut opnieuw.'
        : `Dat waren te veel pogingen achter elkaar. Probeer het over ${minutes} minuten opnieuw.`,
    emailMissing: 'Vul je e-mailadres in.',
    passwordMissing: 'Vul je wachtwoord in.',
    failed: 'We konden je niet inloggen. Probeer het zo nog eens.',
    ended: 'Je bent uitgelogd. Log in om verder te gaan.',
    kept: (recorded: boolean, typed: boolean) =>
      `Wat je ${[recorded && 'opnam', typed && 'typte'].filter(Boolean).join(' of ')}, staat nog op dit toestel.`,
    chooseTitle: 'Waar wil je heen?',
    noneTitle: 'Je hoort nog niet bij een organisatie',
    noneText: 'Vraag degene die je uitnodigde om dit adres toe te voegen:',
  },
});
