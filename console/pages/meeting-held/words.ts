import { words } from '../../words/shape.js'

export const meetingHeldWords = words({
  en: {
    title: 'Record a meeting that was held',
    before: 'Meetings that are recorded already',
    kind: { label: 'What kind of meeting was it?', empty: 'Say what kind of meeting it was' },
    held: { label: 'When it was held', empty: 'Say when it was held' },
    party: {
      label: 'Who took part?',
      hint: 'Tick each that was represented. Names go below.',
      empty: 'Say who took part',
    },
    who: 'Who they were, by name',
    decision: { label: 'What was decided', empty: 'Say what was decided' },
    planHint:
      'Each action says what is to be done, how one tells that it was, who does it, and by when. Leave what you do not need empty; more are added once the meeting is recorded.',
    nth: 'Action {{nth}}',
    lacks: {
      what: 'Say what is to be done in action {{nth}}',
      measure: 'Say how one tells that action {{nth}} was done',
      owner: 'Say who does action {{nth}}',
      due: 'Say by when action {{nth}} is to be done',
    },
    send: 'Record the meeting',
  },
  cy: {
    title: 'Cofnodi cyfarfod a gynhaliwyd',
    before: 'Cyfarfodydd sydd wedi’u cofnodi eisoes',
    kind: { label: 'Pa fath o gyfarfod ydoedd?', empty: 'Dywedwch pa fath o gyfarfod ydoedd' },
    held: { label: 'Pryd y’i cynhaliwyd', empty: 'Dywedwch pryd y’i cynhaliwyd' },
    party: {
      label: 'Pwy gymerodd ran?',
      hint: 'Ticiwch bob un a gynrychiolwyd. Mae’r enwau’n mynd isod.',
      empty: 'Dywedwch pwy gymerodd ran',
    },
    who: 'Pwy oeddent, wrth eu henwau',
    decision: { label: 'Beth a benderfynwyd', empty: 'Dywedwch beth a benderfynwyd' },
    planHint:
      'Mae pob gweithred yn dweud beth sydd i’w wneud, sut mae dweud ei fod wedi’i wneud, pwy sy’n ei wneud, ac erbyn pryd. Gadewch yr hyn nad oes ei angen yn wag; ychwanegir rhagor wedi i’r cyfarfod gael ei gofnodi.',
    nth: 'Gweithred {{nth}}',
    lacks: {
      what: 'Dywedwch beth sydd i’w wneud yng ngweithred {{nth}}',
      measure: 'Dywedwch sut mae dweud bod gweithred {{nth}} wedi’i gwneud',
      owner: 'Dywedwch pwy sy’n gwneud gweithred {{nth}}',
      due: 'Dywedwch erbyn pryd mae gweithred {{nth}} i’w gwneud',
    },
    send: 'Cofnodi’r cyfarfod',
  },
})
