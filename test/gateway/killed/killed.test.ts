import { expect, it, jest } from '@jest/globals'
import { killAgainAndAgain } from './rounds.js'

jest.setTimeout(120_000)

it('has the row of every answer that somebody holds, an audit that verifies, and boots again: killed twice under load', async () => {
  const { answers, ...rest } = await killAgainAndAgain(2, 20_261_127)
  expect(answers).toBeGreaterThanOrEqual(20)
  expect(rest).toEqual({ kills: 2, lost: 0, findings: [] })
})
