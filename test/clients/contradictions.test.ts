// Answers that look like answers and cannot be true.
import { afterEach, describe, expect, it } from '@jest/globals'
import { MirafSummary, createClient, fixedToken } from '../../clients/typescript/src/index.js'
import type { Client } from '../../clients/typescript/src/index.js'
import { hostile, says } from './hostile.js'
import type { HostileServer } from './hostile.js'

let server: HostileServer
afterEach(() => server.close())

const PUPIL = { by: { upn: 'A123' }, purpose: 'SCHOOL_SUPPORT' } as const
const client = (): Client => createClient({ url: server.url, signIn: fixedToken('t'), wait: async () => undefined })

describe('an envelope that contradicts itself is not handed out:', () => {
  const blank = {
    source: null,
    reason: null,
    asOf: null,
    stale: false,
    missing: [],
    recordedOnly: [],
    withheld: [],
    contact: null,
  }
  const child = (hub: object): object => ({
    data: {
      child: {
        __typename: 'Child',
        id: '1',
        completeness: 'COMPLETE',
        calledBy: null,
        education: [],
        hub: [{ ...blank, ...hub }],
      },
    },
  })
  const summary = { mirafSummary: null }

  it.each<[string, object]>([
    ['a record that is withheld', { status: 'WITHHELD', complete: true, record: summary }],
    ['found without a record', { status: 'FOUND', complete: true, record: null }],
    [
      'complete, with something missing',
      { status: 'FOUND', complete: true, record: summary, missing: [{ part: 'a', reason: 'REFUSED' }] },
    ],
    ['a status nobody knows', { status: 'PROBABLY_FINE', complete: true, record: null }],
  ])('%s', async (_what, envelope) => {
    server = await hostile(says(child(envelope)))
    const call = await client().query(MirafSummary, PUPIL)
    expect(call).toEqual({
      is: 'UNREACHABLE',
      why: 'NOT_UNDERSTOOD',
      detail: 'The answer is not what MirafSummary asks for: data.child.hub[].status.',
    })
  })

  it('while a true one is', async () => {
    server = await hostile(says(child({ status: 'WITHHELD', complete: true, record: null })))
    expect(await client().query(MirafSummary, PUPIL)).toMatchObject({ is: 'ANSWERED' })
  })

  it('nor is a child of a type that was not asked for', async () => {
    server = await hostile(says({ data: { child: { __typename: 'Ghost' } } }))
    const call = await client().query(MirafSummary, PUPIL)
    expect(call).toMatchObject({ is: 'UNREACHABLE', detail: expect.stringMatching(/data\.child\.__typename\.$/) })
  })
})
