import { words } from '../../words/shape.js'

export const referralWords = words({
  en: {
    title: 'What came of a referral',
    is: { label: 'What happened?', empty: 'Say what happened' },
    step: {
      accepted: 'The service accepted it',
      refused: 'The service refused it',
      chased: 'It is silent, and was asked again',
      session: 'A session of mediation was held',
      ended: 'It ended',
    },
    reason: { label: 'Why, if it was refused', empty: 'Say why the service refused it' },
    outcome: { label: 'How, if it ended', empty: 'Say how it ended' },
    at: { label: 'When', hint: 'Leave it empty if that is now.' },
    note: { label: 'In words', hint: 'Needed where it is another reason or outcome than those listed.' },
    send: 'Record it',
    over: 'This referral is at its end. If the child needs more, record another.',
    lost: 'What you had typed:',
  },
  cy: {
    title: 'Beth ddaeth o atgyfeiriad',
    is: { label: 'Beth ddigwyddodd?', empty: 'Dywedwch beth ddigwyddodd' },
    step: {
      accepted: 'Derbyniodd y gwasanaeth ef',
      refused: 'Gwrthododd y gwasanaeth ef',
      chased: 'Nid yw’n ateb, a gofynnwyd iddo eto',
      session: 'Cynhaliwyd sesiwn gyfryngu',
      ended: 'Daeth i ben',
    },
    reason: { label: 'Pam, os gwrthodwyd ef', empty: 'Dywedwch pam y gwrthododd y gwasanaeth ef' },
    outcome: { label: 'Sut, os daeth i ben', empty: 'Dywedwch sut y daeth i ben' },
    at: { label: 'Pryd', hint: 'Gadewch yn wag os nawr yw hynny.' },
    note: { label: 'Mewn geiriau', hint: 'Ei angen lle mae’n rheswm neu’n ganlyniad heblaw’r rhai a restrir.' },
    send: 'Ei gofnodi',
    over: 'Mae’r atgyfeiriad hwn wedi dod i ben. Os oes angen mwy ar y plentyn, cofnodwch un arall.',
    lost: 'Yr hyn yr oeddech wedi’i deipio:',
  },
})
