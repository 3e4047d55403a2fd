import { describe, expect, it } from '@jest/globals'
import { contractCases } from './cases.js'
import { sampleSubject, type Habit } from './sample.js'
import { describeAdapterContract } from './suite.js'

describeAdapterContract('the sample adapter', sampleSubject())

/** The cases, found by a text of their name, that a bad habit must fail. */
const caught: readonly [Habit, string][] = [
  ['failure-is-empty', 'a failure of /schools fails'],
  ['failure-is-empty', 'without its field schools'],
  ['any-404-is-nothing', 'a source that answers 404 without its own words'],
  ['lenient-shape', 'without its field schools'],
  ['asks-everything', 'only what is wanted is asked for'],
  ['repeats-the-id', 'an old id is answered under the current one'],
  ['throws', 'a source that answers 500'],
  ['no-deadline', 'a source that never answers'],
  ['unordered-many', 'in the order asked'],
  ['search-failure-is-nobody', 'by name, one that answers 503:'],
  ['search-failure-is-nobody', 'by name, one without its field found'],
  ['search-cuts-short', 'or than the system gives, are many'],
  ['search-undeclared', 'are put to the test where they are offered'],
]

describe('the contract refuses an adapter', () => {
  it.each(caught)('with the habit %s: %s', async (habit, name) => {
    const found = contractCases(sampleSubject(habit)).filter(each => each.name.includes(name))
    expect(found).toHaveLength(1)
    await expect(found[0]?.run()).rejects.toThrow()
  })
})
