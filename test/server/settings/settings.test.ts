import { afterAll, describe, expect, it } from '@jest/globals'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { HUB_POLICY } from '../../../src/hub/policy.js'
import { projectRoot } from '../../../src/paths.js'
import { parseSettings, readHubPolicy, readSettings, secretReader } from '../../../src/server/settings.js'

type Row = Readonly<Record<string, unknown>>

const source: Row = {
  id: 'police-gwent', name: 'Gwent Police', agency: 'POLICE', kind: 'police-rms', organisation: '61',
  baseUrl: 'https://police.example/api', auth: { kind: 'bearer', token: 'police-token' },
} // prettier-ignore
const issuer: Row = {
  issuer: 'https://id.example', audience: 'hafan-gateway', algorithm: 'ES256', jwks: 'https://id.example/jwks', agency: 'POLICE',
  organisations: ['61'], roles: ['POLICE_OFFICER'], applications: ['explorer'],
} // prettier-ignore
const application: Row = { id: 'explorer', name: 'Explorer', actsForPersons: true, ceiling: 'ALL' }

interface Given {
  readonly sources?: unknown
  readonly issuers?: unknown
  readonly applications?: unknown
}

function files({
  sources = [source],
  issuers = [issuer],
  applications = [application],
}: Given): Readonly<Record<string, string>> {
  return {
    'sources.yaml': stringify({ sources }),
    'issuers.yaml': stringify({ issuers }),
    'applications.yaml': stringify({ applications }),
  }
}

const settings = (given: Given = {}): ReturnType<typeof parseSettings> =>
  parseSettings(name => files(given)[name] ?? '')

