import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import Fastify from 'fastify'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { EXPLORER_FILES, explorerFile } from '../../../src/server/explorer/files.js'
import { addExplorer } from '../../../src/server/explorer/routes.js'
import { gwent } from '../../policies/protocol/support.js'
import type { Caller } from '../../../src/types/caller.js'

const PERSONA = { id: 'school-lead', name: 'A Lead', role: 'SCHOOL_LEAD', agency: 'EDUCATION', organisation: 'A1' }
const entry = { ...PERSONA, token: 'a.b.c', through: null }
const lead: Caller = {
  issuer: 'https://issuer.invalid',
  subject: 'x',
  application: { id: 'hafan-explorer', actsForPersons: true, ceiling: 'ALL' },
  person: {
    ...PERSONA,
    agency: 'EDUCATION',
    staffRef: 'x',
    posts: [],
    secondedFrom: null,
    vetting: null,
    clearance: [],
  },
}

let server: FastifyInstance
beforeAll(async () => {
  server = Fastify()
  await addExplorer(server, {
    protocol: () => gwent(),
    signIn: authorization =>
      authorization === 'Bearer a.b.c'
        ? Promise.resolve(lead)
        : Promise.reject(Object.assign(new Error('no'), { statusCode: 401 })),
    personas: () => Promise.resolve([entry]),
    examples: [],
  })
})
afterAll(() => server.close())

const get = async (
  url: string,
  more: Partial<InjectOptions> = {},
): Promise<{ status: number; text: string; policy: string }> => {
  const answer = await server.inject({ url, ...more, headers: { host: '127.0.0.1:4000', ...more.headers } })
  return { status: answer.statusCode, text: answer.body, policy: String(answer.headers['content-security-policy']) }
}

describe('the reference', () => {
  it('is served beside the explorer, with its style and without a script', async () => {
    const { status, text, policy } = await get('/reference/police')
    expect([status, policy]).toEqual([200, expect.stringContaining("default-src 'none'")])
    expect(text).toContain('PoliceRecord')
    expect(text).not.toContain('<script')
    for (const address of ['/reference/', '/reference/page.css']) expect((await get(address)).status).toBe(200)
    expect((await get('/reference/nothing')).status).toBe(404)
  })

  it('answers only on this computer', async () => {
    expect((await get('/reference/', { headers: { host: 'elsewhere.example' } })).status).toBe(403)
  })
})

describe('the explorer', () => {
  it('serves every file of its page itself', async () => {
    for (const file of EXPLORER_FILES) expect([file, (await get(file)).status]).toEqual([file, 200])
  })

  it('lets no script run that does not come from it, and its page has none inside', async () => {
    const { text, policy } = await get('/explorer/')
    expect(policy).toMatch(/default-src 'none'; script-src 'self';/)
    expect(policy).not.toMatch(/unsafe-eval|https?:/)
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=|https?:\/\//)
    const named = [...text.matchAll(/(?:src|href)="([\w.-]+)"/g)].map(([, name]) => `/explorer/${name ?? ''}`)
    expect(EXPLORER_FILES).toEqual(expect.arrayContaining(named))
  })

  it('hands out who can sign in, with their tokens', async () => {
    expect(JSON.parse((await get('/explorer/personas')).text)).toEqual({ personas: [entry] })
  })

  it('hands a schema only to who is signed in, and theirs', async () => {
    expect((await get('/explorer/schema')).status).toBe(401)
    const { text } = await get('/explorer/schema', { headers: { authorization: 'Bearer a.b.c' } })
    expect(text).toContain('"EducationRecord"')
    expect(text).not.toContain('"PoliceRecord"')
  })

  it('serves no file beside its own', async () => {
    await expect(explorerFile('/explorer/../../package.json')).rejects.toThrow('the explorer has no')
    expect((await get('/explorer/%2e%2e/package.json')).status).toBe(404)
  })
})

describe('tokens are not handed', () => {
  it('to another computer', async () => {
    expect((await get('/explorer/personas', { remoteAddress: '192.0.2.7' })).status).toBe(403)
  })

  it('under a name that is somebody else’s, which may have been pointed here', async () => {
    expect((await get('/explorer/personas', { headers: { host: 'attacker.example:4000' } })).status).toBe(403)
    expect((await get('/explorer/personas', { headers: { host: '127.0.0.1.attacker.example' } })).status).toBe(403)
  })

  it.each(['cross-site', 'same-site'])('to the page of another site (%s)', async site => {
    const headers = { 'sec-fetch-site': site, 'sec-fetch-mode': 'cors' }
    expect((await get('/explorer/personas', { headers })).status).toBe(403)
  })

  it('but a link on another page may open the explorer', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
    expect((await get('/explorer/', { headers })).status).toBe(200)
  })
})
