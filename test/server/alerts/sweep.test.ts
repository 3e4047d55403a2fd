import { describe, expect, it } from '@jest/globals'
import { hubPolicy } from '../../../src/hub/policy.js'
import { sweep } from '../../../src/server/alerts/sweep.js'
import type { EpisodeRow } from '../../../src/store/alert-recurring.js'

type Sweeping = Parameters<typeof sweep>[0]
const NOW = new Date('2026-02-12T10:00:00.000Z')
const owed = (endedAt: string, area: string): EpisodeRow => ({
  ...{ childId: 'c', reference: 'r', reportedAt: '2026-02-09T10:00:00.000Z', lastSeenAt: null, endedAt },
  ...{ status: 'FOUND', category: 'MISSING', risk: 'HIGH', missingFrom: null, area, homeAuthority: null },
  ...{ safeAndWellSettled: true, reviewAt: null, interviewSettled: false, mergedInto: null },
})

/** Which of these are overdue, and returns from when on are looked through, under an hour for England and one for Wales. */
async function overdueUnder(interviewHours: { readonly E: number; readonly W: number }, all: readonly EpisodeRow[]) {
  const seen: { before: { E: Date; W: Date } | null; overdue: boolean[] } = { before: null, overdue: [] }
  const none = () => Promise.resolve(0)
  const store = {
    alertRoutes: { escalate: none, queueDue: none },
    alertDeliveries: { queueDue: none },
    worksWith: { queueDue: none },
    alertRecurring: {
      ...{ digests: none, longAway: none, silentReferrals: none },
      overdueInterviews: (before: { E: Date; W: Date }, _most: number, isOverdue: (one: EpisodeRow) => boolean) => {
        seen.before = before
        seen.overdue = all.map(isOverdue)
        return Promise.resolve(0)
      },
    },
  } as unknown as Sweeping['store']
  const policy = hubPolicy.parse({ due: { interviewHours } })
  await sweep({ store, policy, digestAt: '08:00', now: () => NOW } as Sweeping)
  return seen
}

describe('interviews that are overdue', () => {
  const yesterday = '2026-02-11T09:00:00.000Z'

  it('are so by the hours that are set for the nation', async () => {
    const both = [owed(yesterday, 'E06000001'), owed(yesterday, 'W06000022')]
    expect(await overdueUnder({ E: 72, W: 24 }, both)).toEqual({
      before: { E: new Date('2026-02-09T10:00:00.000Z'), W: new Date('2026-02-11T10:00:00.000Z') },
      overdue: [false, true],
    })
    expect((await overdueUnder({ E: 72, W: 72 }, both)).overdue).toEqual([false, false])
  })
})
