import { words } from '../../words/shape.js'

export const alertsWords = words({
  en: {
    title: 'My alerts',
    asOf: 'As it was at {{time}}.',
    refresh: 'Refresh',
    failed:
      'The list could not be refreshed. What you see may have changed since the time that it names. Load the page again; if that does not help, ring.',
    changed: 'The list has changed.',
    report: 'How teams take note of what they are told',
    filter: { label: 'Which alerts are shown', unread: 'Not acknowledged', all: 'All, those not acknowledged first' },
    none: {
      unread: 'Nothing that your teams were told, and that can be shown to you, waits to be acknowledged.',
      all: 'Your teams were told of nothing that can be shown to you.',
    },
    column: { what: 'What happened', child: 'Child', at: 'Told', team: 'To which team', note: 'Acknowledged' },
    ago: '{{length}} ago',
    pupils: { one: '{{count}} pupil', other: '{{count}} pupils' },
    school: 'See them in the school’s view',
    unconfirmed: 'Your team stands in: whom this is for could not be found out.',
    escalated: 'Not acknowledged in time by {{team}}',
    noted: 'Acknowledged {{when}}',
    take: 'Acknowledge',
    done: { heading: 'Done', text: 'The alert is acknowledged for your team.' },
  },
  cy: {
    title: 'Fy hysbysiadau',
    asOf: 'Fel yr oedd am {{time}}.',
    refresh: 'Adnewyddu',
    failed:
      'Ni ellid adnewyddu’r rhestr. Gall yr hyn a welwch fod wedi newid ers yr amser y mae’n ei enwi. Llwythwch y dudalen eto; os nad yw hynny’n helpu, ffoniwch.',
    changed: 'Mae’r rhestr wedi newid.',
    report: 'Sut mae timau’n nodi’r hyn a ddywedir wrthynt',
    filter: {
      label: 'Pa hysbysiadau a ddangosir',
      unread: 'Heb eu cydnabod',
      all: 'Pob un, y rhai heb eu cydnabod yn gyntaf',
    },
    none: {
      unread: 'Nid oes dim a ddywedwyd wrth eich timau, ac y gellir ei ddangos i chi, yn aros i’w gydnabod.',
      all: 'Ni ddywedwyd dim wrth eich timau y gellir ei ddangos i chi.',
    },
    column: { what: 'Beth ddigwyddodd', child: 'Plentyn', at: 'Dywedwyd', team: 'Wrth ba dîm', note: 'Cydnabuwyd' },
    ago: '{{length}} yn ôl',
    pupils: {
      zero: '{{count}} disgybl',
      one: '{{count}} disgybl',
      two: '{{count}} ddisgybl',
      few: '{{count}} disgybl',
      many: '{{count}} disgybl',
      other: '{{count}} disgybl',
    },
    school: 'Gweld y rhain yng ngolwg yr ysgol',
    unconfirmed: 'Mae eich tîm yn sefyll i mewn: ni ellid canfod i bwy y mae hyn.',
    escalated: 'Heb ei gydnabod mewn pryd gan {{team}}',
    noted: 'Cydnabuwyd {{when}}',
    take: 'Cydnabod',
    done: { heading: 'Wedi’i wneud', text: 'Mae’r hysbysiad wedi’i gydnabod ar ran eich tîm.' },
  },
})
