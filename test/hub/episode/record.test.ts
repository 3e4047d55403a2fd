import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { HeldEpisode } from '../../../src/store/episode-rows.js'
import type { Episode } from '../../../src/hub/episode/episode.js'
import { changeOf, recordedOf, standingOf, standingOfRow } from '../../../src/hub/episode/kept.js'
import { detailOf } from '../../../src/hub/episode/read.js'
import { recordReport, recordStep } from '../../../src/hub/episode/record.js'
import { asHubEpisode, riskHistory } from '../../../src/hub/episode/views.js'
import { aReport, aReturn, aTriage, depsAt, episodeOf } from './support.js'

/** As the store gives it back. */
const kept = (episode: Episode): HeldEpisode => {
  const { standing, steps, ...row } = changeOf(episode)
  const history = steps.map(({ kind, body }, index) => {
    const { at, by } = episode.history[index] ?? { at: '', by: null }
    return { kind, at, by, body }
  })
  const held = { ...row, standing, history, childId: episode.childId, version: steps.length, soleWord: null }
  return JSON.parse(JSON.stringify(held)) as HeldEpisode
}

const T = '2026-02-11T22:05:00Z'
const later = (hours: number): string => new Date(Date.parse(T) + hours * 3_600_000).toISOString()
const waiting = episodeOf([later(0.1), { ...aReport, lastSeenPlace: 'Bus station', circumstances: 'Left by the back' }])
const nfa = { type: 'TRIAGE', triage: { category: 'NO_FURTHER_ACTION', code: 'NOT_MISSING' }, reason: null }
const notDone = { done: false, code: 'OTHER', note: 'At the hospital', decidedBy: 'Sgt 1180' }
const STATES: readonly Episode[] = [
  waiting,
  episodeOf([later(0.1), aReport], [later(0.2), aTriage('HIGH')]),
  episodeOf([later(0.1), aReport], [later(0.2), nfa]),
  episodeOf([later(0.1), aReport], [later(0.2), aTriage('LOW')], [later(5), aReturn(later(4))]),
  episodeOf([later(0.1), aReport], [later(5), aReturn(later(4))], [later(6), { type: 'CHECK', check: notDone }]),
]
const said = (reportedAt: string) => ({
  ...{ reporter: 'FAMILY', reportedAt, lastSeenAt: null, lastSeenPlace: null, circumstances: null },
})
const about = { missingFrom: null, placement: null, area: null, homeAuthority: null }
const reporting = (reportedAt: string) => ({ childId: 'c-1', reference: 'E-9', said: said(reportedAt), about })

describe('an episode as it is kept', () => {
  it.each<[string, Episode]>(STATES.map(one => [one.history.map(({ step }) => step.type).join(' '), one]))(
    'after %s reads back as it was',
    (_steps, episode) => {
      const { history, ...standing } = episode
      expect(standingOf(kept(episode))).toEqual(standing)
      expect(recordedOf(kept(episode).history)).toEqual(history)
      expect(riskHistory({ history: recordedOf(kept(episode).history) })).toEqual(riskHistory(episode))
    },
  )

  it.each(STATES)('tells in its row alone what lists need', episode => {
    const { history: _steps, ...standing } = episode
    const row = asHubEpisode(standing)
    expect(asHubEpisode(standingOfRow({ ...row, childId: 'c-1' }))).toEqual(row)
  })

  it('refuses what no rule could have written', () => {
    expect(() => standingOf({ ...kept(waiting), standing: { reference: 'E-1' } })).toThrow()
    expect(() => recordedOf([{ kind: 'REPORT', at: T, by: 'x', body: { type: 'ESCAPE' } }])).toThrow()
  })

  it('is told with places, harm and checks as they were recorded', () => {
    expect(detailOf(kept(waiting))).toMatchObject({
      lastSeenPlace: 'Bus station',
      circumstances: 'Left by the back',
      harm: null,
    })
    expect(detailOf(kept(STATES[4] ?? waiting))).toMatchObject({
      ...{ foundBy: 'Police', foundPlace: 'Bus station', harm: null },
      safeAndWell: { done: 'NO', at: null, officer: 'Sgt 1180', summary: 'Other: At the hospital' },
    })
  })
})

describe('a report', () => {
  const minutes = fc.integer({ min: -300, max: 599 })
  const states = fc.subarray([...STATES.keys()])

  it('of a child who is not shown is refused by nothing that is held', () => {
    fc.assert(
      fc.property(states, minutes, (which, minute) => {
        const held = which.map(index => kept({ ...(STATES[index] ?? waiting), reference: `E-${index}` }))
        const result = recordReport(held, reporting(later(minute / 60)), false, depsAt(later(10)))
        expect(result.ok).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('is counted with the absence it falls into, and is one of its own where there is none', () => {
    const [one, , over] = STATES.map(kept)
    if (!one || !over) throw new Error('there are five')
    const again = recordReport([one], reporting(later(2)), true, depsAt(later(10)))
    expect(again).toMatchObject({
      ok: true,
      episode: { reference: 'E-1', reports: 2, reportedAt: '2026-02-11T22:05:00.000Z' },
    })
    expect(recordReport([over], reporting(later(2)), true, depsAt(later(10)))).toMatchObject({
      ok: true,
      episode: { reference: 'E-9', reports: 1 },
    })
  })

  it('of a child who is shown is refused where it lies in an absence that is closed', () => {
    const closed = { ...(STATES[3] ?? waiting), end: 'CLOSED' as const }
    const within = [kept(closed), reporting(later(2))] as const
    expect(recordReport([within[0]], within[1], true, depsAt(later(10)))).toMatchObject({ code: 'EPISODES_OVERLAP' })
    expect(recordReport([within[0]], within[1], false, depsAt(later(10)))).toMatchObject({ ok: true })
  })
})

describe('a step', () => {
  it('is taken of the version that was seen, and of no other', () => {
    const seen = { reference: 'E-1', version: 1 }
    const taken = recordStep([kept(waiting)], seen, aTriage('HIGH'), depsAt(later(1)))
    expect(taken.ok && changeOf(taken.episode).steps.map(({ kind }) => kind)).toEqual(['TRIAGE'])
    for (const version of [0, 2])
      expect(recordStep([kept(waiting)], { ...seen, version }, aTriage('HIGH'), depsAt(later(1)))).toMatchObject({
        code: 'EPISODE_CHANGED_MEANWHILE',
      })
  })
})
