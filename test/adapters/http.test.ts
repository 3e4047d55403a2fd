// Where the transport goes, what it says there, and what it makes of an answer's status.
import { afterEach, describe, expect, it } from '@jest/globals'
import { inspect } from 'node:util'
import { endAll, serving } from './hostile.js'
import { SECRET, callOf, get, reply, transportTo, withTokens } from './transport.js'

afterEach(endAll)

describe('where a request may go', () => {
  it('is below the configured address, with its query', async () => {
    const server = await serving((_request, response) => reply(response, 200, {}))
    await transportTo(server.url).send(get('persons/N-1', { query: { a: 1, b: 'x y', c: undefined } }), callOf())
    expect(server.asked).toEqual(['GET /api/v1/persons/N-1?a=1&b=x+y'])
  })

  for (const path of [
    'http://127.0.0.1:9/x',
    '//127.0.0.1:9/x',
    'https://agency.example/x',
    'data:application/json,{}',
    'file:///etc/passwd',
  ])
    it(`is nowhere else: ${path}`, async () => {
      const server = await serving((_request, response) => reply(response, 200, {}))
      await expect(transportTo(server.url).send(get(path), callOf())).rejects.toMatchObject({ reason: 'MALFORMED' })
      expect(server.asked).toEqual([])
    })

  it('is not another server that a next link names: its credentials stay at home', async () => {
    const elsewhere = await serving((_request, response) => reply(response, 200, {}))
    const server = await serving((_request, response) =>
      reply(response, 200, { next: `${elsewhere.url}/api/v1/page/2` }),
    )
    const transport = transportTo(server.url)
    const { body } = await transport.send(get(), callOf())
    await expect(transport.send(get((body as { next: string }).next), callOf())).rejects.toMatchObject({
      reason: 'MALFORMED',
    })
    expect(elsewhere.asked).toEqual([])
  })

  it('is not where a redirect points, for the token endpoint either', async () => {
    const elsewhere = await serving((_request, response) => reply(response, 200, { access_token: 't', expires_in: 60 }))
    const server = await serving((_request, response) =>
      response.writeHead(307, { location: `${elsewhere.url}/x` }).end(),
    )
    await expect(transportTo(server.url).send(get(), callOf())).rejects.toMatchObject({ reason: 'MALFORMED' })
    await expect(transportTo(server.url, withTokens(server.url)).send(get(), callOf())).rejects.toMatchObject({ reason: 'MALFORMED' }) // prettier-ignore
    expect(elsewhere.asked).toEqual([])
  })
})

describe('what a request says', () => {
  it('carries the operation, the credentials and the headers of the adapter', async () => {
    const server = await serving((_request, response) => reply(response, 200, {}))
    await transportTo(server.url).send(get('x', { headers: { 'x-acting-officer': 'HUB01' } }), callOf())
    expect(server.requests[0]?.headers).toMatchObject({
      'x-correlation-id': 'operation-1',
      'x-acting-officer': 'HUB01',
      authorization: `Bearer ${SECRET}`,
    })
  })

  it('cannot be signed in by what an adapter sets', async () => {
    const server = await serving((_request, response) => reply(response, 200, {}))
    await transportTo(server.url).send(get('x', { headers: { authorization: 'Bearer another' } }), callOf())
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${SECRET}`)
  })

  for (const value of ['HUB01\r\nx-role: ADMIN', 'HUB01\nx', 'a\0b', 'Llŷr', '\u{1f600}'])
    it(`holds no header that could start another: ${JSON.stringify(value)}`, async () => {
      const server = await serving((_request, response) => reply(response, 200, {}))
      const request = get('x', { headers: { 'x-acting-officer': value } })
      await expect(transportTo(server.url).send(request, callOf())).rejects.toThrow('a character that headers may not')
      expect(server.asked).toEqual([])
    })

  it('sends JSON as such', async () => {
    let got = ''
    const server = await serving((request, response) => {
      request.on('data', piece => (got += String(piece)))
      request.on('end', () => reply(response, 200, {}))
    })
    await transportTo(server.url).send(get('graphql', { method: 'POST', json: { query: '{ ŷ }' } }), callOf())
    expect([got, server.requests[0]?.headers['content-type']]).toEqual(['{"query":"{ ŷ }"}', 'application/json'])
  })
})

describe('a status', () => {
  const reasons: readonly [number, string][] = [
    [401, 'REFUSED'],
    [403, 'REFUSED'],
    [408, 'TIMED_OUT'],
    [504, 'TIMED_OUT'],
    [429, 'RATE_LIMITED'],
    [404, 'SOURCE_ERROR'],
    [418, 'SOURCE_ERROR'],
    [500, 'SOURCE_ERROR'],
    [204, 'SOURCE_ERROR'],
  ]
  it.each(reasons)('%s is %s', async (status, reason) => {
    const server = await serving((_request, response) => response.writeHead(status).end())
    await expect(transportTo(server.url).send(get(), callOf())).rejects.toMatchObject({ reason, status })
  })

  it('that the adapter expects is its to read', async () => {
    const server = await serving((_request, response) => reply(response, 404, { code: 'NONE' }))
    const answer = await transportTo(server.url).send(get('x', { expect: [404] }), callOf())
    expect(answer).toMatchObject({ status: 404, body: { code: 'NONE' } })
  })
})

it('an error holds neither address, secret nor what the source wrote', async () => {
  const server = await serving((_request, response) => reply(response, 500, { error: 'Ffion Prys 9990000018' }))
  const error: unknown = await transportTo(server.url)
    .send(get('Patient/9990000018'), callOf())
    .catch((thrown: unknown) => thrown)
  expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/9990000018|Ffion|127\.0\.0\.1|battery/)
})
