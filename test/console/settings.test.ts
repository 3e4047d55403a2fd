import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { readSettings, type Environment } from '../../console/settings.js'
import { createSealing } from '../../console/sessions/seal.js'

const folder = mkdtempSync(join(tmpdir(), 'hafan-console-settings-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

const PROVIDER = `
providers:
  - id: hub
    issuer: https://sign-in.hub.example
    name: { en: The hub, cy: Yr hwb }
    clientId: hub-console
    secret: CONSOLE_CLIENT_HUB
`
const WHOLE: Environment = {
  CONSOLE_SETTINGS: file('console.yaml', PROVIDER),
  CONSOLE_SECRETS: folder,
  CONSOLE_API: 'https://gateway.example/graphql',
  CONSOLE_PUBLIC_URL: 'https://console.example',
  CONSOLE_SECRET: Buffer.alloc(32, 's').toString('base64'),
  DATABASE_URL: 'postgresql://127.0.0.1/hafan',
}
file('CONSOLE_CLIENT_HUB', 'from-a-file\n')

describe('the console’s settings', () => {
  it('are read, a secret from the environment before its file', () => {
    const read = readSettings(WHOLE)
    expect([read.host, read.port, read.publicUrl]).toEqual(['127.0.0.1', 4001, 'https://console.example'])
    expect(read.secret).toHaveLength(32)
    expect(read.providers.map(({ clientSecret }) => clientSecret)).toEqual(['from-a-file'])
    const nearer = readSettings({ ...WHOLE, CONSOLE_CLIENT_HUB: 'from-the-environment' })
    expect(nearer.providers.map(({ clientSecret }) => clientSecret)).toEqual(['from-the-environment'])
  })

  it('may leave out where browsers reach it, and may say http on this machine alone', () => {
    expect(readSettings({ ...WHOLE, CONSOLE_PUBLIC_URL: undefined }).publicUrl).toBeNull()
    expect(readSettings({ ...WHOLE, CONSOLE_PUBLIC_URL: 'http://localhost:4001' }).publicUrl).toBe(
      'http://localhost:4001',
    )
  })

  it.each<[what: string, changed: Environment, sentence: string]>([
    ['no gateway', { CONSOLE_API: undefined }, 'CONSOLE_API is not set'],
    ['no database', { DATABASE_URL: ' ' }, 'DATABASE_URL is not set'],
    ['no file of providers', { CONSOLE_SETTINGS: undefined }, 'CONSOLE_SETTINGS is not set'],
    ['a secret that is nowhere', { CONSOLE_SECRETS: undefined }, 'The secret CONSOLE_CLIENT_HUB is neither'],
    ['an origin without https', { CONSOLE_PUBLIC_URL: 'http://console.example' }, 'begins with https://'],
    ['an origin with a path', { CONSOLE_PUBLIC_URL: 'https://hub.example/console' }, 'an origin, without a path'],
    ['a port that is none', { CONSOLE_PORT: '4001a' }, 'a whole number from 0 to 65535'],
    ['a port that is too high', { CONSOLE_PORT: '65536' }, 'a whole number from 0 to 65535'],
    ['no provider', { CONSOLE_SETTINGS: file('none.yaml', 'providers: []') }, 'cannot be used'],
    [
      'a provider with one language',
      { CONSOLE_SETTINGS: file('english.yaml', PROVIDER.replace(', cy: Yr hwb', '')) },
      'cannot be used',
    ],
  ])('with %s are refused in words', (_what, changed, sentence) => {
    expect(() => readSettings({ ...WHOLE, ...changed })).toThrow(sentence)
  })

  it('whose secret is too short seal nothing', () => {
    expect(() => createSealing(Buffer.alloc(31))).toThrow('32')
  })
})
