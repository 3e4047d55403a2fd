import { words } from '../../words/shape.js'

export const protocolWords = words({
  en: {
    title: 'What the sharing protocol gives whom',
    about: 'Choose a role and the circumstances. It is about rules: no child is looked at, and no agency is asked.',
    whole: 'Every role at once',
    ask: {
      role: 'Role',
      relationship: 'Relationship to the child',
      noRelationship: 'None',
      purpose: 'Purpose',
      episode: 'Missing episode',
      glass: 'Emergency access is in force',
      send: 'Show',
    },
    edition: 'Edition {{edition}}.',
    opened: 'Is the child opened at all',
    purposeAllowed: 'May the purpose be used',
    table: 'Kinds of information, and what is given',
    column: { category: 'Kind of information', outcome: 'What they meet', level: 'How much', why: 'Why' },
    hubLevel: 'Of the hub’s own records: {{level}}',
    clause: 'Clause {{clause}}',
  },
  cy: {
    title: 'Beth mae’r protocol rhannu’n ei roi i bwy',
    about:
      'Dewiswch rôl a’r amgylchiadau. Mae’n ymwneud â rheolau: nid edrychir ar unrhyw blentyn, ac ni ofynnir i unrhyw asiantaeth.',
    whole: 'Pob rôl ar unwaith',
    ask: {
      role: 'Rôl',
      relationship: 'Perthynas â’r plentyn',
      noRelationship: 'Dim',
      purpose: 'Diben',
      episode: 'Cyfnod ar goll',
      glass: 'Mae mynediad brys mewn grym',
      send: 'Dangos',
    },
    edition: 'Argraffiad {{edition}}.',
    opened: 'A agorir y plentyn o gwbl',
    purposeAllowed: 'A ellir defnyddio’r diben',
    table: 'Mathau o wybodaeth, a’r hyn a roddir',
    column: { category: 'Math o wybodaeth', outcome: 'Yr hyn a gânt', level: 'Faint', why: 'Pam' },
    hubLevel: 'O gofnodion yr hwb ei hun: {{level}}',
    clause: 'Cymal {{clause}}',
  },
})
