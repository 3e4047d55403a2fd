import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { UNKNOWN, UNRELATED, openHubKit, receiptOf, refusedBy, type HubKit } from './kit.js'

let kit: HubKit
beforeAll(async () => {
  kit = await openHubKit()
}, 90_000)
afterAll(() => kit.gateway.close())

const child = { nhsNumber: UNRELATED }
const report = { child, reporter: 'CARER', area: 'W06000022', missingFrom: 'HOME' }

describe('an episode', () => {
  it('is reported, triaged, ended by return and checked, and every step of it is read', async () => {
    const hp = 'hub-police'
    expect((await kit.read(hp, child)).text).toContain('ChildNotShown')
    const told = { lastSeenAt: kit.moment(-90), lastSeenPlace: 'Bus station', circumstances: 'Left by the back door' }
    const reported = await kit.act('reportMissing', hp, { ...report, ...told })
    expect(reported.errors).toEqual([])
    const [waiting] = await kit.episodes(hp, child)
    expect(waiting).toMatchObject({
      version: 1,
      status: 'OPEN',
      category: 'UNRECOGNISED',
      lastSeenPlace: 'Bus station',
    })
    const which = { child, episode: waiting?.['reference'] }
    const graded = await kit.act('triage', hp, {
      ...{ ...which, version: 1, is: { missing: { level: 'HIGH', label: 'Red' } } },
    })
    expect(receiptOf(graded)).toMatchObject({ episode: which.episode, version: 2 })
    const lower = { ...which, version: 2, is: { missing: { level: 'MEDIUM' } }, reason: 'Seen by a neighbour' }
    expect(receiptOf(await kit.act('triage', hp, lower)).version).toBe(3)
    kit.pass(3_600_000)
    const back = { ...which, version: 3, foundAt: kit.moment(-10), foundBy: 'FAMILY', place: 'At her aunt’s' }
    expect(receiptOf(await kit.act('recordReturn', hp, back)).version).toBe(4)
    const done = { at: kit.moment(-5), officer: 'PC 4471', harm: ['NONE_KNOWN'], summary: 'Cold and tired' }
    expect(receiptOf(await kit.act('recordSafeAndWell', hp, { ...which, version: 4, check: { done } })).version).toBe(5)
    const [settled] = await kit.episodes(hp, child)
    expect(settled).toMatchObject({
      ...{
        version: 5,
        status: 'FOUND',
        category: 'MISSING',
        risk: 'MEDIUM',
        foundPlace: 'At her aunt’s',
        foundBy: 'Family',
      },
      riskHistory: [
        { level: 'HIGH', rationale: null },
        { level: 'MEDIUM', rationale: 'Seen by a neighbour' },
      ],
      ...{ circumstances: 'Left by the back door', harm: [] },
      safeAndWell: { done: 'YES', officer: 'PC 4471', summary: 'Cold and tired' },
    })
    const plain = JSON.stringify(await kit.rows('select * from hafan.episode_event, hafan.episode'))
    for (const word of ['back door', 'Bus station', 'neighbour', 'PC 4471']) expect(plain).not.toContain(word)
  })

  it('is reported of a child whom nobody knows, with the receipt that any other gets', async () => {
    const known = await kit.act('reportMissing', 'school-lead', { ...report, child: { nhsNumber: UNRELATED } })
    const unknown = await kit.act('reportMissing', 'school-lead', { ...report, child: { nhsNumber: UNKNOWN } })
    const shape = ({ data, errors }: typeof known) => {
      const { reportMissing } = data as { reportMissing: Record<string, string | null> }
      return [errors, Object.entries(reportMissing).map(([name, value]) => [name, value?.length ?? null])]
    }
    expect(shape(unknown)).toEqual(shape(known))
    expect(shape(unknown)[1]).toContainEqual(['episode', null])
    expect(await kit.episodes('hub-manager', { nhsNumber: UNKNOWN })).toHaveLength(1)
    const byId = await kit.act('reportMissing', 'school-lead', { ...report, child: { id: randomUUID() } })
    expect(refusedBy(byId)).toBe('REPORT_NEEDS_NUMBER')
  })
})
