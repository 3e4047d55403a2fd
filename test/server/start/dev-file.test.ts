import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { removeDevFile, showcaseChildren, writeDevFile } from '../../../src/server/start/dev-file.js'
import type { Store } from '../../../src/store/open.js'
import { testKeys } from '../../support/database.js'

let data: string
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'hafan-dev-'))
})
afterEach(() => rm(data, { recursive: true, force: true }))

const contents = { url: 'http://127.0.0.1:4000/graphql', personas: [], children: [] }

describe('dev.json', () => {
  it('is for its owner alone, also where one was there that everybody could read', async () => {
    await writeFile(join(data, 'dev.json.new'), '', { mode: 0o644 })
    const file = await writeDevFile(data, contents)
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(contents)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it('is replaced in one step: a reader finds the old one or the new one, and no draft stays', async () => {
    await writeDevFile(data, contents)
    const before = await stat(join(data, 'dev.json'))
    await writeDevFile(data, { ...contents, url: 'http://127.0.0.1:4001/graphql' })
    expect((await stat(join(data, 'dev.json'))).ino).not.toBe(before.ino)
    expect(await readdir(data)).toEqual(['dev.json'])
  })

  it('is gone when the gateway is, and its not being there is no fault', async () => {
    await writeDevFile(data, contents)
    await removeDevFile(data)
    await removeDevFile(data)
    expect(await readdir(data)).toEqual([])
  })
})

describe('the children in it', () => {
  const [ONE, TWO] = ['1b4e28ba-2fa1-41d2-883f-0016d3cca427', '6fa459ea-ee8a-4ca4-894e-db77e160355e'] as const
  const known: Pick<Store['children'], 'byIdentifier'> = {
    byIdentifier: scheme =>
      Promise.resolve(new Map([scheme === 'NHS_NUMBER' ? ['9990000018', ONE] : ['M680400114001', TWO]] as const)),
  }
  const read = async (entries: readonly object[]): ReturnType<typeof showcaseChildren> => {
    await writeFile(join(data, 'showcase.json'), JSON.stringify(entries))
    return showcaseChildren(data, known as Store['children'], testKeys)
  }

  it('carry the id the gateway gives them, found by NHS number or else by pupil number', async () => {
    const first = { nhsNumber: '9990000018', upn: null, note: 'First' }
    const second = { nhsNumber: null, upn: 'M680400114001', note: 'Second' }
    expect(await read([first, second])).toEqual([
      { id: testKeys.childId.encode(ONE), ...first },
      { id: testKeys.childId.encode(TWO), ...second },
    ])
  })

  it('are left out where the store does not know them', async () => {
    expect(await read([{ nhsNumber: '9990000026', upn: null, note: 'Unknown' }])).toEqual([])
  })
})
