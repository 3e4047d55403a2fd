// Graded reports. P may be shared; C only under the conditions stated; the older scheme is kept as it was graded.
import { DAY, instant } from './clock.js'
import type { PoliceNominal } from './model.js'
import type { Random } from './random.js'
import type { Setting } from './setting.js'

type Report = PoliceNominal['intelligence'][number]

const OPEN = [
  'Seen getting into a grey van at the retail park.',
  'Believed to stay at an address used by older young people at weekends.',
  'Seen with an adult who buys alcohol for children.',
  'Carries two telephones, one of them new.',
  'Travels by train without a ticket, often towards Cardiff.',
]
const CLOSE = [
  'A person in a position to know says that the child is asked to carry packages.',
  'Named in connection with a house under observation.',
  'An adult male is said to have offered the child a place to stay.',
]
const CONDITIONS = [
  'Not to be passed on outside the force and the hub without the Force Intelligence Bureau.',
  'Not to be disclosed to the family or carers.',
  'Speak to the originator before acting on it.',
]
const ABOUT_CARER =
  'A member of the household or staff is said to have known where the child was and not to have said so.'
const ABOUT_SCHOOL = 'A person working at the school is said to be in touch with the child by a private account.'

/** None to three reports on a child who has been missing; the more often, the likelier. */
export function intelligenceOn(setting: Setting, random: Random, index: number, episodes: number): Report[] {
  if (!random.chance(Math.min(0.8, 0.12 + episodes * 0.05))) return []
  return Array.from(
    {
      length: random.weighted([
        [1, 60],
        [2, 28],
        [3, 12],
      ]),
    },
    (_, n): Report => {
      const recordedAt = instant(setting.nowMs - random.int(3, 700) * DAY)
      const id = `IR-${index}-${n + 1}`
      if (random.chance(0.08)) {
        return {
          id,
          scheme: '5x5x5',
          source: random.pick(['B', 'C', 'E']),
          information: String(random.int(2, 4)),
          handling: String(random.int(1, 4)),
          conditions: null,
          text: random.pick(OPEN),
          recordedAt,
          about: null,
        }
      }
      const about = random.weighted<Report['about']>([
        [null, 90],
        ['CARER', 6],
        ['SCHOOL', 4],
      ])
      const handling = random.chance(0.27) ? 'C' : 'P'
      const text =
        about === 'CARER'
          ? ABOUT_CARER
          : about === 'SCHOOL'
            ? ABOUT_SCHOOL
            : random.pick(handling === 'C' ? CLOSE : OPEN)
      return {
        id,
        scheme: '3x5x2',
        source: random.weighted([
          ['1', 25],
          ['2', 65],
          ['3', 10],
        ]),
        information: random.weighted([
          ['A', 15],
          ['B', 30],
          ['C', 25],
          ['D', 28],
          ['E', 2],
        ]),
        handling,
        conditions: handling === 'C' ? random.pick(CONDITIONS) : null,
        text,
        recordedAt,
        about,
      }
    },
  )
}
