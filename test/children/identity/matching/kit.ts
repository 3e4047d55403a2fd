// Two records compared as the matcher compares them, among as many others as a test says.
import { DEFAULT_MODEL } from '../../../../src/children/identity/matching/default-model.js'
import { createMatcher } from '../../../../src/children/identity/matching/match.js'
import type { Judged } from '../../../../src/children/identity/matching/match.js'
import type { PersonRecord } from '../../../../src/children/identity/matching/record.js'
import type { Step } from '../../../../src/children/identity/matching/score.js'
import { createTable } from '../../../../src/children/identity/matching/table.js'

export const born = (day: string): PersonRecord => ({ birth: { from: day, to: day } })

export const ffion: PersonRecord = {
  given: 'Ffion',
  family: 'Prys',
  sex: 'FEMALE',
  ...born('2010-04-07'),
  address: { key: '100012345', postcode: 'NP20 9ZZ' },
  phones: ['07700 900123'],
  school: 'Ysgol Enghraifft',
}

export function compare(
  one: PersonRecord,
  other: PersonRecord,
  candidates = 10_000,
): Judged & { readonly steps: readonly Step[] } {
  const builder = createTable()
  builder.add(one)
  builder.add(other)
  const matcher = createMatcher(builder.done(), DEFAULT_MODEL, candidates)
  const judged = matcher.judge(0, 1)
  return { ...judged, levels: judged.levels.slice(), steps: matcher.explain(0, 1) }
}
