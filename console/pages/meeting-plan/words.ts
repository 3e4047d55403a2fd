import { words } from '../../words/shape.js'

export const meetingPlanWords = words({
  en: {
    title: 'The plan of a meeting',
    recorded: 'It is recorded.',
    settle: 'An action was done, or was not',
    which: { label: 'Which action?', empty: 'Say which action it was' },
    was: { label: 'Was it done?', empty: 'Say whether it was done' },
    done: 'It was done',
    notDone: 'It was not done, and is not to be',
    on: { label: 'When, if done', empty: 'Say on which day it was done' },
    note: {
      label: 'In words',
      hint: 'Needed where it was not done: why. Otherwise you may leave it empty.',
      empty: 'Say why it was not done',
    },
    send: 'Record it',
    nothingOpen: 'Nothing of this plan is still to be done.',
    lost: 'What you had typed:',
    add: 'Add an action to the plan',
  },
  cy: {
    title: 'Cynllun cyfarfod',
    recorded: 'Mae wedi’i gofnodi.',
    settle: 'Gwnaed gweithred, neu nis gwnaed',
    which: { label: 'Pa weithred?', empty: 'Dywedwch pa weithred ydoedd' },
    was: { label: 'A gafodd ei gwneud?', empty: 'Dywedwch a gafodd ei gwneud' },
    done: 'Cafodd ei gwneud',
    notDone: 'Ni chafodd ei gwneud, ac ni fydd',
    on: { label: 'Pryd, os gwnaed', empty: 'Dywedwch ar ba ddiwrnod y cafodd ei gwneud' },
    note: {
      label: 'Mewn geiriau',
      hint: 'Ei angen lle na chafodd ei gwneud: pam. Fel arall cewch ei adael yn wag.',
      empty: 'Dywedwch pam na chafodd ei gwneud',
    },
    send: 'Ei gofnodi',
    nothingOpen: 'Nid oes dim o’r cynllun hwn i’w wneud o hyd.',
    lost: 'Yr hyn yr oeddech wedi’i deipio:',
    add: 'Ychwanegu gweithred at y cynllun',
  },
})
