import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { gunzipSync } from 'node:zlib'
import { request as httpRequest } from 'node:http'
import { serve, type RunningSystem } from '../../../simulators/kit/serve.js'
import type { SimulatedSystem } from '../../../simulators/kit/system.js'

const record = { id: 'N-1', surname: 'Prys', nested: [{ surname: 'Price' }], note: 'x'.repeat(200) }
const system: SimulatedSystem = {
  id: 'police-test',
  latency: { p50: 10, p99: 100 },
  handle: request =>
    request.path === '/oauth2/token'
      ? { status: 200, body: { access_token: 'T' } }
      : { status: 200, body: { ...record, id: request.fault === 'wrong-child' ? 'N-2' : 'N-1', echo: request.body } },
}
const text = JSON.stringify({ ...record, echo: '' })

/** The raw bytes of an answer, however it ended. */
const raw = (
  url: string,
  waitMs = 400,
): Promise<{ status: number; headers: NodeJS.Dict<unknown>; body: Buffer; end: string }> =>
  new Promise(resolve => {
    const got: Buffer[] = []
    let status = 0
    let headers: NodeJS.Dict<unknown> = {}
    const finish = (end: string): void => {
      resolve({ status, headers, body: Buffer.concat(got), end })
      outbound.destroy()
    }
    const outbound = httpRequest(url, { agent: false }, answer => {
      status = answer.statusCode ?? 0
      headers = answer.headers
      answer.on('data', (piece: Buffer) => got.push(piece))
      answer.on('end', () => finish('end'))
      answer.on('error', () => finish('broken'))
    })
    outbound.on('error', () => finish('broken'))
    outbound.setTimeout(waitMs, () => finish('silent'))
    outbound.end()
  })

