import { describe, expect, it } from '@jest/globals'
import { entries } from '../../clients/typescript/src/index.js'
import type { Answered, Call, Page, Refused, Step } from '../../clients/typescript/src/index.js'

const answered = (data: Page<number>): Answered<Page<number>> => ({
  ...{ is: 'ANSWERED', data, notGiven: [], correlationId: null },
})
const page = (edges: number[], endCursor: string | null, hasNextPage = endCursor !== null): Page<number> => ({
  edges,
  pageInfo: { hasNextPage, endCursor },
})
const refused: Refused = {
  ...{ is: 'REFUSED', code: 'BUDGET_SPENT', status: 429, message: 'No.', correlationId: null, retryAfterSeconds: null },
}

/** Every step, and the cursors that were asked from. */
async function walk(calls: readonly Call<Page<number>>[]): Promise<[Step<number>[], (string | null)[]]> {
  const asked: (string | null)[] = []
  const steps: Step<number>[] = []
  const ask = async (after: string | null): Promise<Call<Page<number>>> => {
    asked.push(after)
    return calls[asked.length - 1] ?? refused
  }
  for await (const step of entries(ask, data => data)) steps.push(step)
  return [steps, asked]
}

describe('a list', () => {
  it('is read page by page, to its end', async () => {
    const [steps, asked] = await walk([answered(page([1, 2], 'a')), answered(page([], 'b')), answered(page([3], null))])
    expect(steps).toEqual([1, 2, 3].map(entry => ({ is: 'ENTRY', entry })))
    expect(asked).toEqual([null, 'a', 'b'])
  })

  it('that is refused on the way ends with the refusal', async () => {
    const [steps, asked] = await walk([answered(page([1], 'a')), refused, answered(page([2], null))])
    expect(steps).toEqual([{ is: 'ENTRY', entry: 1 }, refused])
    expect(asked).toHaveLength(2)
  })

  it('of which something is not given says so before what follows', async () => {
    const notGiven = [{ code: 'FIELD_WITHHELD' as const, message: 'No.', path: ['a'] }]
    const [steps] = await walk([{ ...answered(page([1], null)), notGiven }])
    expect(steps).toEqual([
      { is: 'GAP', notGiven },
      { is: 'ENTRY', entry: 1 },
    ])
  })

  it.each([
    ['back to where it was', [answered(page([1], 'a')), answered(page([1], 'a'))], 2],
    ['nowhere', [answered(page([1], null, true))], 1],
  ])('that leads %s is not followed for ever', async (_where, calls, turns) => {
    const [steps, asked] = await walk(calls)
    expect(steps.at(-1)).toMatchObject({ is: 'UNREACHABLE', why: 'NOT_UNDERSTOOD' })
    expect(asked).toHaveLength(turns)
  })

  it('is asked for no further than it is read', async () => {
    let asked = 0
    const ask = async (): Promise<Call<Page<number>>> => answered(page([(asked += 1)], String(asked)))
    for await (const step of entries(ask, data => data)) if (step.is === 'ENTRY' && step.entry === 2) break
    expect(asked).toBe(2)
  })
})
