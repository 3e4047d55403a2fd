import { words } from '../../words/shape.js'

export const breakGlassWords = words({
  en: {
    title: 'Emergency access to one child’s record',
    warning: 'Warning',
    first: 'Only where a child may come to harm before somebody who may see the record can be reached.',
    means: {
      heading: 'What this does, and who is told',
      opens: 'It opens for you alone, for one child, what your role may see of a child it works with.',
      never:
        'It never opens police intelligence, sensitive health information, the child’s own account, or what is protected.',
      ends: 'It ends by itself after the time that you choose, an hour at the most.',
      told: 'Before you are shown anything, every agency whose records it opens is told, and so is the hub: your role and your agency, and when it ends.',
      review:
        'Within three days somebody else reads what you write here, with who you are, and decides whether it was justified.',
    },
    reason: {
      legend: 'Why',
      empty: 'Say why',
      HARM_NOW: 'The child may come to harm now',
      IDENTITY_UNKNOWN: 'A child was found, and nobody can say who it is',
      WORKER_UNREACHABLE: 'Nobody who works with the child can be reached',
      OTHER: 'Something else',
    },
    text: {
      label: 'What has happened, in your words',
      hint: '20 to 400 characters. Whoever reviews it reads this, and nobody else.',
      wrong: 'Write what has happened, in 20 to 400 characters',
      plain: 'Write in words alone, without < or >, and begin with a letter or a digit',
    },
    minutes: { legend: 'For how long', empty: 'Choose for how long' },
    send: 'Open the record, and tell its owners',
    notShown: 'Nothing was opened. The answer is the same for a number that nobody has. Check the number, and ring.',
    limit: {
      title: 'You have used emergency access as often as one person may.',
      text: 'Nothing was opened. Ring the agency that holds the record.',
    },
    ended: 'The access that this form opened is over. If it is needed again, send the form again',
    again:
      'This form was sent before with other words, and what it said then was done. If you need the record opened for what it says now, send it again',
  },
  cy: {
    title: 'Mynediad brys i gofnod un plentyn',
    warning: 'Rhybudd',
    first: 'Dim ond lle gall plentyn gael niwed cyn y gellir cyrraedd rhywun a gaiff weld y cofnod.',
    means: {
      heading: 'Beth mae hyn yn ei wneud, a phwy sy’n cael gwybod',
      opens:
        'Mae’n agor i chi’n unig, am un plentyn, yr hyn y caiff eich rôl ei weld o blentyn y mae’n gweithio gydag ef.',
      never:
        'Nid yw byth yn agor cudd-wybodaeth yr heddlu, gwybodaeth iechyd sensitif, geiriau’r plentyn ei hun, na’r hyn sydd wedi’i warchod.',
      ends: 'Mae’n dod i ben ohono’i hun ar ôl yr amser a ddewiswch, awr ar y mwyaf.',
      told: 'Cyn i chi weld dim, mae pob asiantaeth y mae’n agor ei chofnodion yn cael gwybod, a’r hwb hefyd: eich rôl a’ch asiantaeth, a phryd y daw i ben.',
      review:
        'O fewn tri diwrnod mae rhywun arall yn darllen yr hyn a ysgrifennwch yma, gyda phwy ydych chi, ac yn penderfynu a oedd yn gyfiawn.',
    },
    reason: {
      legend: 'Pam',
      empty: 'Dywedwch pam',
      HARM_NOW: 'Gall y plentyn gael niwed nawr',
      IDENTITY_UNKNOWN: 'Cafwyd hyd i blentyn, ac ni all neb ddweud pwy ydyw',
      WORKER_UNREACHABLE: 'Ni ellir cyrraedd neb sy’n gweithio gyda’r plentyn',
      OTHER: 'Rhywbeth arall',
    },
    text: {
      label: 'Beth sydd wedi digwydd, yn eich geiriau chi',
      hint: '20 i 400 o nodau. Mae pwy bynnag sy’n ei adolygu yn darllen hyn, a neb arall.',
      wrong: 'Ysgrifennwch beth sydd wedi digwydd, mewn 20 i 400 o nodau',
      plain: 'Ysgrifennwch mewn geiriau’n unig, heb < na >, a dechreuwch â llythyren neu ddigid',
    },
    minutes: { legend: 'Am ba hyd', empty: 'Dewiswch am ba hyd' },
    send: 'Agor y cofnod, a dweud wrth ei berchnogion',
    notShown: 'Nid agorwyd dim. Yr un yw’r ateb am rif nad oes gan neb. Gwiriwch y rhif, a ffoniwch.',
    limit: {
      title: 'Rydych wedi defnyddio mynediad brys mor aml ag y caiff un person.',
      text: 'Nid agorwyd dim. Ffoniwch yr asiantaeth sy’n dal y cofnod.',
    },
    ended: 'Mae’r mynediad a agorodd y ffurflen hon ar ben. Os oes ei angen eto, anfonwch y ffurflen eto',
    again:
      'Anfonwyd y ffurflen hon o’r blaen â geiriau eraill, a gwnaed yr hyn a ddywedodd bryd hynny. Os oes angen agor y cofnod am yr hyn y mae’n ei ddweud nawr, anfonwch hi eto',
  },
})
