import { words } from '../../words/shape.js'

export const mirafWriteWords = words({
  en: {
    title: 'Write the risk assessment',
    basedOn: {
      none: 'This will be the first version.',
      some: 'It begins with version {{number}}. Saving makes the next version; no version is ever changed.',
    },
    notYours: 'The risk assessment is written by the hub. You may ask for it to be looked at again.',
    incomplete:
      'Something could not be asked, or was kept back: there may be facts that are not among those below. Ring the agencies whose answer you need.',
    neverFilled: 'Never filled in from others’ records: {{kinds}}. Something of it may be recorded; ask its owner.',
    facts: {
      heading: 'Facts from others’ records',
      hint: 'What is ticked goes into this version, with its source and when it was true there. Untick what does not belong.',
      none: 'Nobody gives a fact that may be carried over.',
      fresh: 'not in the last version',
      lost: {
        one: '{{count}} fact that was ticked is not given by anybody now, and is not in the form any more.',
        other: '{{count}} facts that were ticked are not given by anybody now, and are not in the form any more.',
      },
    },
    hazards: {
      heading: 'What could harm the child',
      hint: 'Weigh what applies, and leave out the rest. The level is the highest of them.',
    },
    likelihood: 'How likely',
    impact: 'How bad it would be',
    note: 'What it rests on',
    notWeighed: 'Not weighed',
    half: 'Say how likely it is and how bad it would be, or leave out both and what it rests on',
    matrix: {
      show: 'The words and the matrix',
      heading: 'The level that follows from how likely (across) and how bad (down)',
    },
    level: { now: 'By the matrix, what is entered comes to: {{level}}', show: 'Work out the level' },
    judged: {
      heading: 'If you judge otherwise',
      level: 'Level',
      none: 'As the matrix says',
      reason: 'Why it is not the matrix’s',
      empty: 'Say which level you judge it to be, or leave out the reason',
    },
    missing: 'The child when missing',
    contributions: {
      heading: 'What each agency gave',
      state: 'What came of asking',
      text: 'What it gave',
      notNamed: 'Not mentioned',
    },
    finish: 'Reason and review',
    reason: { label: 'Why this version is written', hint: 'It stays with the version for good.' },
    save: { label: 'Save as the next version' },
    changed: {
      heading: 'Somebody saved version {{number}} meanwhile',
      text: 'Nothing of yours was saved. Here is their version; in the form below is what you typed. Put into the form what of theirs should stay, then save: it becomes the version after theirs.',
      differs: 'What they changed',
      whole: 'Their version, whole',
    },
  },
  cy: {
    title: 'Ysgrifennu’r asesiad risg',
    basedOn: {
      none: 'Hon fydd y fersiwn gyntaf.',
      some: 'Mae’n dechrau gyda fersiwn {{number}}. Mae cadw yn gwneud y fersiwn nesaf; ni newidir unrhyw fersiwn byth.',
    },
    notYours: 'Yr hwb sy’n ysgrifennu’r asesiad risg. Cewch ofyn am edrych arno eto.',
    incomplete:
      'Ni ellid gofyn rhywbeth, neu cafodd ei gadw yn ôl: gall fod ffeithiau nad ydynt ymhlith y rhai isod. Ffoniwch yr asiantaethau y mae arnoch angen eu hateb.',
    neverFilled:
      'Byth yn cael ei lenwi o gofnodion eraill: {{kinds}}. Gall fod rhywbeth ohono wedi’i gofnodi; gofynnwch i’w berchennog.',
    facts: {
      heading: 'Ffeithiau o gofnodion eraill',
      hint: 'Mae’r hyn sydd wedi’i dicio yn mynd i’r fersiwn hon, gyda’i ffynhonnell a phryd yr oedd yn wir yno. Dad-diciwch yr hyn nad yw’n perthyn.',
      none: 'Nid oes neb yn rhoi ffaith y gellir ei chario drosodd.',
      fresh: 'nid yn y fersiwn ddiwethaf',
      lost: {
        zero: 'Mae pob ffaith a diciwyd yn y ffurflen o hyd.',
        one: 'Nid oes neb yn rhoi {{count}} ffaith a diciwyd nawr, ac nid yw yn y ffurflen mwyach.',
        two: 'Nid oes neb yn rhoi {{count}} ffaith a diciwyd nawr, ac nid ydynt yn y ffurflen mwyach.',
        few: 'Nid oes neb yn rhoi {{count}} ffaith a diciwyd nawr, ac nid ydynt yn y ffurflen mwyach.',
        many: 'Nid oes neb yn rhoi {{count}} ffaith a diciwyd nawr, ac nid ydynt yn y ffurflen mwyach.',
        other: 'Nid oes neb yn rhoi {{count}} ffaith a diciwyd nawr, ac nid ydynt yn y ffurflen mwyach.',
      },
    },
    hazards: {
      heading: 'Beth allai niweidio’r plentyn',
      hint: 'Pwyswch yr hyn sy’n berthnasol, a gadewch y gweddill. Yr uchaf ohonynt yw’r lefel.',
    },
    likelihood: 'Pa mor debygol',
    impact: 'Pa mor ddrwg y byddai',
    note: 'Ar beth mae’n seiliedig',
    notWeighed: 'Heb ei bwyso',
    half: 'Dywedwch pa mor debygol ydyw a pha mor ddrwg y byddai, neu gadewch y ddau a’r hyn y mae’n seiliedig arno allan',
    matrix: {
      show: 'Y geiriau a’r matrics',
      heading: 'Y lefel sy’n dilyn o ba mor debygol (ar draws) a pha mor ddrwg (i lawr)',
    },
    level: { now: 'Yn ôl y matrics, mae’r hyn a nodwyd yn dod i: {{level}}', show: 'Gweithio’r lefel allan' },
    judged: {
      heading: 'Os ydych yn barnu’n wahanol',
      level: 'Lefel',
      none: 'Fel y dywed y matrics',
      reason: 'Pam nad lefel y matrics yw hi',
      empty: 'Dywedwch pa lefel yw hi yn eich barn chi, neu gadewch y rheswm allan',
    },
    missing: 'Y plentyn pan fydd ar goll',
    contributions: {
      heading: 'Beth a roddodd pob asiantaeth',
      state: 'Beth ddaeth o ofyn',
      text: 'Beth a roddodd',
      notNamed: 'Heb ei grybwyll',
    },
    finish: 'Rheswm ac adolygiad',
    reason: { label: 'Pam yr ysgrifennir y fersiwn hon', hint: 'Mae’n aros gyda’r fersiwn am byth.' },
    save: { label: 'Cadw fel y fersiwn nesaf' },
    changed: {
      heading: 'Cadwodd rhywun fersiwn {{number}} yn y cyfamser',
      text: 'Ni chadwyd dim o’ch un chi. Dyma eu fersiwn nhw; yn y ffurflen isod mae’r hyn a deipioch. Rhowch yn y ffurflen yr hyn o’u heiddo a ddylai aros, yna cadwch: daw’n fersiwn ar ôl eu hun nhw.',
      differs: 'Beth a newidiwyd ganddynt',
      whole: 'Eu fersiwn nhw, yn gyfan',
    },
  },
})
