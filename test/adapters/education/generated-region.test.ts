// Both adapters against the region as it is generated: what the simulators send is what the adapters know.
import { describe, expect, it } from '@jest/globals'
import { Ajv } from 'ajv'
import { readFileSync } from 'node:fs'
import { createOneRoster } from '../../../src/adapters/education/oneroster/source.js'
import { createWonde } from '../../../src/adapters/education/wonde/source.js'
import { createOneRosterSystem } from '../../../simulators/education/oneroster/system.js'
import { createWondeSystem } from '../../../simulators/education/wonde/system.js'
import { generateRegion } from '../../../simulators/region/generate.js'
import { BASE, signIn } from './oneroster/pupils.js'
import { MONMOUTHSHIRE, NEWPORT, NOW } from './region.js'
import { call, config, CREDENTIALS, direct, listAll, read, type Bend } from './support.js'

const region = generateRegion({ seed: 7, size: 600, now: NOW.toISOString() })
const clock = (): number => NOW.getTime()

describe('the generated region', () => {
  it('is read from Wonde without a code unrecognised or a part lost', async () => {
    const system = createWondeSystem({ id: 'w', region, gss: NEWPORT, credentials: CREDENTIALS })
    const source = createWonde(
      config('wonde', NEWPORT, '/v1.0/'),
      direct(system, '/v1.0/', 'Bearer TOKEN').transport,
      clock,
    )
    const pupils = region.education[NEWPORT]
    expect(pupils.length).toBeGreaterThan(50)
    for (const pupil of pupils) {
      const reading = await read(source, pupil.pupilId)
      expect(reading.failedParts).toEqual({})
      expect(reading.subject?.upn).toBe(pupil.upn)
      expect(reading.parts['education.attendance']?.presentPercent).toBe(pupil.presentPercent)
      expect(reading.parts['education.attendance']?.marks).toHaveLength(pupil.marks.length)
      expect(reading.parts.professionals?.length).toBeGreaterThan(0)
      expect(JSON.stringify(reading.parts)).not.toMatch(/Unrecognised|UNRECOGNISED/)
    }
    const seen: string[] = []
    await listAll(source, seen)
    expect(seen.toSorted()).toEqual(pupils.map(pupil => pupil.pupilId).toSorted())
  })

  it('is read from OneRoster, every answer as the schema has it', async () => {
    const schema = new URL('../../simulators/education/oneroster.schema.json', import.meta.url)
    const valid = new Ajv().compile(JSON.parse(readFileSync(schema, 'utf8')) as object)
    const check: Bend = (_asked, answer) => {
      valid(answer.body)
      expect(valid.errors ?? []).toEqual([])
      return answer
    }
    const system = createOneRosterSystem({ id: 'o', region, gss: MONMOUTHSHIRE, credentials: CREDENTIALS })
    const { transport } = direct(system, BASE, signIn(system), check)
    const source = createOneRoster(config('oneroster', MONMOUTHSHIRE, BASE), transport, clock)
    const pupils = region.education[MONMOUTHSHIRE]
    const asks = pupils.map(pupil => ({ recordId: pupil.pupilId, parts: source.offers }))
    const readings = await source.lookupMany?.(asks, call)
    expect(readings).toHaveLength(pupils.length)
    readings?.forEach((reading, at) => {
      if (reading.kind !== 'read') throw new Error(`expected a record, got ${reading.kind}`)
      expect(reading.failedParts).toEqual({})
      expect(reading.subject).toMatchObject({
        upn: pupils[at]?.upn,
        demographics: { dateOfBirth: pupils[at]?.dateOfBirth },
      })
      expect(reading.parts.family?.people).toHaveLength(pupils[at]?.relatives.length ?? -1)
      expect(JSON.stringify(reading.parts)).not.toMatch(/Unrecognised|UNRECOGNISED/)
    })
    const seen: string[] = []
    await listAll(source, seen)
    expect(seen.toSorted()).toEqual(pupils.map(pupil => pupil.pupilId).toSorted())
  })
})
