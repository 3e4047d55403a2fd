// Several records of one child at once: some reported with the others in view, some blindly, as when a record was not yet linked.
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Episode } from '../../../src/hub/episode/episode.js'
import { merge } from '../../../src/hub/episode/merge.js'
import { step } from '../../../src/hub/episode/step.js'
import { countOf } from '../../../src/hub/episode/views.js'
import { at, attempts } from './random.js'
import { depsAt } from './support.js'

const MINUTE = 60_000
const START = Date.parse('2026-10-24T20:00:00Z')

const act = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('STEP' as const),
      of: fc.nat(2),
      blind: fc.boolean(),
      tried: attempts(1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('MERGE' as const), kept: fc.nat(2), gone: fc.nat(2) }) },
)

/** Minutes that a record says the child was away; a brute-force way to see two at once. */
function minutesAway({ triage, end, reportedAt, foundAt }: Episode, until: number): ReadonlySet<number> {
  if (triage?.category === 'NO_FURTHER_ACTION' || end === 'MERGED') return new Set()
  const [from, to] = [Date.parse(reportedAt), foundAt === null ? until : Date.parse(foundAt)]
  return new Set(Array.from({ length: Math.max(0, (to - from) / MINUTE) }, (_, index) => from / MINUTE + index))
}

const clashes = (episodes: readonly (Episode | null)[], until: number): ReadonlySet<string> => {
  const away = episodes.map(one => (one ? minutesAway(one, until) : new Set<number>()))
  const pairs = [[0, 1], [0, 2], [1, 2]] as const // prettier-ignore
  return new Set(
    pairs.filter(([a, b]) => [...(away[a] ?? [])].some(minute => away[b]?.has(minute))).map(pair => pair.join()),
  )
}

const isKept = (before: Episode | null, after: Episode | null): boolean =>
  before === null || JSON.stringify(after?.history.slice(0, before.history.length)) === JSON.stringify(before.history)

describe('several records of one child', () => {
  it('never come to overlap where they are seen together, and merging loses no step and counts each absence once', () => {
    let [merged, refused] = [0, 0]
    fc.assert(
      fc.property(fc.array(act, { minLength: 30, maxLength: 60 }), acts => {
        let episodes: readonly (Episode | null)[] = [null, null, null]
        let now = START
        for (const one of acts) {
          now += 7 * MINUTE
          const before = episodes
          const others = (...but: readonly number[]) => episodes.filter((each, index) => each !== null && !but.includes(index)).filter(each => each !== null) // prettier-ignore
          const moment = new Date(now).toISOString()
          if (one.kind === 'STEP') {
            const written = at(now, one.tried[0]?.input)
            const named = typeof written === 'object' && written !== null && 'reference' in written ? { ...written, reference: `E-${one.of}` } : written // prettier-ignore
            const result = step(episodes[one.of] ?? null, named, depsAt(moment, one.blind ? [] : others(one.of)))
            if (result.ok) episodes = episodes.map((each, index) => (index === one.of ? result.episode : each))
            else if (result.code === 'EPISODES_OVERLAP') refused += 1
            const until = now + 1_000 * MINUTE
            const old = one.blind || episodes === before ? null : clashes(before, until)
            if (old) expect([...clashes(episodes, until)].filter(pair => !old.has(pair))).toEqual([])
          } else {
            const [kept, gone] = [episodes[one.kept], episodes[one.gone]]
            if (!kept || !gone) continue
            const result = merge(kept, gone, depsAt(moment, others(one.kept, one.gone)))
            if (!result.ok) continue
            merged += 1
            episodes = episodes.map((each, index) =>
              index === one.kept ? result.kept : index === one.gone ? result.gone : each,
            )
          }
          expect(episodes.every((after, index) => isKept(before[index] ?? null, after))).toBe(true)
        }
        const all = episodes.filter(each => each !== null)
        const { reports, pending, triaged, merged: gone } = countOf(all)
        expect(reports).toBe(pending + triaged.MISSING + triaged.ABSENT + triaged.NO_FURTHER_ACTION)
        expect(reports + gone).toBe(all.length)
      }),
      { numRuns: 80, seed: 11 },
    )
    expect(merged).toBeGreaterThan(20)
    expect(refused).toBeGreaterThan(20)
  })
})
