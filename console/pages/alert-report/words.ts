import { words } from '../../words/shape.js'

export const alertReportWords = words({
  en: {
    title: 'How teams take note of what they are told',
    span: { label: 'Over which time', '1': 'The last day', '7': 'The last 7 days', '28': 'The last 28 days' },
    between: 'Alerts told from {{from}} to {{until}}. Teams that leave most unread come first.',
    none: 'No team was told of anything in this time.',
    silent: {
      one: '{{count}} team acknowledged nothing of what it was told.',
      other: '{{count}} teams acknowledged nothing of what they were told.',
    },
    column: {
      team: 'Team',
      told: 'Told',
      acknowledged: 'Acknowledged',
      unacknowledged: 'Not acknowledged',
      median: 'Half of them within',
      longest: 'The last of them within',
    },
    nothing: 'Reads none',
    minutes: { one: '{{count}} minute', other: '{{count}} minutes' },
    never: 'None',
  },
  cy: {
    title: 'Sut mae timau’n nodi’r hyn a ddywedir wrthynt',
    span: {
      label: 'Dros ba amser',
      '1': 'Y diwrnod diwethaf',
      '7': 'Y 7 diwrnod diwethaf',
      '28': 'Y 28 diwrnod diwethaf',
    },
    between:
      'Hysbysiadau a anfonwyd o {{from}} hyd {{until}}. Timau sy’n gadael y mwyaf heb ei ddarllen sy’n dod gyntaf.',
    none: 'Ni ddywedwyd dim wrth unrhyw dîm yn yr amser hwn.',
    silent: {
      zero: 'Nid oes tîm na chydnabu ddim.',
      one: 'Ni chydnabu {{count}} tîm ddim o’r hyn a ddywedwyd wrtho.',
      two: 'Ni chydnabu {{count}} dîm ddim o’r hyn a ddywedwyd wrthynt.',
      few: 'Ni chydnabu {{count}} thîm ddim o’r hyn a ddywedwyd wrthynt.',
      many: 'Ni chydnabu {{count}} thîm ddim o’r hyn a ddywedwyd wrthynt.',
      other: 'Ni chydnabu {{count}} o dimau ddim o’r hyn a ddywedwyd wrthynt.',
    },
    column: {
      team: 'Tîm',
      told: 'Dywedwyd',
      acknowledged: 'Cydnabuwyd',
      unacknowledged: 'Heb eu cydnabod',
      median: 'Eu hanner o fewn',
      longest: 'Yr olaf ohonynt o fewn',
    },
    nothing: 'Nid yw’n darllen dim',
    minutes: {
      zero: '{{count}} munud',
      one: '{{count}} munud',
      two: '{{count}} funud',
      few: '{{count}} munud',
      many: '{{count}} munud',
      other: '{{count}} munud',
    },
    never: 'Dim',
  },
})
