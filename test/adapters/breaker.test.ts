// What counts against a source: only what the source did.
import { afterEach, describe, expect, it } from '@jest/globals'
import { createTransport } from '../../src/adapters/http.js'
import { sourceConfig } from '../../src/adapters/config.js'
import type { Call } from '../../src/adapters/agency.js'
import type { Transport } from '../../src/adapters/transport.js'
import { nobodyCalls } from '../children/support.js'
import { endAll, serving } from './hostile.js'

afterEach(endAll)

/** A server that takes every call and never answers. */
async function silent(settings: { timeoutMs?: number; concurrency?: number } = {}): Promise<Transport> {
  const { url } = await serving(() => undefined)
  const config = sourceConfig.parse({
    id: 'silent', name: 'Silent', agency: 'POLICE', kind: 'police-rms', organisation: '61', baseUrl: url,
    auth: { kind: 'none' }, ...settings,
  }) // prettier-ignore
  return createTransport(config, { secret: () => '', now: () => new Date() })
}

const six = (transport: Transport, call: Partial<Call>): Promise<PromiseSettledResult<unknown>[]> =>
  Promise.allSettled(
    Array.from({ length: 6 }, () => transport.send({ path: 'persons/1' }, { ...nobodyCalls, ...call })),
  )

describe('the breaker of a source', () => {
  it('does not count a caller who hangs up', async () => {
    const transport = await silent()
    const caller = new AbortController()
    const asked = six(transport, { signal: caller.signal })
    setTimeout(() => caller.abort(), 50)
    expect((await asked).map(({ status }) => status)).toEqual(Array(6).fill('rejected'))
    expect(transport.state()).toBe('UP')
  })

  it('does not count the end of the operation’s own time', async () => {
    const transport = await silent()
    await six(transport, { deadline: performance.now() + 900 })
    expect(transport.state()).toBe('UP')
  })

  it('does not count those who waited in our own queue', async () => {
    const transport = await silent({ timeoutMs: 300, concurrency: 1 })
    await six(transport, { deadline: performance.now() + 1_100 })
    expect(transport.state()).toBe('UP')
  })

  it('counts calls that were sent and had all the time the source is given', async () => {
    const transport = await silent({ timeoutMs: 150 })
    await six(transport, {})
    expect(transport.state()).toBe('DOWN')
  })
})
