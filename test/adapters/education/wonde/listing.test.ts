import { describe, expect, it } from '@jest/globals'
import { createWonde } from '../../../../src/adapters/education/wonde/source.js'
import { createWondeSystem } from '../../../../simulators/education/wonde/system.js'
import { NEWPORT, pupil, regionOf } from '../region.js'
import { call, config, CREDENTIALS, direct, listAll } from '../support.js'
import { FFION, LEFT, setup } from './start.js'

describe('finding and listing', () => {
  it('finds by current UPN, leavers too', async () => {
    const { source } = setup()
    expect(await source.find?.({ upn: 'Y678402115003' }, call)).toMatchObject({
      kind: 'records',
      records: [{ recordId: 'A1004' }],
    })
    expect(await source.find?.({ upn: 'A000000000000' }, call)).toEqual({ kind: 'records', records: [] })
  })

  it('knows no NHS numbers, and asks nobody', async () => {
    const { source, asked } = setup()
    expect(await source.find?.({ nhsNumber: '9990000018' }, call)).toEqual({ kind: 'records', records: [] })
    expect(asked).toEqual([])
  })

  it('says that finding failed', async () => {
    const { source } = setup({ bend: () => ({ status: 500 }) })
    expect(await source.find?.({ upn: 'Y678402115003' }, call)).toEqual({ kind: 'failed', reason: 'SOURCE_ERROR' })
  })

  it("lists a school's current roll", async () => {
    const { source } = setup()
    const roll = (organisation: string) => source.listFor?.({ staffRef: 'x', teams: [], organisation }, call)
    expect(await roll('A1')).toEqual({ kind: 'records', recordIds: ['A1001', 'A1002'] })
    expect(await roll('A2')).toEqual({ kind: 'records', recordIds: ['A1002'] })
    expect(await roll('B7')).toEqual({ kind: 'records', recordIds: [] })
  })

  it('says that a school refused its roll', async () => {
    const { source } = setup({ revokedSchools: ['A1'] })
    const roll = await source.listFor?.({ staffRef: 'x', teams: [], organisation: 'A1' }, call)
    expect(roll).toEqual({ kind: 'failed', reason: 'REFUSED' })
  })

  it('pages through every pupil for linking, leavers last, each once', async () => {
    const many = Array.from({ length: 230 }, (_, at) =>
      pupil({ pupilId: `A2${String(at).padStart(3, '0')}`, gss: NEWPORT }),
    )
    const { source } = setup({ pupils: [...many, LEFT] })
    const seen: string[] = []
    expect(await listAll(source, seen)).toBe(3)
    expect(seen).toEqual([...many.map(row => row.pupilId), 'A1004'])
  })

  it('lists what linking compares', async () => {
    const listed = await setup({ pupils: [{ ...FFION, formerUpn: 'D676401914042' }] }).source.list?.(null, call)
    expect(listed?.records).toMatchObject([
      {
        recordId: 'A1001',
        protectedRecord: false,
        subject: { upn: 'M680400114001', formerUpns: ['D676401914042'], demographics: { postcodeSector: 'NP20 9' } },
      },
    ])
  })

  it('offers no lookup of many, since Wonde has none', () => {
    expect(setup().source).not.toHaveProperty('lookupMany')
  })

  it('refuses to start without an authority', () => {
    const { transport } = direct(
      createWondeSystem({ id: 'e', region: regionOf([]), gss: NEWPORT, credentials: CREDENTIALS }),
      '/v1.0/',
      '',
    )
    expect(() => createWonde({ ...config('wonde', NEWPORT, '/v1.0/'), area: null }, transport, Date.now)).toThrow(
      'needs an area',
    )
  })
})
