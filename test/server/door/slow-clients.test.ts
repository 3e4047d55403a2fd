// Clients who hold a connection are sent away, by the real clock: the limits are Node's own to keep.
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { bareGateway } from '../../support/bare-gateway.js'
import type { BareGateway } from '../../support/bare-gateway.js'

jest.setTimeout(60_000)

let gateway: BareGateway
beforeAll(async () => {
  gateway = await bareGateway()
})
afterAll(() => gateway.close())

/** Everything the gateway says on one connection until it ends it. `drip` is then sent again each half second. */
function heldBy(first: string, drip: string | null = null): Promise<string> {
  const { hostname, port } = new URL(gateway.url)
  const socket = connect(Number(port), hostname)
  let said = ''
  return new Promise(resolve => {
    const timer = drip === null ? null : setInterval(() => socket.write(drip), 500)
    // Whoever writes on while the other side hangs up is told so: that is what is waited for.
    socket.on('error', () => undefined)
    socket.on('data', piece => (said += piece.toString()))
    socket.on('close', () => {
      if (timer !== null) clearInterval(timer)
      resolve(said)
    })
    socket.write(first)
  })
}

const HEADERS = 'host: x\r\nauthorization: Bearer slow\r\ncontent-type: application/json\r\n'

const SLOW: readonly (readonly [string, string, string | null])[] = [
  ['headers that go on and on', `POST /graphql HTTP/1.1\r\n${HEADERS}`, 'x-more: y\r\n'],
  ['a body a letter at a time', `POST /graphql HTTP/1.1\r\n${HEADERS}content-length: 1000\r\n\r\n{`, ' '],
  ['nothing after the first line', 'POST /graphql HTTP/1.1\r\n', null],
]

it('clients who send slowly are hung up on, unanswered', async () => {
  const said = await Promise.all(SLOW.map(async ([name, first, drip]) => [name, await heldBy(first, drip)] as const))
  for (const [name, text] of said) expect([name, text]).toEqual([name, expect.stringMatching(/^(HTTP\/1\.1 408 |$)/)])
})

it('a connection has so many requests, and is then closed', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ports: (number | undefined)[] = []
  for (let nth = 0; nth < 1_001; nth += 1) {
    const request = get(new URL('/health/live', gateway.url), { agent })
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    ports.push(response.socket.localPort)
    await once(response.resume(), 'end')
  }
  agent.destroy()
  expect(new Set(ports.slice(0, 1_000)).size).toBe(1)
  expect(ports[1_000]).not.toBe(ports[0])
})
