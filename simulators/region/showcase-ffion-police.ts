// What the police have on Ffion.
import { day, instant } from './clock.js'
import type { PoliceNominal } from './model.js'

const NEWPORT = 'W06000022'

/** `ago` gives the moment so many days before now. */
export function policeStory(ago: (days: number) => number): Partial<PoliceNominal> {
  const report = { scheme: '3x5x2', conditions: null, about: null } as const
  return {
    pncId: null,
    markers: [
      { code: 'SH', from: day(ago(100)), until: null, note: 'Keep sharp objects away' },
      { code: 'HTC', from: day(ago(60)), until: null, note: null },
      { code: 'CSE', from: day(ago(135)), until: null, note: 'See intelligence' },
    ],
    occurrences: [
      {
        ref: `${day(ago(27)).slice(2, 4)}00012345`,
        at: instant(ago(26.5)),
        type: 'Assault',
        role: 'victim',
        summary: 'Head injury seen on return; would not say how.',
      },
    ],
    notices: [
      {
        ref: `PPN-${day(ago(12)).slice(2, 4)}-0091`,
        submittedAt: instant(ago(12)),
        type: 'CHILD',
        risk: 'AMBER',
        childVoice: 'Said she was scared to go back',
        sharedWith: [`LA-${NEWPORT}`],
      },
    ],
    intelligence: [
      {
        ...report,
        id: 'IR-1',
        source: '2',
        information: 'B',
        handling: 'P',
        text: 'Seen entering a grey van at the retail park.',
        recordedAt: instant(ago(4)),
      },
      {
        ...report,
        id: 'IR-2',
        source: '1',
        information: 'C',
        handling: 'C',
        conditions: 'Not to be passed on outside the force and the hub without the Force Intelligence Bureau.',
        text: 'An adult male is said to have offered the child a place to stay.',
        recordedAt: instant(ago(6)),
      },
      {
        ...report,
        id: 'IR-3',
        source: '2',
        information: 'D',
        handling: 'P',
        about: 'CARER',
        text: 'A member of staff is said to have known where the child was and not to have said so.',
        recordedAt: instant(ago(31)),
      },
    ],
    custody: [],
    bailConditions: [],
    associates: [{ name: 'Red, grown man', relationship: 'Found with', since: day(ago(48)) }],
    vehicles: [{ registration: 'QX19 ZAB', description: 'Grey van' }],
    lastPoliceProtectionAt: null,
  }
}
