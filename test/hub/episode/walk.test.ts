import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { EPISODE_REFUSALS } from '../../../src/hub/episode/refusals.js'
import { step } from '../../../src/hub/episode/step.js'
import { attempts } from './random.js'
import { walk } from './walk.js'

const STEPS = 25
const WALKS = 400

/** Of two episodes, and tried in merge.test.ts and incident.test.ts. */
const OF_TWO = new Set([
  'EPISODE_MERGED', 'EPISODES_OVERLAP', 'NOT_ONE_ABSENCE', 'NOT_ONE_CHILD', 'MERGE_THE_OTHER_WAY', 'MERGE_NO_FURTHER_ACTION',
  'NOBODY_MISSING', 'CHILD_TWICE',
]) // prettier-ignore

describe('an episode under 10,000 random steps, legal and illegal', () => {
  it('is never in an impossible state, loses no step, and refuses every illegal one with its code', () => {
    fc.assert(
      fc.property(attempts(STEPS), tried => {
        expect(walk(tried).wrong).toEqual([])
      }),
      { numRuns: WALKS },
    )
  })

  it('is tried with enough of either, and with every code of one episode', () => {
    const walks = fc.sample(attempts(STEPS), { numRuns: WALKS, seed: 5 }).map(tried => walk(tried))
    const sum = (of: 'taken' | 'refused') => walks.reduce((total, one) => total + one[of], 0)
    expect(sum('taken')).toBeGreaterThan(1_000)
    expect(sum('refused')).toBeGreaterThan(1_000)
    const met = new Set(walks.flatMap(({ codes }) => codes))
    expect(Object.keys(EPISODE_REFUSALS).filter(code => !OF_TWO.has(code) && !met.has(code))).toEqual([])
  })

  it.each<[string, typeof step]>([
    ['forgets what was before', (episode, input, deps) => {
      const result = step(episode, input, deps)
      return result.ok ? { ok: true, episode: { ...result.episode, history: result.episode.history.slice(-1) } } : result
    }],
    ['lets a child be closed who is not back', (episode, input, deps) => {
      const result = step(episode, input, deps)
      const isEarly = !result.ok && result.code === 'RETURN_FIRST' && episode !== null
      if (!isEarly) return result
      const closed = { at: deps.at, by: deps.by, step: { type: 'CLOSE' } as const }
      return { ok: true, episode: { ...episode, end: 'CLOSED', history: [...episode.history, closed] } }
    }],
    ['takes a time that is to come', (episode, input, deps) =>
      step(episode, input, { ...deps, policy: { ...deps.policy, skewMinutes: 60 } })],
  ])('is noticed where it %s', (_fault, spoilt) => {
    const walks = fc.sample(attempts(STEPS), { numRuns: 60, seed: 5 })
    expect(walks.flatMap(tried => walk(tried, spoilt).wrong).length).toBeGreaterThan(0)
  })
}) // prettier-ignore
