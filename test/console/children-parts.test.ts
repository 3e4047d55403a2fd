import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { gapsOf, gapsPart } from '../../console/pages/children/gaps.js'
import { partsEn } from '../../console/pages/children/parts-words.js'
import { placesOf } from '../../console/pages/children/sections.js'
import { projectRoot } from '../../src/paths.js'

describe('the parts of the child page', () => {
  it('has a name for every part of the schema', () => {
    const folder = join(projectRoot, 'src', 'schema')
    const sdl = readdirSync(folder)
      .filter(name => name.endsWith('.graphql'))
      .map(name => readFileSync(join(folder, name), 'utf8'))
    const parts = [...sdl.join('\n').matchAll(/@part\(name: "([^"]+)"\)/g)].map(([, name = '']) => name)
    expect(parts.length).toBeGreaterThan(30)
    expect(parts.filter(name => !Object.hasOwn(partsEn, name))).toEqual([])
  })

  it('lets no place wait for a part that failed', () => {
    expect(placesOf('socialCare')).toEqual(['socialCare', 'warn-socialCare', 'placed'])
    expect(placesOf('education')).toEqual(['education'])
  })
})

describe('what is not there', () => {
  const contact = { name: 'Desk', phone: '01632 960000', hours: null }
  const lack = { status: 'UNAVAILABLE', reason: 'TIMED_OUT', source: { name: 'A' }, contact, clause: null } as const
  const part = { slot: 'police', places: ['police'], kind: 'CHILD', failed: null, inner: '' } as const
  it('is gathered by whom to ring, each once', () => {
    const gaps = gapsOf([
      { ...part, lacks: [lack, { ...lack, source: { name: 'B' } }] },
      { ...part, lacks: [lack, { ...lack, contact: null }, { ...lack, status: 'NOTHING_RECORDED' }] },
    ])
    expect(gaps.map(each => [each.contact?.name ?? null, each.lacks.map(({ source }) => source.name)])).toEqual([
      ['Desk', ['A', 'B']],
      [null, ['A']],
    ])
  })

  it('names every part where all have failed, and none where the child is not shown', async () => {
    const values = async (kind: 'FAILED' | 'NOT_SHOWN'): Promise<object> =>
      gapsPart([{ slot: 'police', view: '', values: Promise.resolve({ ...part, kind, lacks: [] }) }]).values
    expect(await values('FAILED')).toMatchObject({ kind: 'CHILD', failedParts: ['police'] })
    expect(await values('NOT_SHOWN')).toMatchObject({ kind: 'NOT_SHOWN' })
  })
})
