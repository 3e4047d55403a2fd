import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createClock } from '../../../simulators/kit/clock.js'
import { serveControl } from '../../../simulators/kit/control.js'
import { serve, type RunningSystem } from '../../../simulators/kit/serve.js'

describe('the control server', () => {
  const clock = createClock(new Date('2026-03-02T08:00:00Z'))
  let system: RunningSystem
  let control: RunningSystem
  beforeEach(async () => {
    const handle = (): { status: number; body: object } => ({ status: 200, body: { ok: true } })
    system = await serve(
      { id: 'police-gwent', latency: { p50: 1, p99: 2 }, handle },
      { latencyScale: 0, now: clock.now, random: Math.random },
    )
    control = await serveControl({ systems: new Map([[system.id, system]]), clock })
  })
  afterEach(async () => {
    await Promise.all([system.close(), control.close()])
  })
  const ask = async (method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> => {
    const response = await fetch(control.url + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }

  it('lists what runs', async () => {
    expect(await ask('GET', '/systems')).toEqual({
      status: 200,
      body: { systems: [{ id: 'police-gwent', url: system.url, fault: null, calls: 0 }] },
    })
  })

  it('sets and clears a fault', async () => {
    const fault = { kind: 'status', status: 503, retryAfter: 5, path: '/persons' }
    expect(await ask('PUT', '/systems/police-gwent/fault', fault)).toMatchObject({ status: 200, body: { fault } })
    expect((await fetch(`${system.url}/persons/1`)).status).toBe(503)
    await ask('DELETE', '/systems/police-gwent/fault')
    expect((await fetch(`${system.url}/persons/1`)).status).toBe(200)
  })

  it.each([
    { kind: 'explode' },
    { kind: 'status' },
    { kind: 'status', status: 503, onlyPath: '/persons' },
    { kind: 'cut', at: -1 },
    'hang',
  ])('refuses the fault %j and leaves the one that stands', async fault => {
    system.setFault({ kind: 'hang' })
    expect((await ask('PUT', '/systems/police-gwent/fault', fault)).status).toBe(400)
    expect(system.fault()).toEqual({ kind: 'hang' })
  })

  it('shows and forgets calls', async () => {
    await fetch(`${system.url}/persons/1`)
    expect(await ask('GET', '/systems/police-gwent/calls')).toMatchObject({ body: { calls: [{ path: '/persons/1' }] } })
    expect(await ask('DELETE', '/systems/police-gwent/calls')).toMatchObject({ body: { calls: 0 } })
  })

  it('tells and moves the clock', async () => {
    await ask('PUT', '/clock', { now: '2026-03-03T02:10:00Z' })
    expect(clock.now().toISOString()).toMatch(/^2026-03-03T02:1/)
    expect((await ask('PUT', '/clock', { now: 'soon' })).status).toBe(400)
  })

  it('knows no other system', async () => {
    expect((await ask('DELETE', '/systems/other/fault')).status).toBe(404)
  })
})
