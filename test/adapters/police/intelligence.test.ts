import { describe, expect, it } from '@jest/globals'
import type { AgencySource, Part } from '../../../src/adapters/agency.js'
import { HANDLING } from '../../../src/adapters/agency.js'
import { readAs, stoppedAfterEach } from '../one-source.js'
import { bending, callAs, startPolice } from './start.js'

const start = stoppedAfterEach(startPolice)

const read = (source: AgencySource, recordId: string, parts: readonly Part[], actor = {}) =>
  readAs(source, recordId, parts, callAs(actor))
const handlings = (rows: readonly object[] | null | undefined) =>
  (rows ?? []).map(row => (row as { [HANDLING]?: { code: string } })[HANDLING]?.code ?? null)

describe('intelligence', () => {
  it('kept back by the force says whom to ring, for the audience of code C', async () => {
    const { source, running } = await start()
    const rows = (await read(source, 'N-1', ['police.intelligence'])).parts['police.intelligence']
    expect(rows?.[1]).toMatchObject({
      reference: 'IR-2',
      keptBack: true,
      text: null,
      desk: 'Force Intelligence Bureau duty desk',
      handling: { code: 'C', system: '3x5x2 handling', recognised: true },
    })
    expect(handlings(rows)).toEqual([null, 'INTELLIGENCE_C', 'ABOUT_CARER', 'INTELLIGENCE_C'])
    expect(running.calls().some(({ headers }) => 'x-acting-vetting' in headers)).toBe(false)
  })

  it('comes whole for somebody with police vetting, and is for the same audience', async () => {
    const { source } = await start()
    const vetted = { policeVetted: true }
    const rows = (await read(source, 'N-1', ['police.intelligence'], vetted)).parts['police.intelligence']
    expect(rows?.[1]).toMatchObject({ keptBack: false, conditions: 'Ask the source handler', desk: null })
    expect(handlings(rows)).toEqual([null, 'INTELLIGENCE_C', 'ABOUT_CARER', 'INTELLIGENCE_C'])
  })

  it('in the older scheme keeps its scheme and grades', async () => {
    const { source } = await start()
    const rows = (await read(source, 'N-1', ['police.intelligence'])).parts['police.intelligence']
    expect(rows?.[3]).toMatchObject({ scheme: '5x5x5', sourceGrade: { code: 'B', label: { en: 'Mostly reliable' } } })
  })

  it.each([
    [{ about: 'SCHOOL' }, 'ABOUT_SCHOOL'],
    [{ about: 'CARER' }, 'ABOUT_CARER'],
    [{ about: 'COUNCILLOR' }, 'INTELLIGENCE_C'],
    [{ about: 'SCHOOL', handling: 'C' }, 'INTELLIGENCE_C'],
    [{ about: null, handling: 'X' }, 'INTELLIGENCE_C'],
    [{ about: null, scheme: '4x4' }, 'INTELLIGENCE_C'],
    [{ about: null }, null],
  ])('with %j has the handling %s', async (over, code) => {
    const { source } = await start({ bend: bending('intelligenceReport', it => ({ ...it, ...over })) })
    const rows = (await read(source, 'N-1', ['police.intelligence'], { policeVetted: true })).parts
    expect(handlings(rows['police.intelligence']).slice(0, 1)).toEqual([code])
  })

  it.each(['SECRET', 'TOP SECRET', 'OFFICIAL-ISH', 'UNKNOWN'])('marked %s stays behind, and is said to', async gsc => {
    const { source } = await start({ bend: bending('intelligenceReport', it => ({ ...it, gsc })) })
    const { parts, restrainedParts } = await read(source, 'N-1', ['police.intelligence', 'police.custody'])
    expect(parts['police.intelligence']).toEqual([])
    expect(restrainedParts).toEqual(['police.intelligence'])
  })

  it.each(['OFFICIAL', 'OFFICIAL-SENSITIVE', 'Official: Sensitive', null, undefined])('marked %s comes', async gsc => {
    const { source } = await start({ bend: bending('intelligenceReport', it => ({ ...it, gsc })) })
    const { parts, restrainedParts } = await read(source, 'N-1', ['police.intelligence'])
    expect([parts['police.intelligence']?.length, restrainedParts]).toEqual([4, []])
  })
})