const folder = mkdtempSync(join(tmpdir(), 'hafan-settings-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('settings', () => {
  it('are read with what is left out filled in', () => {
    expect(settings().sources).toMatchObject([
      { id: 'police-gwent', area: null, serves: [], timeoutMs: 8_000, concurrency: 8, contact: null },
    ])
  })

  it('are read from a folder', () => {
    for (const [name, text] of Object.entries(files({}))) writeFileSync(join(folder, name), text)
    expect(readSettings(folder)).toEqual(settings())
  })

  it.each<[string, Row, string, RegExp]>([
    ['an id with capital letters', { id: 'Police' }, 'sources.yaml', /sources\.0\.id/],
    ['an id with a line break', { id: 'police\nx' }, 'sources.yaml', /sources\.0\.id/],
    [
      'an address in the clear',
      { baseUrl: 'http://police.example/api' },
      'sources.yaml',
      /sources\.0\.baseUrl: is an https: address/,
    ],
    ['an address that is no page', { baseUrl: 'file:///etc/passwd' }, 'sources.yaml', /sources\.0\.baseUrl/],
    [
      'a name that begins like this machine’s',
      { baseUrl: 'http://127.0.0.1.police.example/' },
      'sources.yaml',
      /sources\.0\.baseUrl/,
    ],
    ['an agency there is not', { agency: 'MARS' }, 'sources.yaml', /sources\.0\.agency/],
    ['a kind there is not', { kind: 'fax' }, 'sources.yaml', /sources\.0\.kind/],
    ['an address that is none', { baseUrl: 'police' }, 'sources.yaml', /sources\.0\.baseUrl/],
    ['a way to sign in that there is not', { auth: { kind: 'trust' } }, 'sources.yaml', /sources\.0\.auth/],
    ['a secret left out', { auth: { kind: 'bearer' } }, 'sources.yaml', /sources\.0\.auth\.token/],
    ['too long a time', { timeoutMs: 30_001 }, 'sources.yaml', /sources\.0\.timeoutMs/],
    ['a field that there is not', { timeout: 5 }, 'sources.yaml', /sources\.0.*timeout/],
    ['no name', { name: '' }, 'sources.yaml', /sources\.0\.name/],
  ])('of a source with %s are refused, and the field is named', (_, changed, file, named) => {
    const wrong = (): unknown => settings({ sources: [{ ...source, ...changed }] })
    expect(wrong).toThrow(file)
    expect(wrong).toThrow(named)
  })

  it.each<[string, Row, RegExp]>([
    ['an algorithm without a signature', { algorithm: 'none' }, /issuers\.0\.algorithm/],
    ['a secret for a key', { algorithm: 'HS256' }, /issuers\.0\.algorithm/],
    ['two algorithms', { algorithm: ['ES256', 'RS256'] }, /issuers\.0\.algorithm/],
    ['two audiences', { audience: ['a', 'b'] }, /issuers\.0\.audience/],
    ['no audience', { audience: '' }, /issuers\.0\.audience/],
    ['an issuer that is no address', { issuer: 'id' }, /issuers\.0\.issuer/],
    ['no organisation', { organisations: [] }, /issuers\.0\.organisations/],
    ['roles that are no list', { roles: 'ALL' }, /issuers\.0\.roles/],
    ['no word on applications', { applications: undefined }, /issuers\.0\.applications/],
    ['no application', { applications: [] }, /issuers\.0\.applications/],
    [
      'an application that is not registered',
      { applications: ['explorer', 'x'] },
      /issuers\.0\.applications\.1.*no app/,
    ],
    ['areas that are no list', { areas: 'ALL' }, /issuers\.0\.areas/],
    ['a field that there is not', { trusted: true }, /issuers\.0.*trusted/],
  ])('of an issuer with %s are refused, and the field is named', (_, changed, named) => {
    expect(() => settings({ issuers: [{ ...issuer, ...changed }] })).toThrow(named)
  })

  it.each<[string, Row, RegExp]>([
    ['a ceiling of no level', { ceiling: { IDENTITY: 'MOST' } }, /applications\.0\.ceiling/],
    ['no word on whom it acts for', { actsForPersons: undefined }, /applications\.0\.actsForPersons/],
    ['a field that there is not', { admin: true }, /applications\.0.*admin/],
    ['a force, though it acts for persons', { sendsIncidentsOf: '61' }, /applications\.0\.sendsIncidentsOf/],
  ])('of an application with %s are refused, and the field is named', (_, changed, named) => {
    expect(() => settings({ applications: [{ ...application, ...changed }] })).toThrow(named)
  })

  it('with a system that sends as a force are taken of a provider of the police alone', () => {
    const force = { id: 'force', name: 'Force', actsForPersons: false, ceiling: {}, sendsIncidentsOf: '61' }
    const of = (agency: string) => ({
      ...{ applications: [application, force], issuers: [{ ...issuer, agency, applications: ['explorer', 'force'] }] },
    })
    expect(settings(of('POLICE')).applications[1]).toMatchObject({ sendsIncidentsOf: '61' })
    expect(() => settings(of('HEALTH'))).toThrow(/issuers\.0\.applications\.1.*police/)
  })

  it.each<[string, Given, RegExp]>([
    ['two sources of one id', { sources: [source, { ...source, name: 'Another' }] }, /sources\.1\.id/],
    ['two rows of one issuer', { issuers: [issuer, { ...issuer, agency: 'HUB' }] }, /issuers\.1\.issuer/],
    [
      'two applications of one id',
      { applications: [application, { ...application, ceiling: {} }] },
      /applications\.1\.id/,
    ],
    [
      'a source that takes the name of the hub’s own records',
      { sources: [{ ...source, id: 'hub' }] },
      /sources\.0\.id/,
    ],
  ])('with %s are refused: one of them would be in force and nobody could say which', (_, given, named) => {
    expect(() => settings(given)).toThrow(named)
  })

  it.each([{ sources: [] }, { issuers: [] }, { sources: null }, { sources: 'all' }])(
    'that name nothing to work with are refused: %j',
    given => {
      expect(() => settings(given)).toThrow(/cannot be used/)
    },
  )

  it('name every wrong field at once', () => {
    expect(() =>
      settings({
        sources: [
          { ...source, id: 'X', kind: 'fax' },
          { ...source, baseUrl: 'x' },
        ],
      }),
    ).toThrow(/sources\.0\.id[^]*sources\.0\.kind[^]*sources\.1\.baseUrl/)
  })

  it('say which file is no YAML, or is not there', () => {
    expect(() => parseSettings(name => (name === 'issuers.yaml' ? 'a: [' : (files({})[name] ?? '')))).toThrow(
      /issuers\.yaml/,
    )
    expect(() => readSettings(join(folder, 'nowhere'))).toThrow(/sources\.yaml/)
  })
})

