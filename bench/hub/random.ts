// The hub's rules and a second reading of them, over many random histories. What CI tries a few thousand times, by the hundred
// thousand. Another seed each batch, so that no batch is another's.
import fc from 'fast-check'
import { differences as dueDifferences } from '../../test/hub/due/compare.js'
import { children } from '../../test/hub/due/random.js'
import { attempts } from '../../test/hub/episode/random.js'
import { walk } from '../../test/hub/episode/walk.js'
import { children as histories, differences } from '../../test/hub/thresholds/compare.js'
import type { Measured } from '../figures.js'

const ALL = 100_000
const BATCH = 1_000
const STEPS = 25

const count = (number: number): string => number.toLocaleString('en-GB')

function* random<T>(arbitrary: fc.Arbitrary<T>, all: number): Generator<T> {
  for (let batch = 0; batch * BATCH < all; batch += 1) yield* fc.sample(arbitrary, { numRuns: BATCH, seed: batch })
}

export function measureSteps(): Measured {
  const sum = { wrong: 0, taken: 0, refused: 0 }
  const codes = new Set<string>()
  const examples = new Set<string>()
  for (const tried of random(attempts(STEPS), ALL / STEPS)) {
    const walked = walk(tried)
    sum.wrong += walked.wrong.length
    sum.taken += walked.taken
    sum.refused += walked.refused
    for (const code of walked.codes) codes.add(code)
    for (const example of walked.wrong.slice(0, 3)) examples.add(example)
  }
  const notes = `${count(sum.taken)} steps taken, ${count(sum.refused)} refused with ${codes.size} different codes`
  return { value: sum.wrong, notes: [notes, ...[...examples].slice(0, 10)] }
}

function compared<T>(arbitrary: fc.Arbitrary<T>, differ: (one: T) => readonly string[], of: string): Measured {
  let [value, tried] = [0, 0]
  const examples: string[] = []
  for (const one of random(arbitrary, ALL)) {
    const found = differ(one)
    tried += 1
    if (found.length === 0) continue
    value += 1
    if (examples.length < 10) examples.push(...found)
  }
  return { value, notes: [`${count(tried)} ${of}`, ...examples] }
}

export const measureThresholds = (): Measured => compared(histories, child => differences(child), 'histories')
export const measureDue = (): Measured => compared(children, child => dueDifferences(child), 'children')
