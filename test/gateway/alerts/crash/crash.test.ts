import { expect, it, jest } from '@jest/globals'
import { crash } from './rounds.js'

jest.setTimeout(420_000)

it('loses no alert and tells nobody else, with two gateways and PostgreSQL killed twice under load and receivers that fail half the time', async () => {
  const { told, sent, came, ...wrong } = await crash({ kills: 2, events: 12, gateways: 2, seed: 5 })
  expect(wrong).toEqual({ differences: [], leaked: [], notices: true, recoveries: 2 })
  expect(told).toBeGreaterThanOrEqual(24)
  // Otherwise nothing failed, and nothing was told apart.
  expect(came).toBeGreaterThan(sent)
})