describe('a secret', () => {
  const secrets = join(folder, 'secrets')
  mkdirSync(secrets)
  writeFileSync(join(secrets, 'police-token'), '  from a file\n')
  writeFileSync(join(folder, 'outside'), 'not for reading')
  const secret = secretReader({ fromEnvironment: 'from the environment', empty: '' }, secrets)

  it('comes from the environment first, then from a file of its name', () => {
    expect(secret('fromEnvironment')).toBe('from the environment')
    expect(secret('police-token')).toBe('from a file')
    expect(secretReader({ 'police-token': 'of the environment' }, secrets)('police-token')).toBe('of the environment')
  })

  it.each(['../outside', '..', '.', 'a/b', '/etc/passwd', 'a\\b', 'a\0b', '', 'police-token\n', '..%2foutside'])(
    'is not named %j',
    name => {
      expect(() => secret(name)).toThrow()
    },
  )

  it('that is nowhere is named, so that it can be set', () => {
    expect(() => secret('missing')).toThrow(/missing/)
    expect(() => secret('empty')).toThrow(/empty/)
  })

  it('that is an empty file is not taken for one', () => {
    writeFileSync(join(secrets, 'blank'), '\n')
    expect(() => secret('blank')).toThrow(/blank/)
  })
})

describe('the numbers of the hub’s rules', () => {
  const set = (text: string) => parseSettings(name => (name === 'hub.yaml' ? text : (files({})[name] ?? ''))).hub

  it('are what the sources say where nothing is set, and otherwise what is set', () => {
    expect(set('')).toEqual(HUB_POLICY)
    expect(set('# nothing set')).toEqual(HUB_POLICY)
    const { E, W } = set('due: { interviewHours: { E: 48 } }').due.interviewHours
    expect([E, W]).toEqual([48, 72])
  })

  it('stand in config/hub.yaml, every one, as they are where it is left out', () => {
    const text = readFileSync(join(projectRoot, 'config', 'hub.yaml'), 'utf8')
    expect(parse(text)).toEqual(HUB_POLICY)
    expect(readHubPolicy(join(projectRoot, 'config'))).toEqual(HUB_POLICY)
    expect(readHubPolicy(join(folder, 'nowhere'))).toEqual(HUB_POLICY)
  })

  it.each<[string, string, RegExp]>([
    ['a name that there is not', 'due: { interviewHour: { W: 48 } }', /due: .*"interviewHour"\. There are: triageMinutes, checkHours, interviewHours,/],
    ['a section that there is not', 'dues: {}', /: .*"dues"\. There are: timeZone, skewMinutes, episode, thresholds, due, retention$/],
    ['another nation', 'due: { interviewHours: { S: 72 } }', /due\.interviewHours: .*"S"\. There are: E, W/],
    ['hours that nobody could keep', 'due: { interviewHours: { W: 0 } }', /due\.interviewHours\.W: .*>=1/],
    ['a switch in words', 'retention: { endDaily: daily }', /retention\.endDaily: .*boolean/],
    ['a number in words', 'due: { serafMonths: three }', /due\.serafMonths: .*number/],
    ['another time zone', 'timeZone: Europe/Paris', /timeZone: .*"Europe\/London"/],
    ['no meeting at any number', 'thresholds: { meetings: [] }', /thresholds\.meetings: .*>=1/],
    ['a file that is no YAML', 'due: [', /hub\.yaml is not well-formed YAML/],
  ])('are refused with %s', (_what, text, why) => expect(() => set(text)).toThrow(why)) // prettier-ignore

  it('are handed on from where they were read: nothing else in the gateway takes them for granted', () => {
    const takers = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .filter(name => readFileSync(join(projectRoot, 'src', name), 'utf8').includes('HUB_POLICY'))
    expect(takers.sort()).toEqual(['hub/policy.ts', 'server/settings.ts'])
  })
})
