// Every child of a whole invented region through both adapters: nothing fails, and no code goes unrecognised.
import { describe, expect, it } from '@jest/globals'
import type { AgencySource } from '../../../src/adapters/agency.js'
import { createEclipse } from '../../../src/adapters/social-care/eclipse/source.js'
import { createSsdRest } from '../../../src/adapters/social-care/ssd/source.js'
import { createEclipseSystem } from '../../../simulators/social-care/eclipse/system.js'
import { createSsdSystem } from '../../../simulators/social-care/ssd/system.js'
import { generateRegion } from '../../../simulators/region/generate.js'
import type { Gss } from '../../../simulators/region/model.js'
import { CREDENTIALS, NOW } from '../../simulators/social-care/region.js'
import { CALL, configOf, direct, TODAY } from './direct.js'

const region = generateRegion({ seed: 7, size: 400, now: NOW.toISOString() })

function sourceOf(gss: Gss, product: 'eclipse' | 'ssd-rest'): AgencySource {
  const options = { id: 'social-care', region, gss, credentials: CREDENTIALS }
  return product === 'eclipse'
    ? createEclipse(configOf('eclipse'), direct(createEclipseSystem(options), '', 'api://hafan/.default'), () => TODAY)
    : createSsdRest(configOf('ssd-rest'), direct(createSsdSystem(options), '/api/v1'), () => TODAY)
}

describe.each(['eclipse', 'ssd-rest'] as const)('a region on %s', product => {
  it.each(region.authorities.map(one => [one.name, one.gss] as const))('is read whole in %s', async (_name, gss) => {
    const rows = region.socialCare[gss]
    const source = sourceOf(gss, product)
    const readings =
      (await source.lookupMany?.(
        rows.map(row => ({ recordId: row.laChildId, parts: source.offers })),
        CALL,
      )) ?? []
    expect(readings.map(one => one.kind)).toEqual(rows.map(row => (row.lockedTo === null ? 'read' : 'locked')))
    for (const [index, one] of readings.entries()) {
      if (one.kind !== 'read') continue
      expect(one.failedParts).toEqual({})
      expect(one.protectedRecord).toBe(rows[index]?.protection !== null)
      expect(JSON.stringify(one.parts)).not.toContain('"recognised":false')
      expect(one.parts['fact.episodes']).toHaveLength(rows[index]?.episodes.length ?? -1)
    }
  })

  it('is listed page by page to its end', async () => {
    const gss = 'W06000022'
    const source = sourceOf(gss, product)
    const listed = new Set<string>()
    let next: string | null = null
    do {
      const page: Awaited<ReturnType<NonNullable<AgencySource['list']>>> | undefined = await source.list?.(next, CALL)
      for (const record of page?.records ?? []) listed.add(record.recordId)
      next = page?.next ?? null
    } while (next !== null)
    const open = region.socialCare[gss].filter(row => row.lockedTo === null)
    expect(listed).toEqual(new Set(open.map(row => row.laChildId)))
  })
})
