import { words } from '../../words/shape.js'

export const meetingActionWords = words({
  en: {
    title: 'Add an action to the plan',
    send: 'Add it',
    toPlan: 'Go back to the plan',
    lacks: {
      what: 'Say what is to be done',
      measure: 'Say how one tells that it was done',
      owner: 'Say who does it',
      due: 'Say by when it is to be done',
    },
  },
  cy: {
    title: 'Ychwanegu gweithred at y cynllun',
    send: 'Ei hychwanegu',
    toPlan: 'Yn ôl at y cynllun',
    lacks: {
      what: 'Dywedwch beth sydd i’w wneud',
      measure: 'Dywedwch sut mae dweud ei fod wedi’i wneud',
      owner: 'Dywedwch pwy sy’n ei wneud',
      due: 'Dywedwch erbyn pryd y mae i’w wneud',
    },
  },
})
