import { words } from '../../words/shape.js'

export const meetingCallWords = words({
  en: {
    title: 'Call a meeting',
    about: 'The hub is told, and the meeting is owed from then on. Nothing else needs to be reached for it.',
    reason: {
      label: 'Why a meeting is needed',
      hint: 'What worries you, in a few sentences. Whoever reads the child’s meetings in full reads it.',
      empty: 'Say why a meeting is needed',
    },
    called: { label: 'When it was asked for', hint: 'Leave it empty if that is now.' },
    send: 'Call the meeting',
  },
  cy: {
    title: 'Galw cyfarfod',
    about:
      'Dywedir wrth yr hwb, ac mae’r cyfarfod yn ddyledus o hynny ymlaen. Nid oes angen cyrraedd dim arall ar ei gyfer.',
    reason: {
      label: 'Pam mae angen cyfarfod',
      hint: 'Beth sy’n eich poeni, mewn ychydig frawddegau. Mae pwy bynnag sy’n darllen cyfarfodydd y plentyn yn llawn yn ei ddarllen.',
      empty: 'Dywedwch pam mae angen cyfarfod',
    },
    called: { label: 'Pryd y gofynnwyd amdano', hint: 'Gadewch yn wag os nawr yw hynny.' },
    send: 'Galw’r cyfarfod',
  },
})
