// How often the transport asks and signs in, how long it waits, and how many calls it lets run.
import { afterEach, describe, expect, it } from '@jest/globals'
import type { RequestListener } from 'node:http'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { endAll, serving } from './hostile.js'
import type { Hostile } from './hostile.js'
import { callOf, get, reply, signingIn, transportTo, withTokens } from './transport.js'

afterEach(endAll)

describe('a token that is refused', () => {
  it('is renewed once, and the request made again with the new one', async () => {
    const server = await signingIn((request, response) =>
      reply(response, request.headers.authorization === 'Bearer token-2' ? 200 : 401, {}),
    )
    expect(await transportTo(server.url, withTokens(server.url)).send(get(), callOf())).toMatchObject({ status: 200 })
    expect([server.tokens(), server.asked.length]).toEqual([2, 4])
  })

  it('is renewed no oftener: a second 401 is REFUSED', async () => {
    const server = await signingIn((_request, response) => reply(response, 401, {}))
    await expect(transportTo(server.url, withTokens(server.url)).send(get(), callOf())).rejects.toMatchObject({ reason: 'REFUSED' }) // prettier-ignore
    expect([server.tokens(), server.asked.length]).toEqual([2, 4])
  })

  it('is renewed once for all the calls that it was refused to', async () => {
    const server = await signingIn((request, response) =>
      reply(response, request.headers.authorization === 'Bearer token-2' ? 200 : 401, {}),
    )
    const transport = transportTo(server.url, withTokens(server.url))
    await Promise.all(Array.from({ length: 6 }, () => transport.send(get(), callOf())))
    expect(server.tokens()).toBe(2)
  })
})

describe('trying once more', () => {
  const failing = (times: number): Promise<Hostile> => {
    let left = times
    return serving((_request, response) => {
      left -= 1
      reply(response, left >= 0 ? 503 : 200, {})
    })
  }

  it('brings the answer of a GET', async () => {
    const server = await failing(1)
    expect(await transportTo(server.url).send(get(), callOf())).toMatchObject({ status: 200 })
    expect(server.asked).toHaveLength(2)
  })

  it('is done once', async () => {
    const server = await failing(2)
    await expect(transportTo(server.url).send(get(), callOf())).rejects.toMatchObject({ reason: 'SOURCE_ERROR' })
    expect(server.asked).toHaveLength(2)
  })

  it('is not done with a POST', async () => {
    const server = await failing(1)
    const post = get('x', { method: 'POST', json: {} })
    await expect(transportTo(server.url).send(post, callOf())).rejects.toMatchObject({ reason: 'SOURCE_ERROR' })
    expect(server.asked).toHaveLength(1)
  })

  it('is done with a POST that changes nothing', async () => {
    const server = await failing(1)
    const post = get('x', { method: 'POST', json: {}, idempotent: true })
    expect(await transportTo(server.url).send(post, callOf())).toMatchObject({ status: 200 })
  })
})

describe('time', () => {
  const silent: RequestListener = () => undefined

  it('ends a call at the deadline of the operation, less what is kept for the answer', async () => {
    const server = await serving(silent)
    const started = performance.now()
    await expect(transportTo(server.url).send(get(), callOf({ deadline: started + 400 }))).rejects.toMatchObject({ reason: 'TIMED_OUT' }) // prettier-ignore
    expect(performance.now() - started).toBeLessThan(400)
  })

  it('ends a call at the source’s own limit, where that is sooner', async () => {
    const server = await serving(silent)
    const started = performance.now()
    await expect(transportTo(server.url, { timeoutMs: 150 }).send(get(), callOf())).rejects.toMatchObject({ reason: 'TIMED_OUT' }) // prettier-ignore
    expect(performance.now() - started).toBeLessThan(1_000)
  })

  it('does not begin what could not end in it', async () => {
    const server = await serving(silent)
    const call = callOf({ deadline: performance.now() + 120 })
    await expect(transportTo(server.url).send(get(), call)).rejects.toMatchObject({ reason: 'TIMED_OUT' })
    expect(server.asked).toEqual([])
  })

  it('is not used up by a token endpoint that hangs', async () => {
    const server = await serving(silent)
    const call = callOf({ deadline: performance.now() + 300 })
    await expect(transportTo(server.url, withTokens(server.url)).send(get(), call)).rejects.toMatchObject({ reason: 'TIMED_OUT' }) // prettier-ignore
    expect(performance.now()).toBeLessThan(call.deadline + 50)
  })

  it('ends a call whose caller has gone away, at the source too', async () => {
    let ended = false
    const server = await serving((_request, response) => response.on('close', () => (ended = true)))
    const gone = new AbortController()
    const call = transportTo(server.url).send(get(), callOf({ signal: gone.signal }))
    setTimeout(() => gone.abort(), 50)
    await expect(call).rejects.toMatchObject({ reason: 'TIMED_OUT' })
    for (let tries = 0; tries < 40 && !ended; tries += 1) await sleep(50)
    expect(ended).toBe(true)
  })
})

describe('limits', () => {
  it('keep calls in flight to what the source can take, and the rest waiting', async () => {
    let open = 0
    let most = 0
    const server = await serving((_request, response) => {
      open += 1
      most = Math.max(most, open)
      setTimeout(() => {
        open -= 1
        reply(response, 200, {})
      }, 20)
    })
    const transport = transportTo(server.url, { concurrency: 3 })
    await Promise.all(Array.from({ length: 12 }, () => transport.send(get(), callOf())))
    expect(most).toBe(3)
  })

  it('turn away what would wait too long a line: LOCAL_LIMIT', async () => {
    const server = await serving(() => undefined)
    const transport = transportTo(server.url, { concurrency: 1, queue: 2, timeoutMs: 300 })
    const calls = Array.from({ length: 4 }, () =>
      transport.send(get(), callOf()).catch((error: { reason?: string }) => error.reason),
    )
    expect(await calls[3]).toBe('LOCAL_LIMIT')
    expect(await Promise.all(calls.slice(0, 3))).toEqual(['TIMED_OUT', 'TIMED_OUT', 'TIMED_OUT'])
  })

  it('tell how the source has been answering', async () => {
    const server = await serving((_request, response) => reply(response, 500, {}))
    const transport = transportTo(server.url)
    expect(transport.state()).toBe('NOT_ASKED')
    for (let call = 0; call < 5; call += 1) await transport.send(get(), callOf()).catch(() => undefined)
    expect(transport.state()).toBe('DOWN')
  })
})