describe('a served system', () => {
  let running: RunningSystem
  beforeEach(async () => {
    running = await serve(system, { latencyScale: 0, now: () => new Date('2026-03-02T08:00:00Z'), random: () => 0.5 })
  })
  afterEach(() => running.close())
  const url = (): string => `${running.url}/persons/N-1?include=a`

  it('answers JSON with its length', async () => {
    const answer = await raw(url())
    expect(answer.status).toBe(200)
    expect(answer.body.toString()).toBe(text)
    expect(answer.headers['content-length']).toBe(String(text.length))
  })

  it('records calls without their secrets', async () => {
    await fetch(url(), { headers: { authorization: 'Bearer S', 'x-api-key': 'K', 'x-purpose-code': 'LOCATE_CHILD' } })
    const [call] = running.calls()
    expect(call).toMatchObject({
      method: 'GET',
      path: '/persons/N-1',
      query: 'include=a',
      at: '2026-03-02T08:00:00.000Z',
    })
    expect(call?.headers['x-purpose-code']).toBe('LOCATE_CHILD')
    expect(JSON.stringify(call)).not.toMatch(/Bearer|"K"/)
    running.resetCalls()
    expect(running.calls()).toHaveLength(0)
  })

  it('keeps JSON bodies and no form bodies in its record of calls', async () => {
    await fetch(url(), { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"q"}' })
    await fetch(url(), { method: 'POST', body: new URLSearchParams({ client_secret: 'S' }) })
    expect(running.calls().map(call => call.body)).toEqual(['{"query":"q"}', ''])
  })

  it('hangs', async () => {
    running.setFault({ kind: 'hang' })
    expect(await raw(url(), 100)).toMatchObject({ status: 0, end: 'silent' })
  })

  it('hangs in the middle of a body', async () => {
    running.setFault({ kind: 'hang-body' })
    const answer = await raw(url(), 100)
    expect(answer).toMatchObject({ status: 200, end: 'silent' })
    expect(answer.body.length).toBe(Math.floor(text.length / 2))
  })

  it.each([0, 1, 100, 100_000])('cuts the body at byte %i while its length says more', async at => {
    running.setFault({ kind: 'cut', at })
    const answer = await raw(url())
    expect(answer.end).toBe('broken')
    expect(answer.headers['content-length']).toBe(String(text.length))
    expect(answer.body.toString()).toBe(text.slice(0, Math.min(at, text.length - 1)))
  })

  it('drips a byte at a time', async () => {
    running.setFault({ kind: 'drip', msPerByte: 0 })
    const answer = await raw(url(), 5_000)
    expect(answer.headers['transfer-encoding']).toBe('chunked')
    expect(answer.body.toString()).toBe(text)
  })

  it('answers a status, asks to wait, and can do so in HTML', async () => {
    running.setFault({ kind: 'status', status: 429, retryAfter: 7 })
    expect(await raw(url())).toMatchObject({ status: 429, headers: { 'retry-after': '7' } })
    running.setFault({ kind: 'status', status: 503, html: true })
    expect((await raw(url())).headers['content-type']).toMatch(/html/)
  })

  it('answers 200 with a web page', async () => {
    running.setFault({ kind: 'html' })
    const answer = await raw(url())
    expect(answer.status).toBe(200)
    expect(answer.body.toString()).toMatch(/^<!doctype html>/)
  })

  it('redirects', async () => {
    running.setFault({ kind: 'redirect', to: 'http://127.0.0.1:9/' })
    expect(await raw(url())).toMatchObject({ status: 302, headers: { location: 'http://127.0.0.1:9/' } })
  })

  it('sends more than is reasonable', async () => {
    running.setFault({ kind: 'oversize', bytes: 3_000_000 })
    const answer = await raw(url(), 5_000)
    expect(answer.body.length).toBe(3_000_000 + '{"padding":""}'.length)
    expect(answer.headers['content-length']).toBeUndefined()
  })

  it('renames a field everywhere', async () => {
    running.setFault({ kind: 'drift', from: 'surname', to: 'lastName' })
    const answer = await raw(url())
    expect(JSON.parse(answer.body.toString())).toMatchObject({ lastName: 'Prys', nested: [{ lastName: 'Price' }] })
    expect(answer.body.toString()).not.toContain('surname')
  })

  it('compresses unasked', async () => {
    running.setFault({ kind: 'gzip' })
    const answer = await raw(url())
    expect(answer.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(answer.body).toString()).toBe(text)
  })

  it('refuses new connections and ends those that stand, and takes them again afterwards', async () => {
    await fetch(url())
    running.setFault({ kind: 'refuse' })
    await expect(fetch(url())).rejects.toThrow()
    running.setFault(null)
    expect((await fetch(url())).status).toBe(200)
  })

  it('tells the system to answer for another child', async () => {
    running.setFault({ kind: 'wrong-child' })
    expect(await (await fetch(url())).json()).toMatchObject({ id: 'N-2' })
  })

  it('leaves sign-in alone unless told', async () => {
    running.setFault({ kind: 'status', status: 500 })
    expect((await fetch(`${running.url}/oauth2/token`)).status).toBe(200)
    running.setFault({ kind: 'status', status: 500, tokens: true })
    expect((await fetch(`${running.url}/oauth2/token`)).status).toBe(500)
  })

  it('limits a fault to a path, to later calls, and to so many', async () => {
    running.setFault({ kind: 'status', status: 500, path: '/persons', skip: 1, times: 1 })
    const statuses = []
    for (const path of ['/other', '/persons/1', '/persons/2', '/other', '/persons/3'])
      statuses.push((await fetch(running.url + path)).status)
    expect(statuses).toEqual([200, 200, 500, 200, 200])
  })

  it('waits the fixed latency', async () => {
    const slow = await serve(system, { latencyScale: 1, fixedLatencyMs: 60, now: () => new Date(), random: () => 0 })
    const from = performance.now()
    await fetch(slow.url)
    expect(performance.now() - from).toBeGreaterThanOrEqual(58)
    await slow.close()
  })
})
