import { words } from '../../words/shape.js'

export const dueWords = words({
  en: {
    title: 'What is due',
    asOf: 'As it was at {{time}}.',
    refresh: 'Refresh',
    filter: {
      kinds: 'Only these kinds',
      areas: 'Only of these authorities',
      whose: 'Whose work',
      all: 'Everybody’s',
      mine: 'Mine and my teams’',
      nobody: 'Nobody’s yet',
      overdue: 'Only what is overdue',
      send: 'Show',
      clear: 'Show all of it',
    },
    incomplete:
      'What is due is still being worked out: some may be missing, or be done already. Load the page again soon.',
    count: {
      one: '{{count}} thing on this page, the soonest first.',
      other: '{{count}} things on this page, the soonest first.',
    },
    overdue: { one: '{{count}} is overdue.', other: '{{count}} are overdue.' },
    column: { what: 'What', child: 'Child', by: 'By when', who: 'Who has it' },
    late: 'Overdue',
    nobody: 'Nobody yet',
    none: 'Nothing of this is due of children who can be shown to you.',
  },
  cy: {
    title: 'Yr hyn sy’n ddyledus',
    asOf: 'Fel yr oedd am {{time}}.',
    refresh: 'Adnewyddu',
    filter: {
      kinds: 'Y mathau hyn yn unig',
      areas: 'Yr awdurdodau hyn yn unig',
      whose: 'Gwaith pwy',
      all: 'Gwaith pawb',
      mine: 'Fy ngwaith i a’m timau',
      nobody: 'Heb neb eto',
      overdue: 'Dim ond yr hyn sy’n hwyr',
      send: 'Dangos',
      clear: 'Dangos y cyfan',
    },
    incomplete:
      'Mae’r hyn sy’n ddyledus yn dal i gael ei gyfrifo: gall rhai fod ar goll, neu wedi’u gwneud eisoes. Llwythwch y dudalen eto cyn hir.',
    count: {
      zero: 'Dim ar y dudalen hon.',
      one: '{{count}} peth ar y dudalen hon, y cynharaf yn gyntaf.',
      two: '{{count}} beth ar y dudalen hon, y cynharaf yn gyntaf.',
      few: '{{count}} pheth ar y dudalen hon, y cynharaf yn gyntaf.',
      many: '{{count}} pheth ar y dudalen hon, y cynharaf yn gyntaf.',
      other: '{{count}} o bethau ar y dudalen hon, y cynharaf yn gyntaf.',
    },
    overdue: {
      zero: 'Nid oes dim yn hwyr.',
      one: 'Mae {{count}} yn hwyr.',
      two: 'Mae {{count}} yn hwyr.',
      few: 'Mae {{count}} yn hwyr.',
      many: 'Mae {{count}} yn hwyr.',
      other: 'Mae {{count}} yn hwyr.',
    },
    column: { what: 'Beth', child: 'Plentyn', by: 'Erbyn pryd', who: 'Gan bwy mae' },
    late: 'Yn hwyr',
    nobody: 'Neb eto',
    none: 'Nid oes dim o hyn yn ddyledus ynghylch plant y gellir eu dangos i chi.',
  },
})
