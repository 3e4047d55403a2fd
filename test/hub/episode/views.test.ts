import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Episode } from '../../../src/hub/episode/episode.js'
import { step } from '../../../src/hub/episode/step.js'
import { asHubEpisode, countOf, riskHistory } from '../../../src/hub/episode/views.js'
import { openForAccess } from '../../../src/policies/protocol/grace.js'
import { gwent } from '../../policies/protocol/support.js'
import { at, attempts, type Tried } from './random.js'
import { aReport, aReturn, aTriage, depsAt, episodeOf } from './support.js'

const protocol = gwent()
const REPORTED = ['2026-02-11T22:06:00Z', aReport] as const
const GRADED = { type: 'GRADE_RISK', risk: { level: 'UNRECOGNISED', label: 'Enhanced' }, reason: 'Phone off' }
const HOUR = 3_600_000

describe('of an episode', () => {
  it('every grading is told, with the words of its source and the reason for the change', () => {
    const episode = episodeOf(
      REPORTED,
      ['2026-02-11T22:30:00Z', aTriage('LOW')],
      ['2026-02-12T01:00:00Z', GRADED],
      ['2026-02-12T02:00:00Z', aTriage('HIGH', 'Seen with an adult')],
    )
    expect(riskHistory(episode)).toEqual([
      { at: '2026-02-11T22:30:00Z', by: 'HP-01', level: 'LOW', label: null, reason: null },
      { at: '2026-02-12T01:00:00Z', by: 'HP-01', level: 'UNRECOGNISED', label: 'Enhanced', reason: 'Phone off' },
      { at: '2026-02-12T02:00:00Z', by: 'HP-01', level: 'HIGH', label: null, reason: 'Seen with an adult' },
    ])
  })

  it('the picture has it open from the report on, and closed where there is no further action', () => {
    const reported = episodeOf(REPORTED)
    expect(asHubEpisode(reported)).toMatchObject({ status: 'OPEN', category: 'UNRECOGNISED', risk: 'NOT_GRADED' })
    const nfa = { type: 'TRIAGE', triage: { category: 'NO_FURTHER_ACTION', code: 'NOT_MISSING' }, reason: null }
    expect(asHubEpisode(episodeOf(REPORTED, ['2026-02-11T22:20:00Z', nfa]))).toMatchObject({ status: 'CLOSED' })
    const back = episodeOf(REPORTED, ['2026-02-12T05:00:00Z', aReturn('2026-02-12T04:30:00Z')])
    expect(asHubEpisode(back)).toMatchObject({ status: 'FOUND', endedAt: '2026-02-12T04:30:00.000Z' })
  })
})

function ended(tried: readonly Tried[]): { readonly episode: Episode | null; readonly now: number } {
  let [episode, now]: [Episode | null, number] = [null, Date.parse('2026-03-28T21:00:00Z')]
  for (const { advance, input } of tried) {
    now += advance * 60_000
    const result = step(episode, at(now, input), depsAt(new Date(now).toISOString()))
    if (result.ok) episode = result.episode
  }
  return { episode, now }
}

describe('any episode', () => {
  it('is open for access while the child is away, and 24 to 72 hours after, as the protocol says', () => {
    fc.assert(
      fc.property(attempts(12), fc.integer({ min: 0, max: 100 }), (tried, hours) => {
        const { episode, now } = ended(tried)
        if (episode === null) return
        const { category, status, endedAt, safeAndWellSettled } = asHubEpisode(episode)
        const state = { category, open: status === 'OPEN', endedAt: endedAt === null ? null : Date.parse(endedAt), safeAndWellSettled } // prettier-ignore
        const moment = now + hours * HOUR
        const since = episode.foundAt === null ? null : moment - Date.parse(episode.foundAt)
        const isNfa = episode.triage?.category === 'NO_FURTHER_ACTION'
        const within = since === null ? true : since < 24 * HOUR || (episode.check === null && since <= 72 * HOUR)
        expect(openForAccess(protocol, state, moment)).toBe(!isNfa && within)
      }),
    )
  })

  it('is counted once: reports = triaged + pending', () => {
    fc.assert(
      fc.property(fc.array(attempts(6), { maxLength: 8 }), all => {
        const episodes = all.map(tried => ended(tried).episode).filter(one => one !== null)
        const { reports, pending, triaged, merged } = countOf(episodes)
        expect(reports).toBe(pending + triaged.MISSING + triaged.ABSENT + triaged.NO_FURTHER_ACTION)
        expect(reports + merged).toBe(episodes.length)
        expect(pending).toBe(episodes.filter(({ history }) => !history.some(one => one.step.type === 'TRIAGE')).length)
      }),
    )
  })
})
