import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { OTHER, editionsIn, judge, swapUnderLoad } from './swaps.js'

describe('while editions take each other’s place under load', () => {
  it('every answer and its audit rows are of one edition', async () => {
    const { mixed, under, answers } = await swapUnderLoad(120)
    process.stdout.write(`editions: ${answers} answers, ${JSON.stringify(under)}\n`)
    expect(mixed.slice(0, 3)).toEqual([])
    // Both were in force while answers were made, or nothing was shown.
    expect(Object.keys(under).sort()).toEqual(['gwent-1', 'gwent-B'])
  }, 120_000)

  it('an answer of one edition that is recorded under another would be noticed, and one that is not recorded', () => {
    const answer = '{"clause":"B3.MIRAF.SW"}'
    const response = createHash('sha256').update(answer).digest('hex')
    const row = (kind: string, body: object): { kind: string; record: string } => ({
      kind,
      record: JSON.stringify({ body: { operation: 'o', ...body } }),
    })
    const under = (edition: string, clause: string): readonly string[] =>
      judge(1, [answer], [row('INTENT', { edition }), row('OUTCOME', { response, clauses: [clause] })]).mixed
    expect(under('gwent-B', 'B3.MIRAF.SW')).toEqual([])
    expect(under('gwent-1', 'B3.MIRAF.SW')).toEqual(['gwent-B told, gwent-1+gwent-B recorded'])
    expect(under('gwent-B', '3.MIRAF.SW')).toEqual(['gwent-B told, gwent-B+gwent-1 recorded'])
    expect(judge(1, [answer], []).mixed).toEqual([expect.stringContaining('no trace of an edition')])
  })

  it('a mixture would be noticed', () => {
    expect(OTHER).toContain("clause: 'B3.IDENTITY'")
    expect(OTHER).toContain('name: B Missing children hub')
    expect([...editionsIn('{"clause":"3.OPENS","contact":{"name":"B Missing children hub"}}')].sort()).toEqual([
      'gwent-1',
      'gwent-B',
    ])
    expect([...editionsIn('{"clause":"B2.ASSESS_RISK","clauses":["3.MIRAF.SW"]}')].sort()).toEqual([
      'gwent-1',
      'gwent-B',
    ])
    expect([...editionsIn('{"clause":"B3.MIRAF.SW","name":"B Safeguarding nurses"}')]).toEqual(['gwent-B'])
  })
})
