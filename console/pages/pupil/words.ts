import { words } from '../../words/shape.js'

export const pupilWords = words({
  en: {
    title: 'Summary of a pupil',
    back: 'Back to the school’s view',
    asOf: 'As it was at {{time}}.',
    risk: 'Risk when this was written',
    whatToDo: 'What to do if the pupil is not where expected',
    text: 'What you should know',
    warning: 'Warning: ',
    revised: 'The assessment was revised since this was written, and the risk may be another now. Ring the hub.',
    approved: 'Approved {{when}}.',
    review: 'To be reviewed by {{when}}.',
    otherLanguage: 'Written in Welsh only:',
    notWritten: 'Nothing is written here. Ring the hub.',
    none: 'The hub has written no summary of this pupil for schools. That says nothing about the risk: ring the hub if you are worried.',
  },
  cy: {
    title: 'Crynodeb o ddisgybl',
    back: 'Yn ôl i olwg yr ysgol',
    asOf: 'Fel yr oedd am {{time}}.',
    risk: 'Y risg pan ysgrifennwyd hwn',
    whatToDo: 'Beth i’w wneud os nad yw’r disgybl lle disgwylir',
    text: 'Yr hyn y dylech ei wybod',
    warning: 'Rhybudd: ',
    revised: 'Diwygiwyd yr asesiad ers ysgrifennu hwn, a gall y risg fod yn wahanol nawr. Ffoniwch yr hwb.',
    approved: 'Cymeradwywyd {{when}}.',
    review: 'I’w adolygu erbyn {{when}}.',
    otherLanguage: 'Wedi’i ysgrifennu yn Saesneg yn unig:',
    notWritten: 'Nid oes dim wedi’i ysgrifennu yma. Ffoniwch yr hwb.',
    none: 'Nid yw’r hwb wedi ysgrifennu crynodeb o’r disgybl hwn i ysgolion. Nid yw hynny’n dweud dim am y risg: ffoniwch yr hwb os ydych yn poeni.',
  },
})
