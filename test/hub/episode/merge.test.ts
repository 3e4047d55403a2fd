import { describe, expect, it } from '@jest/globals'
import { merge } from '../../../src/hub/episode/merge.js'
import { step } from '../../../src/hub/episode/step.js'
import { countOf } from '../../../src/hub/episode/views.js'
import { aReport, aReturn, aTriage, depsAt, episodeOf } from './support.js'

const NOW = '2026-02-12T09:00:00Z'
const second = { ...aReport, reference: 'E-2', reporter: 'SCHOOL', reportedAt: '2026-02-12T08:40:00Z', lastSeenAt: '2026-02-11T20:10:00Z' } // prettier-ignore
const at = '2026-02-12T08:50:00Z'
const kept = episodeOf(['2026-02-11T22:06:00Z', aReport], ['2026-02-11T22:30:00Z', aTriage('MEDIUM')])
const gone = episodeOf([at, second])
const absent = { type: 'TRIAGE', triage: { category: 'ABSENT', reviewAt: '2026-02-12T12:00:00Z' }, reason: null }
const nfa = { type: 'TRIAGE', triage: { category: 'NO_FURTHER_ACTION', code: 'NOT_MISSING' }, reason: 'Was at work' }
const refusal = (...[a, b, deps = depsAt(NOW)]: [typeof kept, typeof kept, ReturnType<typeof depsAt>?]) => {
  const result = merge(a, b, deps)
  return result.ok ? 'merged' : result.code
}

describe('two reports of one absence', () => {
  it('become one episode with the first report and the latest sighting, and both keep their history', () => {
    const merged = merge(kept, gone, depsAt(NOW))
    expect(merged).toMatchObject({
      kept: { reportedAt: '2026-02-11T22:05:00.000Z', lastSeenAt: '2026-02-11T20:10:00.000Z', reports: 2, end: null },
      gone: { end: 'MERGED', mergedInto: 'E-1' },
    })
    if (!merged.ok) throw new Error(merged.code)
    expect(merged.kept.history.slice(0, -1)).toEqual(kept.history)
    expect(merged.gone.history.slice(0, -1)).toEqual(gone.history)
    expect(countOf([merged.kept, merged.gone])).toEqual({
      reports: 1,
      pending: 0,
      merged: 1,
      triaged: { MISSING: 1, ABSENT: 0, NO_FURTHER_ACTION: 0 },
    })
    const closing = step(merged.gone, { type: 'CLOSE' }, depsAt(NOW))
    expect(closing).toMatchObject({ ok: false, code: 'EPISODE_MERGED' })
  })

  it('take the earlier report of the one that goes', () => {
    const early = episodeOf([at, { ...second, reportedAt: '2026-02-11T21:00:00Z' }])
    expect(merge(kept, early, depsAt(NOW))).toMatchObject({ kept: { reportedAt: '2026-02-11T21:00:00.000Z' } })
  })

  it.each([
    ['NOT_ONE_CHILD', kept, episodeOf([at, { ...second, childId: 'c-2' }])],
    ['NOT_ONE_ABSENCE', kept, kept],
    ['NOT_ONE_ABSENCE', episodeOf([at, aReport], [at, aReturn('2026-02-12T07:00:00Z')]), gone],
    [
      'NOT_ONE_ABSENCE',
      episodeOf([at, aReport], [at, aReturn('2026-02-11T23:00:00Z')]),
      episodeOf(
        [at, { ...second, reportedAt: '2026-02-11T22:40:00Z' }],
        [
          at,
          {
            type: 'REPORT_AGAIN',
            reporter: 'SCHOOL',
            reportedAt: second.reportedAt,
            lastSeenAt: '2026-02-12T01:00:00Z',
            circumstances: null,
          },
        ],
      ),
    ],
    ['MERGE_THE_OTHER_WAY', kept, episodeOf([at, second], [at, aTriage('HIGH')])],
    ['MERGE_THE_OTHER_WAY', episodeOf([at, aReport]), episodeOf([at, second], [at, aTriage('LOW')])],
    ['MERGE_THE_OTHER_WAY', episodeOf([at, aReport]), episodeOf([at, second], [at, absent])],
    [
      'MERGE_THE_OTHER_WAY',
      episodeOf([at, aReport], [at, absent]),
      episodeOf([at, second], [at, aTriage('NOT_GRADED')]),
    ],
    ['MERGE_THE_OTHER_WAY', kept, episodeOf([at, second], [at, aReturn('2026-02-12T08:45:00Z')])],
    ['MERGE_NO_FURTHER_ACTION', kept, episodeOf([at, second], [at, nfa])],
    ['EPISODE_CLOSED', kept, episodeOf([at, second], [at, nfa], [at, { type: 'CLOSE' }])],
  ])('are refused with %s where they are not, or not so', (code, one, other) => {
    expect(refusal(one, other)).toBe(code)
  })

  it('are not merged twice, and not over a third absence', () => {
    const merged = merge(kept, gone, depsAt(NOW))
    if (!merged.ok) throw new Error(merged.code)
    expect(refusal(kept, merged.gone)).toBe('EPISODE_MERGED')
    const before = episodeOf(
      [at, { ...aReport, reference: 'E-0', reportedAt: '2026-02-11T20:00:00Z', lastSeenAt: null }],
      [at, aReturn('2026-02-11T21:30:00Z')],
    )
    const early = episodeOf([at, { ...second, reportedAt: '2026-02-11T21:00:00Z' }])
    expect(refusal(kept, early, depsAt(NOW, [before]))).toBe('EPISODES_OVERLAP')
  })
})

describe('a child', () => {
  it('is away once at a time: neither a report nor another triage makes it twice', () => {
    const report = (reportedAt: string) => step(null, { ...second, reportedAt, lastSeenAt: null }, depsAt(NOW, [kept]))
    expect(report('2026-02-12T08:40:00Z')).toMatchObject({ code: 'EPISODES_OVERLAP' })
    const back = episodeOf([at, aReport], [at, aReturn('2026-02-12T07:00:00Z')])
    const again = step(null, { ...second, reportedAt: '2026-02-12T07:00:00Z', lastSeenAt: null }, depsAt(NOW, [back]))
    expect(again).toMatchObject({ ok: true })
    const closed = episodeOf([at, aReport], [at, nfa])
    expect(step(closed, aTriage('LOW', 'Not at work after all'), depsAt(NOW, [gone]))).toMatchObject({ code: 'EPISODES_OVERLAP' }) // prettier-ignore
  })

  it('who is in two episodes by mistake can still be brought home in either', () => {
    expect(step(gone, aReturn('2026-02-12T08:55:00Z'), depsAt(NOW, [kept]))).toMatchObject({ ok: true })
  })
})
