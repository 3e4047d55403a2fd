// One view in the audit: every row of it says so, the chain holds, and whoever reads who looked reads of one look.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { hafan } from '../../cli/support.js'
import { openDatabase } from '../../../src/verify/read-database.js'
import { faultOf } from '../../../src/verify/row.js'
import type { Row } from '../../../src/verify/format.js'
import { FFION, startStage } from '../proportion/stage.js'
import type { Stage } from '../proportion/stage.js'
import { SECTIONS, openPage, recorded } from './kit.js'
import type { Recorded } from './kit.js'

const ffion = { nhsNumber: FFION }
let stage: Stage
beforeAll(async () => {
  stage = await startStage()
}, 180_000)
afterAll(() => stage.gateway.close())

const shownTo = async (): Promise<{ at: string; categories: string[]; role: string }[]> => {
  const page = await openPage(stage, 'hub-manager', { view: null })
  const { data } = await page.ask('accesses { at categories role }', ffion)
  return (data as { child: { accesses: { at: string; categories: string[]; role: string }[] } }).child.accesses
}

describe('a page of seven queries under one view', () => {
  let rows: readonly Recorded[] = []
  let view = ''
  let childId = ''

  it('has its view in every intent and outcome, and what stands alone has none', async () => {
    const page = await openPage(stage, 'social-worker')
    ;({ view } = page)
    await Promise.all(SECTIONS.map(name => page.ask(`${name} { status }`, ffion)))
    const alone = await openPage(stage, 'social-worker', { view: null })
    const { data } = await alone.ask('', ffion)
    childId = (data as { child: { id: string } }).child.id
    rows = await recorded(stage)
    const kinds = (of: readonly Recorded[]): string[] => of.map(({ kind }) => kind).sort()
    const ofView = rows.filter(({ body }) => body['view'] === view)
    expect(kinds(ofView)).toEqual([...Array<string>(7).fill('INTENT'), ...Array<string>(7).fill('OUTCOME')])
    expect(kinds(rows.filter(({ body }) => !('view' in body)))).toEqual(['INTENT', 'OUTCOME'])
  })

  it('keeps a chain that the verifier finds whole, and a changed view is found', async () => {
    const database = await openDatabase(stage.gateway.database.url)
    const all: Row[] = []
    for await (const batch of database.rows) all.push(...batch)
    await database.close()
    expect(all.length).toBeGreaterThanOrEqual(16)
    expect(all.map(faultOf).filter(fault => fault !== null)).toEqual([])
    const one = all.find(({ record }) => record.includes(view))
    if (one === undefined) throw new Error('no row of the view')
    for (const record of [one.record.replace(`,"view":"${view}"`, ''), one.record.replace(view, childId)])
      expect([record === one.record, faultOf({ ...one, record })]).toEqual([false, expect.stringMatching(/hashed/)])
  })

  it('is one look to whoever asks who looked, with all it was at, beside the one that stood alone', async () => {
    const [alone, page, ...more] = await shownTo()
    expect([alone?.role, page?.role, more]).toEqual(['SOCIAL_WORKER', 'SOCIAL_WORKER', []])
    expect(page?.categories.length).toBeGreaterThan(4)
    expect(alone?.categories).toEqual([])
  })

  it('is one look to the family', async () => {
    const { url } = stage.gateway.database
    const words = ['audit', 'subject', '--child', childId, '--database-url', url]
    const { code, out } = await hafan(words, { now: () => stage.region.clock.now() })
    // Those of the social worker, and the manager's own just now.
    expect([code, out.match(/^When: /gm)?.length]).toEqual([0, 3])
  })

  it('counts looks, and not rows, where only so many are given', async () => {
    const first = await openPage(stage, 'social-worker')
    await Promise.all(SECTIONS.map(() => first.ask('', ffion)))
    const { accesses } = stage.gateway.database.store
    const two = (await accesses.of([childId], 2)).get(childId) ?? []
    const all = (await accesses.of([childId], 2_000)).get(childId) ?? []
    expect(two).toEqual(all.slice(0, 2))
    expect(two[1]?.caller?.role).toBe('HUB_MANAGER')
    expect(all.map(({ caller }) => caller?.role)).toEqual([
      'SOCIAL_WORKER',
      'HUB_MANAGER',
      'SOCIAL_WORKER',
      'SOCIAL_WORKER',
    ])
  })
})
