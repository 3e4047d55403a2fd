// The paper of social work: assessments, chronology, referrals, meetings. Texts are short and name nobody.
import type { Care, Known } from './child.js'
import { day, DAY, instant } from './clock.js'
import type { SocialCareRow } from './model.js'
import type { Random } from './random.js'
import type { Setting } from './setting.js'

const FACTORS = ['3A', '3B', '4A', '10A', '11A', '13A', '15A', '16A', '17A', '18B', '19B', '24A']

export function assessmentsOf(
  setting: Setting,
  random: Random,
  { episodes }: Known,
  care: Care,
): SocialCareRow['assessments'] {
  const goesMissing = episodes.some(episode => episode.category === 'MISSING')
  const factors = [...new Set([...(goesMissing ? ['10A'] : []), random.pick(FACTORS), random.pick(FACTORS)])]
  const started = care.since
  const finished = started + random.int(10, 42) * DAY
  const first = {
    type: 'Assessment for care and support',
    from: day(started),
    until: finished > setting.nowMs ? null : day(finished),
    factors,
    outcome: care.kind === 'REFERRAL' ? 'No further action' : 'Care and support plan',
  }
  const later = setting.nowMs - random.int(5, 200) * DAY
  if (episodes.length < 4 || later < started) return [first]
  const seraf = random.int(4, 22)
  const category = seraf < 6 ? 1 : seraf < 11 ? 2 : seraf < 16 ? 3 : 4
  return [
    {
      type: 'SERAF',
      from: day(later),
      until: day(later + 5 * DAY),
      factors: ['11A'],
      outcome: `Total ${seraf}, category ${category}`,
    },
    first,
  ]
}

const EVENTS = [
  ['Visit', 'Seen at home; settled, spoke about school.'],
  ['Visit', 'Seen in placement; asked for more contact with family.'],
  ['Telephone call', 'Carer rang: late home twice this week.'],
  ['Contact', 'Family time went well.'],
  ['Decision', 'Plan reviewed with the team manager; no change.'],
] as const

export function chronologyOf(
  setting: Setting,
  random: Random,
  { episodes }: Known,
  care: Care,
): SocialCareRow['chronology'] {
  const until = care.kind === 'REFERRAL' ? care.since + 30 * DAY : setting.nowMs
  const visits = Array.from({ length: random.int(1, 4) }, () => {
    const [type, text] = random.pick(EVENTS)
    return { at: instant(care.since + random.next() * (until - care.since)), type, text }
  })
  const absences = episodes
    .filter(episode => episode.category === 'MISSING')
    .slice(0, 3)
    .map(episode => ({
      at: episode.reportedAt,
      type: 'BEHAVIOURS01',
      text: 'Reported missing to the police.',
    }))
  return [...visits, ...absences].sort((a, b) => (a.at < b.at ? 1 : -1))
}

export const referralsOf = (random: Random, care: Care): SocialCareRow['referrals'] => [
  {
    on: day(care.since - random.int(1, 10) * DAY),
    source: random.weighted([
      ['6', 34],
      ['2A', 24],
      ['3E', 6],
      ['3A', 6],
      ['1A', 12],
      ['5A', 8],
      ['9', 6],
      ['4', 4],
    ]),
    outcome: care.kind === 'REFERRAL' ? 'No further action' : 'Assessment',
  },
]

export function meetingsOf(
  setting: Setting,
  random: Random,
  { episodes }: Known,
  care: Care,
): SocialCareRow['meetings'] {
  const meeting = (type: string, daysAgo: number, decision: string | null): SocialCareRow['meetings'][number] => ({
    type,
    on: day(setting.nowMs - daysAgo * DAY),
    decision,
  })
  return [
    ...(care.kind === 'LAC' ? [meeting('Review', random.int(5, 170), 'Plan continues.')] : []),
    ...(care.kind === 'CP'
      ? [
          meeting('Core group', random.int(3, 40), 'Plan continues.'),
          meeting('Review conference', random.int(45, 170), 'To stay on the register.'),
        ]
      : []),
    ...(episodes.length >= 3
      ? [
          meeting(
            'Strategy meeting',
            random.int(2, 90),
            random.pick(['Return plan agreed.', 'Disruption of a known address; police to act.', null]),
          ),
        ]
      : []),
  ]
}
