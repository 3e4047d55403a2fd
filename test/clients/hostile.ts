// Servers that do not keep to what was agreed, each for one test.
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Request {
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface HostileServer {
  readonly url: string
  /** What came, in order. */
  readonly requests: readonly Request[]
  close(): Promise<void>
}

/** Answers the nth request as told, and the rest like the last of them. */
export async function hostile(
  ...answers: ((response: ServerResponse, request: Request) => void)[]
): Promise<HostileServer> {
  const requests: Request[] = []
  const server = createServer((incoming, response) => {
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('end', () => {
      const request = { headers: incoming.headers, body: Buffer.concat(parts).toString('utf8') }
      requests.push(request)
      answers[Math.min(requests.length, answers.length) - 1]?.(response, request)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    requests,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A plain answer. */
export const says =
  (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }

/** A refusal, as the gateway words one. */
export const refuses = (code: string, status: number, extensions: object = {}, headers = {}) =>
  says({ errors: [{ message: 'No.', extensions: { code, ...extensions } }] }, status, headers)
