// Both ways of starting, from the outside: processes, files, HTTP.
import { generateKeyPairSync } from 'node:crypto'
import { chmod, mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { DevFile } from '../../../src/server/start/dev-file.js'
import { writeRegion } from '../../../simulators/files.js'
import { generateRegion } from '../../../simulators/region/generate.js'
import { startRegion } from '../../../simulators/start.js'
import { ask, childrenOf, readJson, startProgram, until, upToDateBuild } from './program.js'
import type { Program } from './program.js'

const PICTURE = `{ child(by: {nhsNumber: "9990000018"}, purpose: ASSESS_RISK) { ... on Child { id police { status } health { status } } } }`

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'hafan-start-'))
  await chmod(made, 0o711)
  return made
}

beforeAll(upToDateBuild, 240_000)

describe('npm start', () => {
  let data: string
  let program: Program
  let dev: DevFile
  beforeAll(async () => {
    data = await folder()
    program = startProgram(['--size', '200', '--latency', 'none'], { PORT: '0', HAFAN_DATA: data })
    dev = await until(program, () => readJson<DevFile>(join(data, 'dev.json')))
  }, 120_000)
  afterAll(async () => {
    program.signal('SIGTERM')
    await program.ended
    await rm(data, { recursive: true, force: true })
  }, 60_000)

  const tokenOf = (id: string): string => dev.personas.find(persona => persona.id === id)?.token ?? ''

  it('writes dev.json as it is promised, for its owner alone', async () => {
    expect(Object.keys(dev)).toEqual(['url', 'personas', 'children'])
    expect(dev.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/graphql$/)
    expect(dev.personas).toHaveLength(18)
    for (const persona of dev.personas) {
      expect(Object.keys(persona)).toEqual(['id', 'name', 'role', 'agency', 'organisation', 'token'])
    }
    expect(dev.children.length).toBeGreaterThan(10)
    for (const child of dev.children) expect(Object.keys(child)).toEqual(['id', 'nhsNumber', 'upn', 'note'])
    expect((await stat(join(data, 'dev.json'))).mode & 0o777).toBe(0o600)
  })

  it('answers a picture from every agency, under the id that dev.json gives', async () => {
    expect(await ask(dev.url, tokenOf('social-worker'), PICTURE)).toEqual({
      data: {
        child: {
          id: dev.children[0]?.id,
          police: [{ status: 'FOUND' }],
          health: [{ status: 'FOUND' }, { status: 'FOUND' }],
        },
      },
    })
  })

  it('accepts a token of every persona', async () => {
    for (const { token, role } of dev.personas) {
      expect(await ask(dev.url, token, '{ viewer { role } }')).toEqual({ data: { viewer: { role } } })
    }
  })

  it('serves the explorer, with the partner in its picker, and introspects for nobody', async () => {
    const page = await fetch(new URL('/explorer/', dev.url))
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    const answer = (await (await fetch(new URL('/explorer/personas', dev.url))).json()) as {
      personas: { through: string | null }[]
    }
    expect(answer.personas.filter(({ through }) => through === 'school-partner')).toHaveLength(1)
    expect(await ask(dev.url, tokenOf('social-worker'), '{ __schema { types { name } } }')).toHaveProperty('errors')
  })

  it('prints where everything is and what to try, and goes on to link everybody', async () => {
    await until(program, () => (program.out().includes('All records that can be linked are linked.') ? true : null))
    for (const said of [dev.url, '/explorer/', '/systems/police-gwent/fault', join(data, 'dev.json')]) {
      expect(program.out()).toContain(said)
    }
  }, 60_000)

  it('brings up the practitioners’ pages, where an agency can be chosen', async () => {
    const [, url = ''] = /pages: +(http:\S+)/.exec(program.out()) ?? []
    const page = await (await fetch(new URL('/sign-in', url))).text()
    const [, choice = ''] = /href="(\/sign-in\/at\/hub[^"]*)"/.exec(page) ?? []
    const left = await fetch(new URL(choice, url), { redirect: 'manual' })
    expect(left.headers.get('location')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/authorize\?.*client_id=hub-console/)
  })

  it('keeps a second one out of its folder', async () => {
    const second = startProgram(['--size', '200'], { PORT: '0', HAFAN_DATA: data })
    expect(await second.ended).toBe(1)
    expect(second.err()).toContain('has this data folder open')
  })

  it('stops at an interrupt: exit 0, nothing said, nobody left, no dev.json', async () => {
    const started = await childrenOf(program.pid)
    expect(started.some(({ command }) => command.includes('simulators/main.js'))).toBe(true)
    program.signal('SIGINT')
    expect(await program.ended).toBe(0)
    expect(program.err()).toBe('')
    for (const { pid } of started) expect(() => process.kill(pid, 0)).toThrow('ESRCH')
    expect(await readdir(data)).not.toContain('dev.json')
  }, 60_000)

  it('starts again in the same folder, and says why it stops when its agencies die', async () => {
    const again = startProgram(['--size', '200'], { PORT: '0', HAFAN_DATA: data })
    await until(again, () => readJson(join(data, 'dev.json')))
    const agencies = (await childrenOf(again.pid)).find(({ command }) => command.includes('simulators/main.js'))
    if (!agencies) throw new Error('no simulated agencies')
    process.kill(agencies.pid, 'SIGKILL')
    expect(await again.ended).toBe(1)
    expect(again.err()).toBe('The simulated agencies have stopped, so the gateway stops too.\n')
  }, 120_000)
})

