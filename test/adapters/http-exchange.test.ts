// The two clients, sign-in's and the reads', before servers that mean harm: the same rules for both.
import { afterEach, describe, expect, it } from '@jest/globals'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { createAgent, exchange } from '../../src/adapters/http-exchange.js'
import type { Exchange } from '../../src/adapters/http-exchange.js'
import { createPool, read } from '../../src/adapters/http-read.js'
import { SourceFault } from '../../src/adapters/transport.js'
import { answerOf, endAll, nobody, rawly, serving } from './hostile.js'

const MOST = 10_000
const SECRET = '9990000018'
type Ask = Omit<Exchange, 'agent'>
const clients = [
  { name: 'sign-in', client: (ask: Ask) => exchange({ ...ask, agent: createAgent(ask.url, 2) }) },
  { name: 'reads', client: (ask: Ask) => read({ ...ask, pool: createPool(ask.url, 2) }) },
]

afterEach(endAll)

describe.each(clients)('the client of $name', ({ client }) => {
  function ask(origin: string, rest: Partial<Ask> = {}): ReturnType<typeof client> {
    const url = new URL(`${origin}/Patient/${SECRET}?nhs=${SECRET}`)
    return client({
      url,
      method: 'GET',
      headers: { authorization: `Bearer ${SECRET}` },
      accept: ['application/json'],
      maxBodyBytes: MOST,
      signal: AbortSignal.timeout(1_000),
      ...rest,
    })
  }

  async function faultOf(work: Promise<unknown>): Promise<SourceFault> {
    const error: unknown = await work.then(
      value => new Error(`answered ${JSON.stringify(value)}`),
      (thrown: unknown) => thrown,
    )
    if (!(error instanceof SourceFault)) throw error
    return error
  }

  const json = { 'content-type': 'application/json' }

  it('gives status, headers in lower case, and the body parsed', async () => {
    const { url } = await rawly(answerOf('{"a":[1]}', 'X-Some: Thing\r\n'))
    const { status, headers, body } = await ask(url)
    expect([status, headers['x-some'], body]).toEqual([200, 'Thing', { a: [1] }])
  })

  it('gives null for an empty body', async () => {
    const { url } = await rawly(answerOf('', '', '404 Not Found'))
    expect(await ask(url)).toMatchObject({ status: 404, body: null })
  })

  for (const status of [301, 302, 303, 307, 308])
    it(`follows no redirect ${status}, and takes no credentials elsewhere`, async () => {
      const elsewhere = await serving((_request, response) => response.end('{}'))
      const { url } = await serving((_request, response) =>
        response.writeHead(status, { location: `${elsewhere.url}/x` }).end(),
      )
      expect((await faultOf(ask(url))).reason).toBe('MALFORMED')
      expect(elsewhere.asked).toEqual([])
    })

  for (const encoding of ['gzip', 'br', 'deflate', 'x-odd'])
    it(`refuses a body encoded as ${encoding}`, async () => {
      const { url } = await serving((_request, response) =>
        response.writeHead(200, { ...json, 'content-encoding': encoding }).end(gzipSync('{"a":1}')),
      )
      expect((await faultOf(ask(url))).reason).toBe('MALFORMED')
    })

  it('asks for a body that is not compressed', async () => {
    const { url, requests } = await serving((_request, response) => response.writeHead(200, json).end('{}'))
    await ask(url)
    expect(requests[0]?.headers['accept-encoding']).toBe('identity')
  })

  it('refuses a body that is declared too large', async () => {
    const { url } = await rawly(answerOf(JSON.stringify('x'.repeat(MOST))))
    expect((await faultOf(ask(url))).reason).toBe('MALFORMED')
  })

  it('refuses a body that grows too large, without reading it to the end', async () => {
    let sent = 0
    const { url } = await serving((_request, response) => {
      response.writeHead(200, json)
      response.write('"')
      const timer = setInterval(() => {
        sent += 1
        response.write('x'.repeat(1_000))
      }, 1)
      response.on('close', () => clearInterval(timer))
    })
    expect((await faultOf(ask(url))).reason).toBe('MALFORMED')
    expect(sent).toBeLessThan(200)
  })

  it('takes a body of exactly the size allowed', async () => {
    const { url } = await rawly(answerOf(JSON.stringify('x'.repeat(MOST - 2))))
    expect((await ask(url)).body).toHaveLength(MOST - 2)
  })

  it('ends a slow drip by its signal', async () => {
    const { url } = await serving((_request, response) => {
      response.writeHead(200, json)
      const timer = setInterval(() => response.write(' '), 10)
      response.on('close', () => clearInterval(timer))
    })
    expect((await faultOf(ask(url, { signal: AbortSignal.timeout(150) }))).reason).toBe('TIMED_OUT')
  })

  it('ends by its signal where nothing comes at all', async () => {
    const { url } = await serving(() => undefined)
    expect((await faultOf(ask(url, { signal: AbortSignal.timeout(100) }))).reason).toBe('TIMED_OUT')
  })

  it('asks nobody where its signal is over already', async () => {
    const { url, asked } = await serving((_request, response) => response.end('{}'))
    expect((await faultOf(ask(url, { signal: AbortSignal.abort() }))).reason).toBe('TIMED_OUT')
    expect(asked).toEqual([])
  })

  it('says UNREACHABLE where nobody listens', async () => {
    expect((await faultOf(ask(await nobody()))).reason).toBe('UNREACHABLE')
  })

  it('says UNREACHABLE where the connection is broken off before a word', async () => {
    const { url } = await rawly('', 'reset')
    expect((await faultOf(ask(url))).reason).toBe('UNREACHABLE')
  })

  const broken: readonly [string, string][] = [
    ['shorter than its length', answerOf('{"a":1}').replace('content-length: 7', 'content-length: 70')],
    ['longer than its length', answerOf('{"a":1}').replace('content-length: 7', 'content-length: 5')],
    ['chunked and without its end', 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n7\r\n{"a":1}\r\n'],
    ['ended by nothing but the connection', 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{"a":1}'],
    ['no JSON', answerOf('{"a":')],
    ['JSON that would reach every object', answerOf('{"__proto__":{"isAdmin":true}}')],
    ['JSON that hides it deeper', answerOf('{"a":[{"b":{"__proto__":{}}}]}')],
    ['JSON that would reach it by the constructor', answerOf('{"constructor":{"prototype":{"a":1}}}')],
    ['of another media type', answerOf('{"a":1}').replace('application/json', 'text/html')],
    ['of no media type', answerOf('{"a":1}').replace('content-type: application/json\r\n', '')],
  ] // prettier-ignore
  it.each(broken)('says MALFORMED of a body %s', async (_what, text) => {
    const { url } = await rawly(text)
    expect((await faultOf(ask(url))).reason).toBe('MALFORMED')
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  })

  it('reads no error page, and keeps its status', async () => {
    const { url } = await rawly(answerOf('<h1>Sorry</h1>', '', '503 Busy').replace('application/json', 'text/html'))
    expect(await ask(url)).toMatchObject({ status: 503, body: null })
  })

  const nonsense: readonly [string, string][] = [
    ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['two lengths', `HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 7\r\n\r\n{}`],
    ['a length and chunks at once', `HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}`],
    ['headers without end', `HTTP/1.1 200 OK\r\nx-long: ${'x'.repeat(100_000)}\r\n\r\n`],
  ]
  it.each(nonsense)('does not take for an answer: %s', async (_what, text) => {
    const { url } = await rawly(text)
    expect(['UNREACHABLE', 'MALFORMED']).toContain((await faultOf(ask(url))).reason)
  })

  it('tells nothing of the address, the credentials or the body in any error', async () => {
    const leaky = [
      await rawly(answerOf(`{"nhs": ${SECRET}`)),
      await rawly(answerOf(`{"nhs":"${SECRET}"}`).replace('application/json', 'text/html')),
      await rawly('', 'reset'),
      { url: await nobody() },
      await serving((_request, response) => response.writeHead(302, { location: `/x/${SECRET}` }).end()),
      await serving(() => undefined),
    ]
    for (const { url } of leaky) {
      const fault = await faultOf(ask(url, { signal: AbortSignal.timeout(200) }))
      expect(inspect(fault, { depth: 9, showHidden: true })).not.toMatch(
        new RegExp(`${SECRET}|127\\.0\\.0\\.1|Patient`),
      )
    }
  })

  it('leaves nothing of a call on the signal that outlives it', async () => {
    const { url } = await rawly(answerOf('{}'))
    const outer = new AbortController()
    let listening = 0
    const add = outer.signal.addEventListener.bind(outer.signal)
    const remove = outer.signal.removeEventListener.bind(outer.signal)
    outer.signal.addEventListener = (...given: Parameters<typeof add>) => {
      listening += 1
      add(...given)
    }
    outer.signal.removeEventListener = (...given: Parameters<typeof remove>) => {
      listening -= 1
      remove(...given)
    }
    await ask(url, { signal: outer.signal })
    await new Promise(resolve => setImmediate(resolve))
    expect(listening).toBeLessThanOrEqual(0)
  })
})

describe('the client of reads', () => {
  it('does not wait for a server that offers to speak another protocol', async () => {
    const { url } = await rawly(
      'HTTP/1.1 101 Switching Protocols\r\nupgrade: odd\r\nconnection: upgrade\r\n\r\n',
      'keep',
    )
    const signal = AbortSignal.timeout(1_000)
    const answer = read({ url: new URL(url), method: 'GET', headers: {}, accept: ['application/json'], maxBodyBytes: 10, signal, pool: createPool(new URL(url), 1) }) // prettier-ignore
    await expect(answer).rejects.toMatchObject({ reason: 'UNREACHABLE' })
  })

  it('uses its connections again', async () => {
    const ports = new Set<number | undefined>()
    const { url } = await serving((request, response) => {
      ports.add(request.socket.remotePort)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
    const pool = createPool(new URL(url), 4)
    for (let call = 0; call < 5; call += 1)
      await read({ url: new URL(url), method: 'GET', headers: {}, accept: ['application/json'], maxBodyBytes: 10, signal: new AbortController().signal, pool }) // prettier-ignore
    expect(ports.size).toBeLessThanOrEqual(2)
  })
})
