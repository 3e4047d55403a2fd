import { afterEach, describe, expect, it } from '@jest/globals'
import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openSignIn } from '../../../src/server/sign-in/open.js'
import type { Caller } from '../../../src/types/caller.js'
import { NOW, applications, care, token } from './tokens-kit.js'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** Sign-in with a provider whose key document is served like this. */
async function signInWith(listener: RequestListener): Promise<(bearer: string) => Promise<Caller>> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const issuers = [{ ...care.row, jwks: `http://127.0.0.1:${port}/jwks` }]
  const signIn = openSignIn({ issuers, applications, now: () => NOW })
  return bearer => signIn(`Bearer ${bearer}`)
}

const document = JSON.stringify({ keys: [{ ...care.publicKey.export({ format: 'jwk' }), kid: care.kid, use: 'sig' }] })
const UNAVAILABLE = { code: 'IDP_UNAVAILABLE' }

describe('sign-in over HTTP', () => {
  it.each(['application/json', 'application/jwk-set+json; charset=utf-8'])('reads the keys as %s', async type => {
    const signIn = await signInWith((_request, response) => response.setHeader('content-type', type).end(document))
    expect((await signIn(token(care))).person?.role).toBe('SOCIAL_WORKER')
  })

  it.each<[string, RequestListener]>([
    ['answers with an error', (_request, response) => response.writeHead(500).end()],
    [
      'answers with a page',
      (_request, response) => response.setHeader('content-type', 'text/html').end('<html></html>'),
    ],
    [
      'sends to another place',
      (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    ],
    [
      'breaks off',
      (_request, response) =>
        response
          .writeHead(200, { 'content-type': 'application/json', 'content-length': '9999' })
          .write(document, () => response.destroy()),
    ],
    [
      'sends more than 64 kB',
      (_request, response) =>
        response
          .setHeader('content-type', 'application/json')
          .end(`${document.slice(0, -1)},"x":"${'x'.repeat(70_000)}"}`),
    ],
    ['hangs up', request => request.socket.destroy()],
  ])('says that the provider cannot be reached where it %s', async (_, listener) => {
    const signIn = await signInWith(listener)
    await expect(signIn(token(care))).rejects.toMatchObject(UNAVAILABLE)
  })

  it('asks for nothing at all where the token names no issuer of the settings', async () => {
    let requests = 0
    const signIn = await signInWith((_request, response) => {
      requests += 1
      response.end()
    })
    await expect(signIn(token(care, { iss: 'https://another.example' }))).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    })
    expect(requests).toBe(0)
  })

  it('sends no part of a token to the provider', async () => {
    const heard: string[] = []
    const signIn = await signInWith((request, response) => {
      heard.push(`${request.url ?? ''} ${JSON.stringify(request.headers)}`)
      response.setHeader('content-type', 'application/json').end(document)
    })
    const good = token(care)
    await signIn(good)
    expect(heard).toHaveLength(1)
    for (const part of good.split('.')) expect(heard.join()).not.toContain(part)
  })
})
