import { words } from '#lib/i18n/words.ts';

/** Texts about recordings on their way to the server. */
export const takesWords = words({
  en: {
    uploads: 'Your recordings',
    sending: (percent: number) => `Saving your recording: ${percent}%`,
    waiting: 'Waiting for a connection',
    arrived: 'Safely stored',
    refused: 'Could not be stored',
    details: 'Details',
    safe: 'You can always close the app. Your recording is safe on this device; we go on when you come back.',
    sentAfter: 'Goes to your coach as soon as it has arrived.',
    privateStill: 'Only you can see it.',
    again: 'Try now',
    remove: 'Delete',
    keepFile: 'Save the file',
    refusedText: 'We could not store this recording. It is safe on this device.',
    nothing: 'Everything has arrived.',
    line: 'Upload',
  },
  nl: {
    uploads: 'Je opnames',
    sending: (percent: number) => `Je opname wordt bewaard: ${percent}%`,
    waiting: 'Wacht op verbinding',
    arrived: 'Veilig bewaard',
    refused: 'Bewaren lukte niet',
    details: 'Details',
    safe: 'Je kunt de app altijd sluiten. Je opname staat veilig op dit toestel; we gaan verder als je terugkomt.',
    sentAfter: 'Gaat naar je coach zodra hij binnen is.',
    privateStill: 'Alleen jij kunt hem zien.',
    again: 'Probeer nu',
    remove: 'Verwijder',
    keepFile: 'Bewaar het bestand',
    refusedText: 'We konden deze opname niet bewaren. Hij staat veilig op je toestel.',
    nothing: 'Alles is binnen.',
    line: 'Versturen',
  },
});
