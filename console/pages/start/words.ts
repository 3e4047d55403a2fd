import { words } from '../../words/shape.js'

export const startWords = words({
  en: {
    title: 'Your start page',
    none: 'There are no pages for your role yet. The gateway itself answers you through other software of your agency.',
  },
  cy: {
    title: 'Eich tudalen gychwyn',
    none: 'Nid oes tudalennau ar gyfer eich rôl eto. Mae’r porth ei hun yn eich ateb drwy feddalwedd arall eich asiantaeth.',
  },
})
