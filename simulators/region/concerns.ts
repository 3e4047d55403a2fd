// What worries social services: alerts, and the absences they themselves recorded.
import type { Known } from './child.js'
import { ageAt, day, DAY } from './clock.js'
import type { SocialCareRow } from './model.js'
import type { Random } from './random.js'
import type { Setting } from './setting.js'

export function alertsOf(setting: Setting, random: Random, { child, episodes }: Known): SocialCareRow['alerts'] {
  const from = (): string => day(setting.nowMs - random.int(20, 500) * DAY)
  const often = Math.min(1, episodes.length / 12)
  const [latest] = episodes
  return [
    ...(latest?.status === 'OPEN'
      ? [{ code: 'ALERT04', from: latest.reportedAt.slice(0, 10), until: null, note: null }]
      : []),
    ...(child.origin === 'placed-here' && episodes.length > 0 && random.chance(0.3)
      ? [{ code: 'ALERT10', from: from(), until: null, note: 'Notified by the placing authority' }]
      : []),
    ...(random.chance(often * 0.4)
      ? [{ code: 'ALERT07', from: from(), until: null, note: 'Screened; see SERAF' }]
      : []),
    ...(child.origin === 'alone' && random.chance(0.5)
      ? [{ code: 'ALERT01', from: from(), until: null, note: 'Referred to the NRM' }]
      : []),
    ...(random.chance(0.04) ? [{ code: 'ALERT05', from: from(), until: null, note: null }] : []),
    ...(random.chance(0.05) ? [{ code: 'RISKLONEWORKER', from: from(), until: null, note: 'Visit in pairs' }] : []),
    ...(ageAt(child.dateOfBirth, setting.nowMs) > 10 && random.chance(0.03)
      ? [{ code: 'RISK_23', from: from(), until: null, note: null }]
      : []),
  ]
}

/** Not every police episode reaches the authority's system: the two counts differ, as they do in life. */
export function episodesOf(random: Random, { child, episodes }: Known, looked: boolean): SocialCareRow['episodes'] {
  return episodes.flatMap((episode, n) => {
    if (episode.category === 'NO_FURTHER_ACTION' || !random.chance(looked ? 0.93 : 0.6)) return []
    const offered =
      episode.endedAt === null
        ? null
        : random.weighted([
            ['Y', 85],
            ['N', 12],
            ['NA', 3],
          ] as const)
    const accepted =
      offered === null
        ? null
        : offered === 'Y'
          ? random.weighted([
              ['Y', 60],
              ['N', 40],
            ] as const)
          : 'NA'
    return [
      {
        ref: `ME-${child.index}-${episodes.length - n}`,
        from: episode.lastSeenAt,
        until: episode.endedAt,
        type: episode.category === 'ABSENT' ? 'A' : 'M',
        interviewOffered: offered,
        interviewAccepted: accepted,
      },
    ]
  })
}
