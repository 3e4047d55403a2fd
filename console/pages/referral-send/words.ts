import { words } from '../../words/shape.js'

export const referralSendWords = words({
  en: {
    title: 'Record a referral',
    about:
      'This records that the child was referred; it sends nothing to the service. It is listed as due to be asked again until the service answers.',
    service: { label: 'To which service?', empty: 'Say to which service the child was referred' },
    to: { label: 'To whom there', hint: 'A team, a clinic or a person.', empty: 'Say to whom it was sent' },
    sent: { label: 'When it was sent', hint: 'Leave it empty if that is now.' },
    send: 'Record the referral',
  },
  cy: {
    title: 'Cofnodi atgyfeiriad',
    about:
      'Mae hyn yn cofnodi bod y plentyn wedi’i atgyfeirio; nid yw’n anfon dim at y gwasanaeth. Fe’i rhestrir fel un i ofyn amdano eto nes i’r gwasanaeth ateb.',
    service: { label: 'At ba wasanaeth?', empty: 'Dywedwch at ba wasanaeth yr atgyfeiriwyd y plentyn' },
    to: { label: 'At bwy yno', hint: 'Tîm, clinig neu berson.', empty: 'Dywedwch at bwy yr anfonwyd ef' },
    sent: { label: 'Pryd yr anfonwyd ef', hint: 'Gadewch yn wag os nawr yw hynny.' },
    send: 'Cofnodi’r atgyfeiriad',
  },
})
