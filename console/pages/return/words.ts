import { words } from '../../words/shape.js'

export const returnWords = words({
  en: {
    title: 'Record that the child is back',
    found: { label: 'Back since', empty: 'Say since when the child is back' },
    by: { label: 'Found by', empty: 'Say by whom the child was found' },
    place: 'Where',
    send: 'Record the return',
    recorded: 'The return is recorded.',
    next: 'A safe and well check and a return interview are owed now.',
    check: 'Record the safe and well check',
    interview: 'Return interview',
  },
  cy: {
    title: 'Cofnodi bod y plentyn yn ôl',
    found: { label: 'Yn ôl ers', empty: 'Dywedwch ers pryd mae’r plentyn yn ôl' },
    by: { label: 'Canfuwyd gan', empty: 'Dywedwch gan bwy y canfuwyd y plentyn' },
    place: 'Ble',
    send: 'Cofnodi’r dychweliad',
    recorded: 'Mae’r dychweliad wedi’i gofnodi.',
    next: 'Mae angen gwiriad diogel ac iach a chyfweliad dychwelyd nawr.',
    check: 'Cofnodi’r gwiriad diogel ac iach',
    interview: 'Cyfweliad dychwelyd',
  },
})
