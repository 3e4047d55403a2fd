import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { sourceConfig } from '../../src/adapters/config.js'
import { createCredentials } from '../../src/adapters/credentials.js'
import { exchange, createAgent } from '../../src/adapters/http-exchange.js'
import { NOTHING_REVOKED } from '../../src/server/sign-in/revoked.js'
import { applicationsFile, issuersFile } from '../../src/server/sign-in/config.js'
import { createKeySet } from '../../src/server/sign-in/keys.js'
import { callerOf } from '../../src/server/sign-in/tokens.js'
import { createGatewayKey } from '../../simulators/credentials.js'
import { writeRegion } from '../../simulators/files.js'
import { serve } from '../../simulators/kit/serve.js'
import { generateRegion } from '../../simulators/region/generate.js'
import { startRegion, type RunningRegion } from '../../simulators/start.js'

const otherKey = createGatewayKey().privateKeyPem
const sourcesFile = z.strictObject({ sources: z.array(sourceConfig) })

describe('a running region', () => {
  let region: RunningRegion
  let folder: string
  const data = mkdtempSync(join(tmpdir(), 'region-'))
  beforeAll(async () => {
    region = await startRegion({ region: generateRegion({ size: 200, seed: 3, now: '2026-03-02T08:00:00Z' }) })
    folder = writeRegion(region, data)
  })
  afterAll(async () => {
    await region.close()
    rmSync(data, { recursive: true })
  })
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')

  it('runs the fourteen systems', () => {
    expect([...region.systems.keys()].sort()).toEqual([
      'education-blaenau-gwent',
      'education-caerphilly',
      'education-monmouthshire',
      'education-newport',
      'education-torfaen',
      'health-abuhb',
      'health-wds',
      'police-gwent',
      'social-care-blaenau-gwent',
      'social-care-caerphilly',
      'social-care-monmouthshire',
      'social-care-newport',
      'social-care-torfaen',
      'third-sector-debrief',
    ])
  })

  it('writes settings that the gateway reads', () => {
    const { sources } = sourcesFile.parse(parse(read('sources.yaml')))
    expect(sources.map(({ id }) => id)).toEqual([...region.systems.keys()])
    expect(issuersFile.parse(parse(read('issuers.yaml'))).issuers).toHaveLength(region.providers.size)
    expect(applicationsFile.parse(parse(read('applications.yaml'))).applications.map(({ id }) => id)).toEqual([
      'hafan-explorer',
      'hub-console',
      'school-partner',
      'figures-partner',
    ])
  })

  it('keeps secrets out of the settings, in files of their own for their owner only', () => {
    const names = readdirSync(join(folder, 'secrets'))
    expect(names.sort()).toEqual(Object.keys(region.secrets).sort())
    for (const name of names) {
      expect(statSync(join(folder, 'secrets', name)).mode & 0o777).toBe(0o600)
      expect(read('sources.yaml')).not.toContain(read(join('secrets', name)))
    }
  })

  it('forgets the secrets of an earlier run', () => {
    const other = { ...region, secrets: { ONLY_ONE: 'x' } }
    expect(readdirSync(join(writeRegion(other, data), 'secrets'))).toEqual(['ONLY_ONE'])
    writeRegion(region, data)
  })

  it.each([
    'police-gwent',
    'social-care-caerphilly',
    'social-care-monmouthshire',
    'education-newport',
    'education-monmouthshire',
    'health-abuhb',
    'health-wds',
    'third-sector-debrief',
  ])('lets the gateway sign in to %s, and refuses it with a wrong secret', async id => {
    const config = sourceConfig.parse(region.settings.sources.find(source => source.id === id))
    const ask = async (secret: (name: string) => string): Promise<number> => {
      const agent = createAgent(new URL(config.baseUrl), 1)
      const send = (url: string, headers: object, body?: string): ReturnType<typeof exchange> =>
        exchange({
          url: new URL(url),
          method: body === undefined ? 'GET' : 'POST',
          headers: headers as Record<string, string>,
          ...(body === undefined ? {} : { body }),
          accept: ['application/json'],
          maxBodyBytes: 1_000_000,
          signal: AbortSignal.timeout(5_000),
          agent,
        })
      const form = { 'content-type': 'application/x-www-form-urlencoded' }
      const credentials = createCredentials(config.auth, {
        secret,
        now: region.clock.now,
        monotonic: () => performance.now(),
        postForm: (url, fields) => send(url, form, fields.toString()),
      })
      const headers = await credentials.headers().catch(() => null)
      return headers === null ? 401 : (await send(`${config.baseUrl}/no-such-path`, headers)).status
    }
    expect([401, 403]).not.toContain(await ask(region.secret))
    const wrong = (name: string): string => (name === 'GATEWAY_SIGNING_KEY' ? otherKey : 'wrong')
    expect(await ask(wrong)).toBe(401)
  })

  describe('as the gateway sees who signs in', () => {
    const caller = (token: string): ReturnType<typeof callerOf> =>
      callerOf(`Bearer ${token}`, {
        issuers: region.settings.issuers.map(entry => {
          const row = issuersFile.shape.issuers.element.parse(entry)
          const fetchKeys = async (): Promise<unknown> => (await fetch(row.jwks)).json()
          return {
            row,
            keys: createKeySet({ fetchKeys, algorithm: row.algorithm, monotonic: () => performance.now() }),
          }
        }),
        revoked: NOTHING_REVOKED,
        applications: applicationsFile.shape.applications.parse(region.settings.applications),
        now: region.clock.now,
      })

    it('knows every persona', async () => {
      for (const persona of region.personas) {
        const { person, application } = await caller(await region.tokenFor(persona.id))
        expect(person).toMatchObject({
          role: persona.role,
          organisation: persona.organisation,
          staffRef: persona.staffRef,
        })
        expect(application.id).toBe('hafan-explorer')
      }
    })

    it('knows a school person through the partner, and others not', async () => {
      const school = region.personas.find(({ role }) => role === 'SCHOOL_LEAD')
      const police = region.personas.find(({ role }) => role === 'POLICE_COORDINATOR')
      const token = await region.tokenFor(school?.id ?? '', { application: 'school-partner' })
      expect((await caller(token)).application.id).toBe('school-partner')
      await expect(region.tokenFor(police?.id ?? '', { application: 'school-partner' })).rejects.toThrow(
        'invalid_client',
      )
    })

    it('knows an application that acts for nobody', async () => {
      expect((await caller(await region.applicationToken('figures-partner'))).person).toBeNull()
    })

    it("refuses a police role from a school's provider", async () => {
      const school = region.providers.get('identity-education-newport')
      const seconds = Math.floor(region.clock.now().getTime() / 1000)
      const claims = {
        iss: school?.url,
        aud: 'hafan-gateway',
        sub: 'x',
        jti: 'x',
        azp: 'hafan-explorer',
        iat: seconds,
        exp: seconds + 60,
      }
      const token = school?.provider.sign({
        ...claims,
        role: 'POLICE_OFFICER',
        agency: 'POLICE',
        organisation: '61',
        staffRef: 'x',
      })
      await expect(caller(token ?? '')).rejects.toMatchObject({ code: 'ROLE_NOT_YOURS' })
    })
  })

  it('starts only what is asked for, in settings too', async () => {
    const some = await startRegion({ region: region.region, only: ['police-gwent'] })
    expect([...some.systems.keys()]).toEqual(['police-gwent'])
    expect(some.settings.sources).toHaveLength(1)
    expect(() => some.system('health-wds')).toThrow('health-wds')
    await some.close()
  })

  it('leaves nothing running where a port is taken', async () => {
    // Below the ports that systems give out by themselves, so that nobody else comes by one of these.
    const base = 20_000 + Math.floor(Math.random() * 10_000)
    const handle = (): { status: number } => ({ status: 204 })
    const still = { id: 'still', latency: { p50: 1, p99: 1 }, handle }
    const plain = { latencyScale: 0, now: () => new Date(), random: () => 0.5 }
    const taken = await serve(still, { ...plain, port: base + 20 })
    await expect(startRegion({ region: region.region, portBase: base })).rejects.toThrow('EADDRINUSE')
    const free = await serve(still, { ...plain, port: base + 1 })
    await Promise.all([taken.close(), free.close()])
  })
})
