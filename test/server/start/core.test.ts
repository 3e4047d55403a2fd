import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../../src/paths.js'
import { checkPort, openProtocol } from '../../../src/server/start/core.js'
import { silent } from '../../support/database.js'

describe('the port', () => {
  it('that is taken is named, with what to do', async () => {
    const other = createServer()
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const sentence = `Port ${port} is taken by another program. Set PORT to another, or to 0 for any free one.`
    await expect(checkPort('127.0.0.1', port)).rejects.toThrow(sentence)
    await new Promise(resolve => other.close(resolve))
    await expect(checkPort('127.0.0.1', port)).resolves.toBeUndefined()
  })
})

describe('the protocol', () => {
  const gwent = join(projectRoot, 'protocol', 'gwent.yaml')

  it('that is not in force today is used with a warning', () => {
    const warnings: unknown[] = []
    const log = { ...silent, warn: (_: unknown, sentence: string) => warnings.push(sentence) }
    expect(openProtocol(gwent, new Date('2027-06-01'), log).id).toBe('gwent-1')
    expect(warnings).toEqual([])
    openProtocol(gwent, new Date('2031-06-01'), log)
    expect(warnings).toEqual(['This edition of the protocol is not in force today'])
  })

  it('that cannot be used is named, with every problem', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hafan-protocol-'))
    const file = join(folder, 'ours.yaml')
    await writeFile(file, 'edition: {}\n')
    expect(() => openProtocol(file, new Date('2027-06-01'), silent)).toThrow(`${file} cannot be used:`)
    await rm(folder, { recursive: true })
  })
})
