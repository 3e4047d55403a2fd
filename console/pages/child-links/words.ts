import { words } from '../../words/shape.js'

export const childLinksWords = words({
  en: {
    title: 'Records of this child',
    about:
      'The records that are linked to the child, and how it is known of each. A record that is not this child’s is taken away here, with a reason.',
    column: { source: 'System', how: 'How it is known', at: 'Since, or last found to agree', act: 'If it is wrong' },
    none: 'No record is linked to this child.',
    look: 'Look whether it is this child’s',
    unlink: {
      heading: 'Is the record at {{source}} this child’s?',
      left: 'The record at {{source}}',
      right: 'What other systems say of the child',
      alone: 'No other system has a record of the child.',
      warning:
        'If you take the record away, whoever was shown it with this child in the last 90 days is told, and numbers that only it gave go with it.',
      send: 'Take the record away',
      leave: 'Leave it as it is',
    },
    why: {
      label: 'Why it is not this child’s',
      hint: '10 to 500 characters. It is kept sealed with the decision.',
      wrong: 'Write why, in 10 to 500 characters',
    },
    done: {
      unlinked: 'The record is not this child’s any more.',
      receipt: 'Note the receipt: by it the record can be given back, as long as nothing was decided of it since.',
      back: {
        here: 'What was decided is taken back.',
        elsewhere: 'What was decided is taken back. It was of this child, not of the one whose page you came from.',
      },
    },
    takeBack: {
      now: 'Give the record back',
      heading: 'Give back a record that was taken away',
      label: 'Receipt of the unlinking',
      hint: 'As it was shown when the record was taken away: 32 letters and digits, with four hyphens. What it is the receipt of is taken back, also where that is of another child.',
      wrong: 'Give the receipt as it was shown, with its hyphens',
    },
    wrong: {
      already:
        'Somebody has decided about this record since, or it is not known by this name. Nothing of yours was done. Look at the records as they are now',
      again:
        'This form was sent before with other words. Look at the records as they are now, and send it again if it still holds',
      elsewhere:
        'The record, or a number that only it gives, is another child’s now. Look at that child, and take it away there first if that is wrong',
      unavailable:
        'The system that holds the record does not say now who it is of, so nothing was done. Try again shortly, or ring its contact',
      plain: 'Write in words alone, without < or >, and begin with a letter or a digit',
    },
    lost: 'What you had typed:',
    toChild: 'Go back to the child',
  },
  cy: {
    title: 'Cofnodion y plentyn hwn',
    about:
      'Y cofnodion sydd wedi’u cysylltu â’r plentyn, a sut mae hynny’n hysbys am bob un. Tynnir cofnod nad yw’n gofnod i’r plentyn hwn ymaith yma, gyda rheswm.',
    column: {
      source: 'System',
      how: 'Sut mae’n hysbys',
      at: 'Ers, neu pryd y’i cafwyd yn cytuno ddiwethaf',
      act: 'Os yw’n anghywir',
    },
    none: 'Nid oes cofnod wedi’i gysylltu â’r plentyn hwn.',
    look: 'Edrych ai cofnod y plentyn hwn ydyw',
    unlink: {
      heading: 'Ai cofnod y plentyn hwn yw’r cofnod yn {{source}}?',
      left: 'Y cofnod yn {{source}}',
      right: 'Yr hyn a ddywed systemau eraill am y plentyn',
      alone: 'Nid oes gan system arall gofnod o’r plentyn.',
      warning:
        'Os tynnwch y cofnod ymaith, mae pwy bynnag y’i dangoswyd iddynt gyda’r plentyn hwn yn y 90 diwrnod diwethaf yn cael gwybod, ac mae rhifau a roddodd ef yn unig yn mynd gydag ef.',
      send: 'Tynnu’r cofnod ymaith',
      leave: 'Ei adael fel y mae',
    },
    why: {
      label: 'Pam nad cofnod y plentyn hwn ydyw',
      hint: '10 i 500 o nodau. Fe’i cedwir dan sêl gyda’r penderfyniad.',
      wrong: 'Ysgrifennwch pam, mewn 10 i 500 o nodau',
    },
    done: {
      unlinked: 'Nid cofnod y plentyn hwn ydyw mwyach.',
      receipt:
        'Nodwch y dderbynneb: trwyddi gellir rhoi’r cofnod yn ôl, cyhyd â na phenderfynwyd dim amdano ers hynny.',
      back: {
        here: 'Mae’r hyn a benderfynwyd wedi’i dynnu’n ôl.',
        elsewhere:
          'Mae’r hyn a benderfynwyd wedi’i dynnu’n ôl. Am y plentyn hwn yr oedd, nid am yr un y daethoch o’i dudalen.',
      },
    },
    takeBack: {
      now: 'Rhoi’r cofnod yn ôl',
      heading: 'Rhoi yn ôl gofnod a dynnwyd ymaith',
      label: 'Derbynneb y datgysylltu',
      hint: 'Fel y’i dangoswyd pan dynnwyd y cofnod ymaith: 32 o lythrennau a digidau, gyda phedwar cysylltnod. Tynnir yn ôl yr hyn y mae’n dderbynneb amdano, hefyd lle mae hynny am blentyn arall.',
      wrong: 'Rhowch y dderbynneb fel y’i dangoswyd, gyda’i chysylltnodau',
    },
    wrong: {
      already:
        'Mae rhywun wedi penderfynu am y cofnod hwn ers hynny, neu nid yw’n hysbys wrth yr enw hwn. Ni wnaed dim o’ch un chi. Edrychwch ar y cofnodion fel y maent nawr',
      again:
        'Anfonwyd y ffurflen hon o’r blaen â geiriau eraill. Edrychwch ar y cofnodion fel y maent nawr, ac anfonwch hi eto os yw’n dal yn gywir',
      elsewhere:
        'Mae’r cofnod, neu rif y mae ef yn unig yn ei roi, yn perthyn i blentyn arall nawr. Edrychwch ar y plentyn hwnnw, a thynnwch ef ymaith yno’n gyntaf os yw hynny’n anghywir',
      unavailable:
        'Nid yw’r system sy’n dal y cofnod yn dweud nawr am bwy y mae, felly ni wnaed dim. Rhowch gynnig arall arni cyn bo hir, neu ffoniwch ei chyswllt',
      plain: 'Ysgrifennwch mewn geiriau’n unig, heb < na >, a dechreuwch â llythyren neu ddigid',
    },
    lost: 'Yr hyn yr oeddech wedi’i deipio:',
    toChild: 'Yn ôl at y plentyn',
  },
})
