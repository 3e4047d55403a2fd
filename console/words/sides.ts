// Words of who a record is about, where two stand side by side.
import { words } from './shape.js'

export const sidesWords = words({
  en: {
    notGiven: 'Not given',
    nobodyAnswers: 'No system says anything of this now.',
    fact: {
      givenName: 'Given name',
      middleNames: 'Middle names',
      familyName: 'Family name',
      knownAs: 'Known as',
      dateOfBirth: 'Date of birth',
      sex: 'Sex',
      nhsNumber: 'NHS number',
      upn: 'Pupil number',
    },
  },
  cy: {
    notGiven: 'Heb ei roi',
    nobodyAnswers: 'Nid oes system yn dweud dim am hyn nawr.',
    fact: {
      givenName: 'Enw cyntaf',
      middleNames: 'Enwau canol',
      familyName: 'Cyfenw',
      knownAs: 'A elwir yn',
      dateOfBirth: 'Dyddiad geni',
      sex: 'Rhyw',
      nhsNumber: 'Rhif GIG',
      upn: 'Rhif disgybl',
    },
  },
})
