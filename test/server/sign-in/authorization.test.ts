import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { connect } from 'node:net'
import { bareGateway } from '../../support/bare-gateway.js'
import type { BareGateway } from '../../support/bare-gateway.js'

let gateway: BareGateway
beforeAll(async () => {
  gateway = await bareGateway()
})
afterAll(() => gateway.close())

/** The whole answer to a request with these lines in its head, over a socket of its own: clients join or drop such lines. */
const answerTo = (...lines: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const body = '{"query":"{ __typename }"}'
    const { port } = new URL(gateway.url)
    const socket = connect(Number(port), '127.0.0.1')
    let answer = ''
    socket.setEncoding('utf8').on('data', text => (answer += String(text)))
    socket.on('end', () => resolve(answer)).on('error', reject)
    const head = ['POST /graphql HTTP/1.1', 'Host: 127.0.0.1', 'Connection: close', 'Content-Type: application/json']
    socket.write([...head, `Content-Length: ${body.length}`, ...lines, '', body].join('\r\n'))
  })

describe('the Authorization header of a request', () => {
  it('is taken where there is one', async () => {
    expect(await answerTo('Authorization: Bearer somebody')).toMatch(/^HTTP\/1\.1 200 /)
  })

  it.each([
    ['two persons', ['Authorization: Bearer somebody', 'Authorization: Bearer another']],
    ['the same person', ['Authorization: Bearer somebody', 'Authorization: Bearer somebody']],
    ['other letters', ['Authorization: Bearer somebody', 'aUTHORIZATION: Bearer another']],
    ['nothing in the second', ['Authorization: Bearer somebody', 'Authorization:']],
    ['nothing in the first', ['Authorization:', 'Authorization: Bearer somebody']],
  ])('is refused where there are two: %s', async (_, lines) => {
    const answer = await answerTo(...lines)
    expect(answer).toMatch(/^HTTP\/1\.1 401 /)
    expect(answer).toContain('UNAUTHENTICATED')
  })
})
