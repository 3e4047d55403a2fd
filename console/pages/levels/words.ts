import { words } from '../../words/shape.js'

export const levelsWords = words({
  en: {
    title: 'What the protocol gives my role',
    about:
      'This is about rules: no child is looked at, and no agency is asked. The purpose you choose for a child can lower these levels further.',
    seconded:
      'Somebody seconded to the hub from another agency is given less of some kinds of information than is said here.',
    ask: { episode: 'Missing episode', glass: 'What emergency access opens', send: 'Show' },
    nothing: 'Nothing about a child is ever given to your role.',
    noRole: 'The protocol does not know your role, so nothing is given to it.',
    opensBy: 'It is open to you for a child to whom you have one of these relationships:',
    always: 'It is open to you without a relationship to a child.',
    glassAbout: 'This is what emergency access opens, for a child to whom you have no relationship.',
    without: {
      told: 'Without a relationship, you are told that the child is known, and whom to ring.',
      untold: 'Without a relationship, you are answered as though nobody knew the child.',
    },
    column: { category: 'Kind of information', level: 'How much', unless: 'For some people' },
    concealed: 'A refusal looks the same as nothing recorded.',
    unless: '{{level}}: {{why}} (clause {{clause}})',
    all: {
      heading: 'Every role',
      edition: 'Edition {{edition}}, in force from {{from}} until {{until}}.',
      key: 'F full, S summary, E that something is recorded and whom to ring, – nothing. * for some people another level: the notes are below the table.',
      caption: 'Levels of every kind of information, by role',
      notes: 'Notes',
      explain: 'Why somebody is given something or not',
    },
    letter: { FULL: 'F', SUMMARY: 'S', EXISTS: 'E', NONE: '–' },
  },
  cy: {
    title: 'Yr hyn y mae’r protocol yn ei roi i’m rôl',
    about:
      'Mae hyn am reolau: nid edrychir ar unrhyw blentyn, ac ni ofynnir i unrhyw asiantaeth. Gall y diben a ddewiswch ar gyfer plentyn ostwng y lefelau hyn ymhellach.',
    seconded:
      'Rhoddir llai o rai mathau o wybodaeth nag a ddywedir yma i rywun sydd ar secondiad i’r hwb o asiantaeth arall.',
    ask: { episode: 'Cyfnod ar goll', glass: 'Yr hyn y mae mynediad brys yn ei agor', send: 'Dangos' },
    nothing: 'Ni roddir dim am blentyn byth i’ch rôl.',
    noRole: 'Nid yw’r protocol yn adnabod eich rôl, felly ni roddir dim iddi.',
    opensBy: 'Mae ar agor i chi ar gyfer plentyn y mae gennych un o’r perthnasoedd hyn ag ef:',
    always: 'Mae ar agor i chi heb berthynas â phlentyn.',
    glassAbout: 'Dyma’r hyn y mae mynediad brys yn ei agor, ar gyfer plentyn nad oes gennych berthynas ag ef.',
    without: {
      told: 'Heb berthynas, dywedir wrthych fod y plentyn yn hysbys, a phwy i’w ffonio.',
      untold: 'Heb berthynas, cewch ateb fel pe na bai neb yn adnabod y plentyn.',
    },
    column: { category: 'Math o wybodaeth', level: 'Faint', unless: 'I rai pobl' },
    concealed: 'Mae gwrthodiad yn edrych yr un fath â dim wedi’i gofnodi.',
    unless: '{{level}}: {{why}} (cymal {{clause}})',
    all: {
      heading: 'Pob rôl',
      edition: 'Argraffiad {{edition}}, mewn grym o {{from}} tan {{until}}.',
      key: 'Ll llawn, C crynodeb, B bod rhywbeth wedi’i gofnodi a phwy i’w ffonio, – dim. * i rai pobl lefel arall: mae’r nodiadau o dan y tabl.',
      caption: 'Lefelau pob math o wybodaeth, yn ôl rôl',
      notes: 'Nodiadau',
      explain: 'Pam y rhoddir rhywbeth i rywun ai peidio',
    },
    letter: { FULL: 'Ll', SUMMARY: 'C', EXISTS: 'B', NONE: '–' },
  },
})
