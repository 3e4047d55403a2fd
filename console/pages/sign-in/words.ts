import { words } from '../../words/shape.js'

export const signInWords = words({
  en: {
    choose: {
      title: 'Sign in',
      text: 'Choose the agency that you work for. You sign in there, as you always do, and come back here.',
      kept: 'Your sign-in ended before the form was sent. What you typed is kept for an hour, for you alone: sign in again to go on with it.',
      agencies: 'Agencies',
    },
    'signed-out': {
      title: 'You are signed out',
      text: 'Nothing of yours is open here any more. You may still be signed in at your agency: on a shared computer, sign out there too.',
      again: 'Sign in again',
    },
  },
  cy: {
    choose: {
      title: 'Mewngofnodi',
      text: 'Dewiswch yr asiantaeth yr ydych yn gweithio iddi. Rydych yn mewngofnodi yno, fel arfer, ac yn dod yn ôl yma.',
      kept: 'Daeth eich mewngofnodi i ben cyn i’r ffurflen gael ei hanfon. Cedwir yr hyn a deipioch am awr, i chi yn unig: mewngofnodwch eto i barhau.',
      agencies: 'Asiantaethau',
    },
    'signed-out': {
      title: 'Rydych wedi allgofnodi',
      text: 'Nid oes dim o’ch eiddo ar agor yma mwyach. Gallech fod wedi mewngofnodi o hyd yn eich asiantaeth: ar gyfrifiadur a rennir, allgofnodwch yno hefyd.',
      again: 'Mewngofnodi eto',
    },
  },
})
