// The example settings and the real way of starting, as far as it goes before anything is opened.
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openSources } from '../../../src/adapters/registry.js'
import { projectRoot } from '../../../src/paths.js'
import { readSettings } from '../../../src/server/settings.js'
import { createBelongings } from '../../../src/server/start/belongings.js'
import { readCommand } from '../../../src/server/start/options.js'
import { startReal } from '../../../src/server/start/real.js'

const config = join(projectRoot, 'config')

describe('the example settings', () => {
  it('are in the shape the gateway reads, one of every kind of system', () => {
    const { sources, issuers, applications } = readSettings(config)
    expect(new Set(sources.map(({ kind }) => kind)).size).toBe(8)
    expect(openSources(sources, { secret: () => 'x', now: () => new Date(0) })).toHaveLength(sources.length)
    expect(new Set(issuers.map(({ agency }) => agency)).size).toBe(6)
    expect(applications).not.toHaveLength(0)
  })

  it('name no host that could exist', async () => {
    for (const name of await readdir(config)) {
      const hosts = [...(await readFile(join(config, name), 'utf8')).matchAll(/https?:\/\/([^/\s]+)/g)].map(m => m[1])
      // The scope of OneRoster is a name in the form of an address; nothing is fetched from it.
      expect(hosts.filter(host => !host?.endsWith('.example.invalid') && host !== 'purl.imsglobal.org')).toEqual([])
    }
  })

  it('hold no application that development registers: the explorer is none for real use', () => {
    expect(readSettings(config).applications.map(({ id }) => id)).not.toContain('hafan-explorer')
  })
})

describe('a real gateway', () => {
  let data: string
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'hafan-real-'))
  })
  afterAll(() => rm(data, { recursive: true, force: true }))

  const start = (environment: Record<string, string>): Promise<void> => {
    const command = readCommand(['--gateway'], { ...environment, HAFAN_DATA: data, PORT: '0' }, projectRoot)
    if (command === 'help' || command.kind !== 'gateway') throw new Error('not the gateway')
    return startReal(command, environment, { now: () => new Date(), belongings: createBelongings(() => undefined) })
  }

  it('does not start without its master secret', async () => {
    await expect(start({})).rejects.toThrow('HAFAN_SECRET is set neither in the environment nor as a file')
  })

  it('does not start with one that is too short', async () => {
    await expect(start({ HAFAN_SECRET: 'x'.repeat(31) })).rejects.toThrow('HAFAN_SECRET is too short')
  })
})
