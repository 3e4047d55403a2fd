import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { openKit } from './kit.js'
import type { Kit } from './kit.js'

let kit: Kit
beforeAll(async () => {
  kit = await openKit({ seedOnly: true })
}, 60_000)
afterAll(() => kit.close())

it('names the variables where they are too deep, and nothing that stands in them', async () => {
  const deep = JSON.parse(`${'{"a":'.repeat(9)}"Zanzibar7734"${'}'.repeat(9)}`) as Record<string, unknown>
  const reply = await kit.ask('hub-police', { query: '{ viewer { role } }', variables: deep })
  expect([reply.status, reply.code]).toEqual([400, 'BAD_ARGUMENT'])
  expect(reply.text).toContain('"field":"variables"')
  expect(reply.text).not.toContain('Zanzibar')
})
