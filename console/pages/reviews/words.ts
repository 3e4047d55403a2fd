import { words } from '../../words/shape.js'

export const reviewsWords = words({
  en: {
    title: 'Emergency access under review',
    views: {
      label: 'What is listed',
      waiting: 'Waiting for a decision',
      closed: 'Decided',
      inbox: 'Told to your agency',
    },
    opened: 'Opened {{when}}',
    decide: 'Decide on the access of {{when}}',
    waiting: { none: 'Nothing waits for a decision.' },
    closed: { none: 'Nothing has been decided yet.' },
    inbox: {
      about: 'What was done with your agency’s records, newest first. It names nobody.',
      none: 'Your agency has been told of nothing.',
      fresh: 'New',
      source: 'Concerns',
      record: 'Record of',
      until: 'Until {{when}}',
    },
    done: { title: 'Done', text: 'The review is closed, and the owners of the records are told.' },
  },
  cy: {
    title: 'Mynediad brys dan adolygiad',
    views: {
      label: 'Yr hyn a restrir',
      waiting: 'Yn aros am benderfyniad',
      closed: 'Wedi’i benderfynu',
      inbox: 'Dywedwyd wrth eich asiantaeth',
    },
    opened: 'Agorwyd {{when}}',
    decide: 'Penderfynu ar fynediad {{when}}',
    waiting: { none: 'Nid oes dim yn aros am benderfyniad.' },
    closed: { none: 'Nid oes dim wedi’i benderfynu eto.' },
    inbox: {
      about: 'Yr hyn a wnaed â chofnodion eich asiantaeth, y diweddaraf yn gyntaf. Nid yw’n enwi neb.',
      none: 'Ni ddywedwyd dim wrth eich asiantaeth.',
      fresh: 'Newydd',
      source: 'Yn ymwneud â',
      record: 'Cofnod',
      until: 'Tan {{when}}',
    },
    done: { title: 'Wedi’i wneud', text: 'Mae’r adolygiad wedi’i gau, ac mae perchnogion y cofnodion yn cael gwybod.' },
  },
})
