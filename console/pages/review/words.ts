import { words } from '../../words/shape.js'

export const reviewWords = words({
  en: {
    title: 'Was this emergency access justified?',
    back: 'Back to the list',
    outcome: { legend: 'Your decision', empty: 'Choose a decision' },
    hint: {
      JUSTIFIED: 'There was an emergency, and no other way.',
      NOT_JUSTIFIED: 'There was not. What is still in force ends at once.',
      PASSED_ON: 'To the person’s employer, or the data-protection officer, who go on with it.',
    },
    note: {
      label: 'Why',
      hint: '10 to 500 characters. Only those who may review read it.',
      wrong: 'Write why, in 10 to 500 characters',
      plain: 'Write in words alone, without < or >, and begin with a letter or a digit',
    },
    send: 'Close the review, and tell the owners',
    own: 'Nobody decides on their own access. Somebody else has to do it',
    gone: 'This review does not wait any more, or it is not yours to decide. Somebody may have decided it since you opened the page; nothing of yours was done.',
    seeClosed: 'See what was decided',
    typed: 'What you had typed',
  },
  cy: {
    title: 'A oedd y mynediad brys hwn yn gyfiawn?',
    back: 'Yn ôl i’r rhestr',
    outcome: { legend: 'Eich penderfyniad', empty: 'Dewiswch benderfyniad' },
    hint: {
      JUSTIFIED: 'Roedd argyfwng, a dim ffordd arall.',
      NOT_JUSTIFIED: 'Nid oedd. Mae’r hyn sy’n dal mewn grym yn dod i ben ar unwaith.',
      PASSED_ON: 'I gyflogwr y person, neu’r swyddog diogelu data, sy’n bwrw ymlaen ag ef.',
    },
    note: {
      label: 'Pam',
      hint: '10 i 500 o nodau. Dim ond y rhai a gaiff adolygu sy’n ei ddarllen.',
      wrong: 'Ysgrifennwch pam, mewn 10 i 500 o nodau',
      plain: 'Ysgrifennwch mewn geiriau’n unig, heb < na >, a dechreuwch â llythyren neu ddigid',
    },
    send: 'Cau’r adolygiad, a dweud wrth y perchnogion',
    own: 'Nid oes neb yn penderfynu ar eu mynediad eu hunain. Rhaid i rywun arall wneud hynny',
    gone: 'Nid yw’r adolygiad hwn yn aros mwyach, neu nid chi sydd i’w benderfynu. Efallai bod rhywun wedi’i benderfynu ers i chi agor y dudalen; ni wnaed dim o’ch un chi.',
    seeClosed: 'Gweld beth a benderfynwyd',
    typed: 'Yr hyn yr oeddech wedi’i deipio',
  },
})
