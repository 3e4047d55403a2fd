// A region in which every agency holds something of every kind on one child, in each of the circumstances of an episode.
import { generateRegion } from '../../../simulators/region/generate.js'
import type { Region } from '../../../simulators/region/model.js'
import type { Circumstance } from './columns.js'

/** Ffion Prys of the showcase, enriched. */
export const RICH_CHILD = 'showcase-ffion-prys'
export const RICH_NHS_NUMBER = '9990000018'

const DAY = 86_400_000

/** Rewrites the rows of one child, in whatever list they stand. */
export function rewriting<T extends { readonly personId: string }>(
  rows: readonly T[],
  personId: string,
  change: (row: T, nth: number) => T,
): readonly T[] {
  let nth = -1
  return rows.map(row => (row.personId === personId ? change(row, (nth += 1)) : row))
}

/** How long ago an episode must have ended to be kept. */
const KEPT: Readonly<Record<Circumstance, number>> = { OPEN: Number.NEGATIVE_INFINITY, CLOSED: 4, LONG_AGO: 40 }

export function richRegion(circumstance: Circumstance, now: string, size = 200): Region {
  const region = enriched(generateRegion({ seed: 1, size, now }))
  const at = Date.parse(now)
  const ended = (until: string | null): boolean =>
    circumstance === 'OPEN' || (until !== null && at - Date.parse(until) > KEPT[circumstance] * DAY)
  const episodes = <T extends { readonly endedAt: string | null }>(rows: readonly T[]): readonly T[] =>
    rows.filter(({ endedAt }) => ended(endedAt))
  return {
    ...region,
    police: rewriting(region.police, RICH_CHILD, row => ({ ...row, episodes: episodes(row.episodes) })),
    socialCare: mapValues(region.socialCare, rows =>
      rewriting(rows, RICH_CHILD, row => ({ ...row, episodes: row.episodes.filter(({ until }) => ended(until)) })),
    ),
    hub: rewriting(region.hub, RICH_CHILD, row => ({ ...row, episodes: episodes(row.episodes) })),
  }
}

const mapValues = <K extends string, V>(record: Readonly<Record<K, V>>, change: (value: V) => V): Record<K, V> =>
  Object.fromEntries(Object.entries<V>(record).map(([key, value]) => [key, change(value)])) as Record<K, V>

/** What Ffion lacks in the showcase: so that a value that is missing from an answer was kept back, and not merely not there. */
function enriched(region: Region): Region {
  const at = Date.parse(region.now)
  const day = (ago: number): string => new Date(at - ago * DAY).toISOString().slice(0, 10)
  const moment = (ago: number): string => new Date(at - ago * DAY).toISOString().replace(/\.\d+Z$/, 'Z')
  /** Three within ninety days, long before any circumstance of now. */
  const longAgo = (rows: Region['hub'][number]['episodes']): Region['hub'][number]['episodes'] =>
    rows.slice(0, 1).flatMap(row =>
      [200, 195, 190].map(ago => ({
        ...{
          ...row,
          ref: `MP-LONG-AGO-${ago}`,
          reportedAt: moment(ago),
          lastSeenAt: moment(ago),
          endedAt: moment(ago - 1),
        },
        ...{
          status: 'CLOSED' as const,
          category: 'MISSING' as const,
        },
      })),
    )
  const former = { givenName: 'Ffion', familyName: 'Rhydderch', use: 'FORMER' }
  const asPerson = { formerNames: [former] }
  return {
    ...region,
    police: rewriting(region.police, RICH_CHILD, row => ({
      ...row,
      episodes: row.episodes.map(episode => ({
        ...episode,
        companions: ['a man known as Red'],
        harm: ['Minor injury'],
      })),
      pncId: '26/0000001A',
      mergedFrom: ['N-0000099'],
      lastPoliceProtectionAt: moment(90),
      markers: row.markers.map((marker, nth) => (nth === 0 ? { ...marker, until: day(-30) } : marker)),
      intelligence: row.intelligence.map((report, nth) =>
        nth === 0 ? { ...report, conditions: 'For safeguarding only.' } : report,
      ),
      custody: [
        { arrivedAt: moment(60), releasedAt: moment(59.7), reason: 'Breach of the peace', healthConcerns: ['Asthma'] },
      ],
      bailConditions: [{ condition: 'Not to enter the retail park', from: day(59), until: day(-10) }],
    })),
    socialCare: mapValues(region.socialCare, rows =>
      rewriting(rows, RICH_CHILD, (row, nth) => ({
        ...row,
        ...asPerson,
        ...(nth === 0 ? { dateOfBirthMask: 'MONTH' as const } : {}),
        relatives: row.relatives.map(relative => ({
          ...relative,
          dateOfBirth: '1980-05-05',
          contact: 'RESTRICTED' as const,
        })),
        statuses: [...row.statuses, { kind: 'CIN', from: day(900), until: day(800), endReason: 'RC1' }],
        legal: row.legal.map(order => ({ ...order, until: day(-100) })),
        alerts: row.alerts.map(alert => ({ ...alert, until: day(-100), note: 'Known to carry a telephone' })),
        placements: [
          ...row.placements,
          {
            type: 'U6', provider: 'PR1', urn: 'SC999998', name: 'Former foster home', postcode: 'NP20 9ZY', phone: '01632 960777',
            distance: 4, from: day(500), until: day(400), changeReason: 'CHILD', doNotDisclose: false,
          },
        ], // prettier-ignore
      })),
    ),
    education: mapValues(region.education, rows =>
      rewriting(rows, RICH_CHILD, row => ({
        ...row,
        ...asPerson,
        enrolments: [
          ...row.enrolments,
          ...row.enrolments
            .slice(0, 1)
            .map(one => ({ ...one, from: day(900), until: day(500), kind: 'SUBSIDIARY' as const })),
        ],
        marks: row.marks.map((mark, nth) =>
          nth === 0 ? { ...mark, code: 'L', minutesLate: 12, comment: 'Bus late' } : mark,
        ),
        exclusions: [{ from: day(50), until: day(48), type: 'FIXED', reason: 'PP' }],
      })),
    ),
    health: rewriting(region.health, RICH_CHILD, row => ({
      ...row,
      ...asPerson,
      addresses: row.addresses.map(address => ({
        ...address,
        from: day(900),
        until: address.use === 'FORMER' ? day(300) : null,
      })),
      careTeams: [
        ...row.careTeams,
        ...row.careTeams
          .slice(0, 1)
          .map(team => ({ ...team, name: 'Health visiting', from: day(4000), until: day(3000) })),
      ],
    })),
    hub: rewriting(region.hub, RICH_CHILD, row => ({ ...row, episodes: [...row.episodes, ...longAgo(row.episodes)] })),
    charity: rewriting(region.charity, RICH_CHILD, row => ({
      ...row,
      ...asPerson,
      debriefs: row.debriefs.map((debrief, nth) =>
        nth === 0 ? { ...debrief, outcome: 'DECLINED' as const, declinedReason: 'Did not want to talk' } : debrief,
      ),
      accounts: [
        ...row.accounts,
        {
          at: moment(20), gist: 'Would like to go back to the old school.', words: 'I want my old school.',
          audience: ['HUB', 'SOCIAL_CARE', 'POLICE', 'HEALTH', 'EDUCATION'],
        },
      ],
      mediation: [{ startedOn: day(15), sessions: 2, status: 'OPEN' }],
    })), // prettier-ignore
  }
}
