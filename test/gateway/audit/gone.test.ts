import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { setTimeout as wait } from 'node:timers/promises'
import { asOwner } from '../../support/database.js'
import { openKit } from '../bad-input/kit.js'
import type { Kit } from '../bad-input/kit.js'

let kit: Kit
beforeAll(async () => {
  kit = await openKit({ deadlineMs: 20_000, timeoutMs: 15_000 })
}, 60_000)
afterAll(() => kit.close())
afterEach(() => {
  for (const system of kit.gateway.region.systems.values()) system.setFault(null)
})

const query =
  '{ child(by: {nhsNumber: "9990000018"}, purpose: ASSESS_RISK) { ... on Child { police { status record { intelligence { text } } } health { status } } } }'

async function outcomes(): Promise<{ sources: { source: string; status: string; ms: number }[] }[]> {
  const all = `select record from hafan.audit_row where kind = 'OUTCOME' order by seq`
  const { rows } = await asOwner(kit.gateway.database.url, client => client.query<{ record: string }>(all))
  return rows.map(
    ({ record }) =>
      (JSON.parse(record) as { body: { sources: { source: string; status: string; ms: number }[] } }).body,
  )
}

/** Asks, and goes away once an agency has been called. */
async function askAndLeave(): Promise<void> {
  for (const system of kit.gateway.region.systems.values()) {
    system.resetCalls()
    system.setFault({ kind: 'hang', path: 'intelligence' })
  }
  const { region } = kit.gateway
  for (const id of ['police-gwent', 'health-abuhb']) region.system(id).setFault({ kind: 'hang' })
  const gone = new AbortController()
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await kit.token('hub-police')}` }
  const asked = fetch(kit.gateway.url, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query }),
    signal: gone.signal,
  }).catch(() => 'gone')
  while (region.system('police-gwent').calls().length === 0) await wait(10)
  gone.abort()
  expect(await asked).toBe('gone')
}

describe('a caller who goes away', () => {
  it('ends the calls that were made for them, long before their time is up, and is in the audit', async () => {
    const had = (await outcomes()).length
    const left = performance.now()
    await askAndLeave()
    let now = await outcomes()
    while (now.length === had && performance.now() - left < 8_000) {
      await wait(50)
      now = await outcomes()
    }
    expect(now).toHaveLength(had + 1)
    expect(performance.now() - left).toBeLessThan(8_000)
    expect(now.at(-1)?.sources.every(({ ms }) => ms < 8_000)).toBe(true)
  })

  it('does not count against the sources: the next caller is answered', async () => {
    for (let times = 0; times < 6; times += 1) await askAndLeave()
    for (const system of kit.gateway.region.systems.values()) system.setFault(null)
    await wait(300)
    const reply = await kit.ask('hub-police', { query })
    const { child } = reply.data as { child: { police: { status: string }[] } }
    expect(child.police.map(({ status }) => status)).toEqual(['FOUND'])
  })
})
