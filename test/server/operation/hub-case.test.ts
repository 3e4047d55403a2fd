import { describe, expect, it } from '@jest/globals'
import { caseUntil } from '../../../src/server/operation/hub-case.js'
import type { HubEpisode } from '../../../src/store/hub.js'

const YEAR = 365 * 24 * 3_600_000
const REPORTED = '2024-02-01T10:00:00.000Z'
const ENDED = '2025-06-01T10:00:00.000Z'

const episode = (about: Partial<HubEpisode>): HubEpisode => ({
  ...{ reference: 'E-1', reportedAt: REPORTED, lastSeenAt: null, endedAt: null, status: 'CLOSED', category: 'MISSING' },
  ...{ risk: 'HIGH', missingFrom: null, area: null, homeAuthority: null, safeAndWellSettled: false, reviewAt: null },
  ...{ interviewSettled: false, mergedInto: null, version: 1, soleWord: null, ...about },
})
const until = (...episodes: readonly HubEpisode[]): number =>
  caseUntil({ hubCase: null, openReferralAt: null, episodes })

describe('a case of the hub’s', () => {
  it('lasts as long as the child is missing, however long ago the report was', () => {
    expect(until(episode({ status: 'OPEN' }))).toBe(Infinity)
  })

  it('lasts twelve months from the end of the last episode, not from its beginning', () => {
    expect(until(episode({ status: 'FOUND', endedAt: ENDED }))).toBe(Date.parse(ENDED) + YEAR)
  })

  it('lasts twelve months from a report of which nothing came, or that was merged into another', () => {
    expect(until(episode({}))).toBe(Date.parse(REPORTED) + YEAR)
    expect(until(episode({ status: 'OPEN', mergedInto: 'E-2' }))).toBe(Date.parse(REPORTED) + YEAR)
  })

  it('is none where nothing ever was', () => {
    expect(until()).toBe(-Infinity)
  })
})
