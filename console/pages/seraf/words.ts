import { words } from '../../words/shape.js'

export const serafWords = words({
  en: {
    title: 'Record a SERAF',
    about: 'Tick what was found. The points are counted by the hub, and never shown without what they are for.',
    assessedOn: { label: 'On which day it was made', empty: 'Say on which day it was made' },
    vulnerabilities: 'Vulnerabilities',
    moderate: 'Moderate indicators, now or in the last six months',
    recent: 'Significant indicators, now or in the last six months',
    earlier: 'Significant indicators, six to twelve months ago',
    send: 'Record the SERAF',
  },
  cy: {
    title: 'Cofnodi SERAF',
    about: 'Ticiwch yr hyn a ganfuwyd. Cyfrifir y pwyntiau gan yr hwb, ac nis dangosir byth heb yr hyn y maent amdano.',
    assessedOn: { label: 'Ar ba ddiwrnod y’i gwnaed', empty: 'Dywedwch ar ba ddiwrnod y’i gwnaed' },
    vulnerabilities: 'Ffactorau bregusrwydd',
    moderate: 'Dangosyddion cymedrol, nawr neu yn y chwe mis diwethaf',
    recent: 'Dangosyddion arwyddocaol, nawr neu yn y chwe mis diwethaf',
    earlier: 'Dangosyddion arwyddocaol, chwech i ddeuddeg mis yn ôl',
    send: 'Cofnodi’r SERAF',
  },
})
