import { words } from '../../words/shape.js'

export const mirafCompareWords = words({
  en: {
    title: 'What differs between two versions',
    none: 'Two such versions are not there for you to read. Choose two that the list of versions has.',
    back: 'Back to the risk assessment',
    same: 'It is one and the same version. Choose two.',
  },
  cy: {
    title: 'Beth sy’n wahanol rhwng dwy fersiwn',
    none: 'Nid oes dwy fersiwn o’r fath yno i chi eu darllen. Dewiswch ddwy sydd yn y rhestr o fersiynau.',
    back: 'Yn ôl i’r asesiad risg',
    same: 'Yr un fersiwn yw hi. Dewiswch ddwy.',
  },
})
