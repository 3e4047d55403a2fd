// The console behind https: what its cookies are called then, and whose it believes.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { pages, publicPages } from '../../console/pages/index.js'
import { openConsole, type RunningConsole } from '../../console/server/app.js'
import { openDatabase } from '../../console/sessions/database.js'
import { createSealing } from '../../console/sessions/seal.js'
import { createSessions } from '../../console/sessions/sessions.js'
import { testDatabase, type TestDatabase } from '../support/database.js'

const PUBLIC = 'https://console.hafan.example'
const SECRET = Buffer.alloc(32, 'https')
const PERSON = {
  ...{ issuer: 'https://hub.example', subject: 'a.person', name: 'Somebody' },
  ...{ role: 'HUB_PRACTITIONER', agency: 'HUB', organisation: 'hub' },
}

let database: TestDatabase
let running: RunningConsole
let address: string
let token: string
beforeAll(async () => {
  database = await testDatabase()
  const port = await freePort()
  address = `http://127.0.0.1:${port}`
  running = await openConsole({
    settings: {
      ...{ host: '127.0.0.1', port, publicUrl: PUBLIC, api: 'http://127.0.0.1:9/graphql' },
      ...{ databaseUrl: database.url, secret: SECRET, providers: [] },
    },
    ...{ pages, publicPages, now: () => new Date(), log: { error: () => undefined } },
  })
  const pool = await openDatabase(database.url)
  const sessions = createSessions(pool, createSealing(SECRET), () => new Date())
  token = await sessions.begin({
    ...{ person: PERSON, provider: 'hub', access: 'a-token', accessUntil: Date.now() + 3_600_000, refresh: null },
  })
  await pool.end()
}, 120_000)
afterAll(async () => {
  await running.close()
  await database.stop()
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

const get = (path: string, cookie = ''): Promise<Response> =>
  fetch(new URL(path, address), { headers: { cookie }, redirect: 'manual' })

describe('behind https', () => {
  it('cookies are this host’s alone, and go over https alone', async () => {
    const cookies = (await get('/language/cy?to=%2Faccessibility')).headers.getSetCookie()
    expect(cookies).toHaveLength(1)
    expect(cookies[0]).toMatch(/^__Host-hafan-language=/)
    expect(cookies[0]).toMatch(/; Path=\/(;|$)/)
    expect(cookies[0]).toMatch(/; Secure(;|$)/)
    expect(cookies[0]).not.toMatch(/Domain/i)
  })

  it('a session is believed under that name, and not under one that a neighbouring host can set', async () => {
    const own = await get('/', `__Host-hafan-session=${token}`)
    const foreign = await get('/board', `hafan-session=${token}`)
    expect(own.headers.get('location') ?? '').not.toContain('/sign-in')
    expect([foreign.status, foreign.headers.get('location')?.startsWith('/sign-in')]).toEqual([303, true])
  })

  it('browsers are told to come back by https alone', async () => {
    expect((await get('/sign-in')).headers.get('strict-transport-security')).toMatch(/^max-age=\d{8};/)
  })

  it('a form comes from the console’s public origin, or is refused', async () => {
    const sent = (origin: string): Promise<Response> =>
      fetch(new URL('/sign-out', address), {
        ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams({}) },
        headers: { origin, cookie: `__Host-hafan-session=${token}` },
      })
    const [own, listening, other] = [await sent(PUBLIC), await sent(address), await sent('https://elsewhere.example')]
    expect([listening.status, other.status]).toEqual([403, 403])
    expect(await listening.text()).toContain('ORIGIN_REFUSED')
    expect(await own.text()).not.toContain('ORIGIN_REFUSED')
  })
})
