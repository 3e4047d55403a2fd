import { describe, expect, it } from '@jest/globals'
import { HELP, readCommand } from '../../../src/server/start/options.js'

const read = (args: readonly string[], environment: Record<string, string> = {}): ReturnType<typeof readCommand> =>
  readCommand(args, environment, '/somewhere')

describe('what is to be started', () => {
  it('is everything, with a region of 20,000, on port 4000, in .hafan', () => {
    expect(read([])).toEqual({
      kind: 'development',
      port: 4000,
      dataDir: '/somewhere/.hafan',
      metrics: null,
      gateThree: 'MUTATIONS_AND_BREAK_GLASS',
      size: 20_000,
      seed: 1,
      latency: 'tenth',
      consolePort: 4001,
    })
  })

  it('takes port and data folder from the environment', () => {
    expect(read([], { PORT: '4100', HAFAN_DATA: '/data' })).toMatchObject({ port: 4100, dataDir: '/data' })
  })

  it('has the pages on a port of their own: a free one where the gateway takes a free one', () => {
    expect(read([], { CONSOLE_PORT: '4101' })).toMatchObject({ port: 4000, consolePort: 4101 })
    expect(read([], { PORT: '0' })).toMatchObject({ port: 0, consolePort: 0 })
    expect(() => read([], { CONSOLE_PORT: 'x' })).toThrow('CONSOLE_PORT is a whole number')
  })

  it('serves metrics where the environment says, on this computer unless it says more', () => {
    expect(read([], { HAFAN_METRICS_PORT: '9464' })).toMatchObject({ metrics: { host: '127.0.0.1', port: 9464 } })
    const environment = { HAFAN_METRICS_PORT: '0', HAFAN_METRICS_HOST: '10.0.0.7' }
    expect(read(['--gateway'], environment)).toMatchObject({ metrics: { host: '10.0.0.7', port: 0 } })
    expect(read([], environment)).toMatchObject({ metrics: { host: '127.0.0.1', port: 0 } })
  })

  it('looks through every answer once more where the environment says so, and refuses a word it does not know', () => {
    expect(read([], { HAFAN_CHECK_ANSWERS: 'ALWAYS' })).toMatchObject({ gateThree: 'ALWAYS' })
    expect(read(['--gateway'], { HAFAN_CHECK_ANSWERS: 'ALWAYS' })).toMatchObject({ gateThree: 'ALWAYS' })
    expect(() => read([], { HAFAN_CHECK_ANSWERS: 'never' })).toThrow('HAFAN_CHECK_ANSWERS is ALWAYS or')
  })

  it('takes size, seed and latency from the command line', () => {
    const args = ['--size', '300', '--seed', '7', '--latency', '25']
    expect(read(args)).toMatchObject({ size: 300, seed: 7, latency: '25' })
  })

  it('is the gateway alone with --gateway, on the example settings and a database of its own', () => {
    expect(read(['--gateway'])).toEqual({
      kind: 'gateway',
      port: 4000,
      dataDir: '/somewhere/.hafan',
      metrics: null,
      gateThree: 'MUTATIONS_AND_BREAK_GLASS',
      host: '127.0.0.1',
      configDir: '/somewhere/config',
      protocolPlace: '/somewhere/protocol',
      secretsDir: '/somewhere/.hafan/secrets',
      checkpointsDir: '/somewhere/.hafan/checkpoints',
      databaseUrl: null,
    })
  })

  it('takes database, secrets and address of the gateway from the environment', () => {
    const environment = { DATABASE_URL: 'postgresql://db.invalid/x', HAFAN_SECRETS: '/run/s', HAFAN_HOST: '0.0.0.0' }
    expect(read(['--gateway', '--config', 'ours'], environment)).toMatchObject({
      databaseUrl: 'postgresql://db.invalid/x',
      secretsDir: '/run/s',
      host: '0.0.0.0',
      configDir: '/somewhere/ours',
    })
  })

  it('never takes a database from the environment while trying out: it would be wiped', () => {
    expect(read([], { DATABASE_URL: 'postgresql://db.invalid/x' })).not.toHaveProperty('databaseUrl')
  })

  it('is the help with --help, whatever stands beside it', () => {
    expect(read(['--help', '--gateway'])).toBe('help')
    for (const name of ['--gateway', '--size', 'PORT', 'HAFAN_DATA', 'HAFAN_SECRET']) expect(HELP).toContain(name)
  })
})

describe('what cannot be meant is refused with a sentence', () => {
  it.each([
    [['--size', '12'], '--size is a whole number from 200 to 200000, not 12'],
    [['--latency', 'slow'], '--latency is real, tenth, none or a number of milliseconds, not slow'],
    [['--config', 'x'], '--config goes with --gateway'],
    [['--gateway', '--size', '300'], '--size is for trying out'],
    [['--colour'], '--colour'],
  ])('%j', (args, sentence) => {
    expect(() => read(args)).toThrow(sentence)
  })

  it('a port that is none', () => {
    expect(() => read([], { PORT: '70000' })).toThrow('PORT is a whole number from 0 to 65535, not 70000')
  })
})