describe('npm start -- --gateway', () => {
  it('answers on settings it is given, keeps its store, and has no explorer', async () => {
    const data = await folder()
    const region = await startRegion({ region: generateRegion({ size: 600, seed: 1, now: new Date().toISOString() }) })
    const settings = writeRegion(region, data)
    const environment = {
      ...{ PORT: '0', HAFAN_DATA: join(data, 'real'), HAFAN_SECRETS: join(settings, 'secrets') },
      HAFAN_SECRET: 'only for this test, and long enough',
      HAFAN_CHECKPOINT_KEY: generateKeyPairSync('ed25519')
        .privateKey.export({ type: 'pkcs8', format: 'pem' })
        .toString(),
    }
    const programs: Program[] = []
    const start = async (): Promise<{ program: Program; url: string }> => {
      const program = startProgram(['--gateway', '--config', settings], environment)
      programs.push(program)
      const url = await until(program, () => /"url":"([^"]+)"/.exec(program.out())?.[1] ?? null)
      return { program, url }
    }
    try {
      const first = await start()
      await until(first.program, () => (first.program.out().includes('"end":"COMPLETE"') ? true : null))
      // A pupil of the lead's own school, linked by nobody but the linking pass.
      const { organisation } = region.personas.find(({ id }) => id === 'school-lead') ?? { organisation: '' }
      const pupil = Object.values(region.region.education)
        .flat()
        .find(
          row =>
            row.upn !== null &&
            !row.personId.startsWith('showcase') &&
            row.enrolments.some(at => at.school === organisation && at.until === null),
        )
      const query = `{ child(by: {upn: "${pupil?.upn ?? ''}"}, purpose: SCHOOL_SUPPORT) { ... on Child { id education { status } } } }`
      const token = await region.tokenFor('school-lead')
      const before = await ask(first.url, token, query)
      expect(before).toEqual({ data: { child: { id: expect.any(String), education: [{ status: 'FOUND' }] } } })
      expect((await fetch(new URL('/explorer/', first.url))).status).toBe(404)
      first.program.signal('SIGTERM')
      expect(await first.program.ended).toBe(0)

      const second = await start()
      expect(await ask(second.url, token, query)).toEqual(before)
      second.program.signal('SIGTERM')
      await second.program.ended
      expect(await readFile(join(settings, 'secrets', 'POLICE_GWENT_CLIENT_SECRET'), 'utf8')).not.toBe('')
      expect(second.program.out()).not.toContain(environment.HAFAN_SECRET)
    } finally {
      for (const { signal } of programs) signal('SIGTERM')
      await Promise.all(programs.map(({ ended }) => ended))
      await region.close()
      await rm(data, { recursive: true, force: true })
    }
  }, 180_000)
})

describe('the command', () => {
  it('says what it can do with --help, and starts nothing', async () => {
    const program = startProgram(['--help'], {})
    expect(await program.ended).toBe(0)
    expect(program.out()).toContain('npm start -- --gateway')
  })

  it('refuses what it does not know with a sentence and exit 1', async () => {
    const program = startProgram(['--size', 'many'], {})
    expect(await program.ended).toBe(1)
    expect(program.err()).toBe('--size is a whole number from 200 to 200000, not many\n')
  })
})
