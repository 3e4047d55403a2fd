// Servers that do what no server should, on a real socket: for tests of what the gateway lets them do to it.
import { createServer as createHttp } from 'node:http'
import type { IncomingMessage, RequestListener, Server as HttpServer } from 'node:http'
import { createServer as createTcp } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'

export interface Hostile {
  /** `http://127.0.0.1:41234`, no trailing slash. */
  readonly url: string
  /** What it was asked, in order: `GET /path`. */
  readonly asked: string[]
  readonly requests: IncomingMessage[]
}

const running: (() => Promise<void>)[] = []

/** For afterEach: ends every server and its connections. */
export async function endAll(): Promise<void> {
  await Promise.all(running.splice(0).map(end => end()))
}

async function listen(server: Server | HttpServer): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
}

/** Answers each request as told. */
export async function serving(answer: RequestListener): Promise<Hostile> {
  const asked: string[] = []
  const requests: IncomingMessage[] = []
  const server = createHttp((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`)
    requests.push(request)
    answer(request, response)
  })
  running.push(async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  })
  return { url: await listen(server), asked, requests }
}

/** Writes exactly this to whoever connects, and ends the connection where told. */
export async function rawly(text: string | Buffer, then: 'end' | 'reset' | 'keep' = 'end'): Promise<Hostile> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const server = createTcp(socket => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('data', data => {
      asked.push(data.toString().split(' HTTP')[0] ?? '')
      socket.write(text, () => {
        if (then === 'end') socket.end()
        if (then === 'reset') setTimeout(() => socket.resetAndDestroy(), 20)
      })
    })
  })
  running.push(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise(resolve => server.close(resolve))
  })
  return { url: await listen(server), asked, requests: [] }
}

/** An address nobody listens on. */
export async function nobody(): Promise<string> {
  const server = createTcp()
  const url = await listen(server)
  await new Promise(resolve => server.close(resolve))
  return url
}

/** A proper JSON answer, to be sent rawly. */
export function answerOf(body: string, headers = '', status = '200 OK'): string {
  return `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\n${headers}content-length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`
}
