// What the debrief charity holds: interviews offered and held, what the child said and to whom it may be told.
import { addressesOf, type Known, rowFor } from './child.js'
import { day, DAY, HOUR, instant } from './clock.js'
import { clientId } from './ids.js'
import type { CharityRow, EpisodeRow } from './model.js'
import type { Random } from './random.js'
import type { Setting } from './setting.js'
import { CHARITY } from './staff.js'

type Debrief = CharityRow['debriefs'][number]

const PUSH = [
  'Arguments at home',
  'Unhappy in placement',
  'Bullying at school',
  'Boredom',
  'A new adult in the home',
  'Rules felt to be unfair',
]
const PULL = [
  'Friends in another town',
  'A boyfriend or girlfriend',
  'Older friends with a car',
  'Wanting to see family',
  'Parties',
  'Money offered',
]
const HELP = [
  'Somebody to talk to who stays the same',
  'More time with family',
  'Somewhere to go in the evening',
  'A later time to be home at weekends',
  'A change of school',
]
const ACCOUNTS = [
  [
    'Feels that nobody listens at home and goes out to calm down.',
    'I just need to get out when it kicks off. I always come back.',
  ],
  [
    'Misses brothers and sisters and goes to where they live.',
    'I only wanted to see my family. It is too long between visits.',
  ],
  [
    'Goes with older friends who pay for things; not sure of all of them.',
    'They are nice to me but sometimes I wish I had stayed in.',
  ],
  ['Does not get on with one of the other young people.', 'I will stay if I can have a different room.'],
] as const
const SERVICES = [
  'MEDIATION',
  'COUNSELLING',
  'CAMHS',
  'SUBSTANCE_MISUSE',
  'YOUTH_SERVICES',
  'FAMILIES_FIRST',
  'BEREAVEMENT',
  'ANGER_MANAGEMENT',
  'BARNARDOS',
]

/** The charity's worker for a child: always the same one. */
export const workerFor = (setting: Setting, known: Known): string =>
  setting.random(`debrief-worker/${known.child.personId}`).pick(setting.staffOf(CHARITY, 'Debrief worker')).ref

export function charityRows(setting: Setting, known: Known): CharityRow[] {
  const { child } = known
  if (!known.holders.has('charity')) return []
  const random = setting.random(`charity/${child.personId}`)
  const workerRef = workerFor(setting, known)
  const id = clientId(child.index)
  const returned = known.episodes.filter(
    episode => episode.category === 'MISSING' && episode.endedAt !== null && episode.status !== 'FOUND',
  )
  const debriefs = returned
    .slice(0, 12)
    .map((episode, n) => debriefAfter(setting, random, episode, `${id}-D${n + 1}`, workerRef))
  const held = debriefs.filter(debrief => debrief.outcome === 'HELD')
  const accounts = held
    .filter(() => random.chance(0.5))
    .slice(0, 3)
    .map((debrief): CharityRow['accounts'][number] => {
      const [gist, words] = random.pick(ACCOUNTS)
      return {
        at: debrief.heldAt ?? debrief.offeredAt,
        gist,
        words,
        audience: random.weighted<CharityRow['accounts'][number]['audience']>([
          [['HUB'], 25],
          [['HUB', 'SOCIAL_CARE'], 50],
          [['HUB', 'SOCIAL_CARE', 'HEALTH'], 12],
          [['HUB', 'SOCIAL_CARE', 'POLICE'], 13],
        ]),
      }
    })
  return [
    rowFor<CharityRow>(
      child,
      {
        givenName: child.knownAs !== null && random.chance(0.3) ? child.knownAs : child.givenName,
        middleNames: null,
        dateOfBirthEstimated: child.dateOfBirthMask !== 'DAY',
        addresses: addressesOf(known, false)
          .slice(0, 1)
          .map(address => ({ ...address, uprn: null })),
        phones: child.mobile === null ? [] : [{ owner: 'Child', number: child.mobile, use: 'MOBILE' }],
      },
      {
        clientId: id,
        debriefs,
        accounts,
        mediation:
          held.length > 0 && random.chance(0.22)
            ? [
                {
                  startedOn: day(setting.nowMs - random.int(10, 300) * DAY),
                  sessions: random.int(0, 8),
                  status: random.pick(['OPEN', 'FINISHED', 'DECLINED'] as const),
                },
              ]
            : [],
        referrals:
          held.length > 0 && random.chance(0.3)
            ? [
                {
                  service: random.pick(SERVICES),
                  sentOn: day(setting.nowMs - random.int(10, 300) * DAY),
                  takeUp: random.weighted([
                    ['ACCEPTED', 55],
                    ['REFUSED', 20],
                    ['WAITING', 25],
                  ] as const),
                },
              ]
            : [],
        protectedRecord: child.protection !== null,
      },
    ),
  ]
}

function debriefAfter(setting: Setting, random: Random, episode: EpisodeRow, ref: string, workerRef: string): Debrief {
  const ended = Date.parse(episode.endedAt ?? episode.reportedAt)
  const offered = Math.min(ended + random.int(3, 40) * HOUR, setting.nowMs)
  const heldAt = offered + random.int(4, 30) * HOUR + (random.chance(0.3) ? random.int(1, 5) * DAY : 0)
  const drawn = random.weighted<Debrief['outcome']>([
    ['HELD', 58],
    ['DECLINED', 32],
    ['OFFERED', 6],
    ['ACCEPTED', 4],
  ])
  // An offer of long ago has been answered one way or the other.
  const settled =
    drawn === 'OFFERED' && setting.nowMs - offered > 20 * DAY
      ? 'DECLINED'
      : drawn === 'ACCEPTED' && setting.nowMs - offered > 20 * DAY
        ? 'HELD'
        : drawn
  const outcome = settled === 'HELD' && heldAt > setting.nowMs ? 'ACCEPTED' : settled
  const held = outcome === 'HELD'
  return {
    ref,
    episodeRef: episode.ref,
    offeredAt: instant(offered),
    outcome,
    workerRef,
    declinedReason:
      outcome === 'DECLINED'
        ? random.pick([
            'Does not want to talk',
            'Says nothing was wrong',
            'Parent or carer declined',
            'Could not be reached',
          ])
        : null,
    heldAt: held ? instant(heldAt) : null,
    withinTarget: held ? heldAt - ended <= 72 * HOUR : null,
    push: held ? [random.pick(PUSH)] : [],
    pull: held && random.chance(0.8) ? [random.pick(PULL)] : [],
    wouldHelp: held ? [random.pick(HELP)] : [],
  }
}
