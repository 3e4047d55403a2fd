import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import {
  developmentSecret,
  freshStore,
  refuseDevelopmentStore,
  storeFolder,
  takeFolder,
} from '../../../src/server/start/folder.js'
import { silent } from '../../support/database.js'

let data: string
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'hafan-folder-'))
})
afterEach(() => rm(data, { recursive: true, force: true }))

/** A store as an earlier start left it. */
async function leaveStore(marked: boolean): Promise<void> {
  await mkdir(join(storeFolder(data), 'postgres', 'data'), { recursive: true })
  await writeFile(join(storeFolder(data), 'postgres', 'data', 'PG_VERSION'), '18')
  await writeFile(join(storeFolder(data), 'postgres', 'password'), 'x')
  if (marked) await writeFile(join(storeFolder(data), 'DEVELOPMENT'), '')
}

describe('the store of a development start', () => {
  it('is made and marked where there is none', async () => {
    expect(await readdir(await freshStore(data, silent))).toEqual(['DEVELOPMENT'])
  })

  it('is emptied of the last region, and keeps the database programs', async () => {
    await leaveStore(true)
    await mkdir(join(storeFolder(data), 'postgres', 'bin-18'))
    await freshStore(data, silent)
    expect(await readdir(join(storeFolder(data), 'postgres'))).toEqual(['bin-18'])
  })

  it('is refused, and left as it is, where development did not make it', async () => {
    await leaveStore(false)
    await expect(freshStore(data, silent)).rejects.toThrow('was not made for trying out')
    expect(await readdir(join(storeFolder(data), 'postgres'))).toEqual(['data', 'password'])
  })

  it('is never emptied in a place that the store cannot have chosen', async () => {
    await leaveStore(true)
    await writeFile(join(storeFolder(data), 'postgres.place'), `${data}\n`)
    await expect(freshStore(data, silent)).rejects.toThrow('not a place of ours')
    expect(await readdir(join(storeFolder(data), 'postgres'))).toEqual(['data', 'password'])
  })

  it('is refused to a real gateway', async () => {
    await freshStore(data, silent)
    await expect(refuseDevelopmentStore(data)).rejects.toThrow('holds invented children')
  })
})

describe('a real gateway', () => {
  it('opens an empty folder and a store of its own', async () => {
    await refuseDevelopmentStore(data)
    await leaveStore(false)
    await expect(refuseDevelopmentStore(data)).resolves.toBeUndefined()
  })
})

describe('a data folder', () => {
  it('has one development gateway at a time', async () => {
    const lock = await takeFolder(data)
    await expect(takeFolder(data)).rejects.toThrow('has this data folder open')
    await lock.release()
    await (await takeFolder(data)).release()
  })
})

describe('the development secret', () => {
  it('is 32 bytes, for its owner alone, and the same at the next start', async () => {
    const made = await developmentSecret(data)
    expect(made).toHaveLength(32)
    expect((await stat(join(data, 'secret'))).mode & 0o777).toBe(0o600)
    expect(await developmentSecret(data)).toEqual(made)
  })

  it('is made anew where the file holds too little', async () => {
    await writeFile(join(data, 'secret'), 'c2hvcnQ=')
    expect(await developmentSecret(data)).toHaveLength(32)
    expect(await readFile(join(data, 'secret'), 'utf8')).not.toContain('c2hvcnQ=')
  })
})
