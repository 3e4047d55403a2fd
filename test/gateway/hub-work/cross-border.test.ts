import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openCaseworkKit, type CaseworkKit } from './casework-kit.js'
import { BOARD, UNKNOWN, UNRELATED, type HubKit } from './kit.js'

let casework: CaseworkKit
let kit: HubKit
beforeAll(async () => {
  casework = await openCaseworkKit()
  kit = casework.hub
}, 90_000)
afterAll(() => kit.gateway.close())

const HP = 'hub-police'
const PM = 'police-coordinator'
const child = { nhsNumber: UNRELATED }
const WHERE = `query ($by: ChildIdentifier!, $purpose: Purpose!) { child(by: $by, purpose: $purpose) { ... on Child {
  missingEpisodes { source { id } record { episodes { hostAuthority homeAuthority } } } } } }`

describe('a child of one authority who goes missing in another', () => {
  it('is open to the coordinator of either, once the report is more than one word', async () => {
    const away = {
      child,
      reporter: 'CARER',
      area: 'E06000023',
      homeAuthority: 'W06000022',
      placement: 'PLACED_ELSEWHERE',
    }
    await kit.act('reportMissing', PM, away)
    expect((await kit.read(PM, child)).text).toContain('"ChildExists"')
    const [held] = await kit.episodes(HP, child, 'LOCATE_CHILD')
    const graded = { child, episode: held?.['reference'], version: 1, is: { missing: { level: 'HIGH' } } }
    await kit.act('triage', HP, graded)
    expect((await kit.read(PM, child)).text).toContain('"IN_AREA"')
    const board = await kit.gateway.ask(PM, BOARD, { purpose: 'ASSESS_RISK', first: 50 })
    expect(board.text).toContain(String(held?.['reference']))
  })

  it('has both authorities in the hub’s record', async () => {
    const { text } = await kit.gateway.ask(PM, WHERE, { by: child, purpose: 'ASSESS_RISK' })
    expect(text).toContain('"hostAuthority":"E06000023","homeAuthority":"W06000022"')
  })
})

describe('a meeting that is open', () => {
  const other = { nhsNumber: UNKNOWN }
  const seenBy = async (persona: string) => (await casework.casework(persona, other))?.meetings ?? null
  const hold = async (persona: string) => {
    const version = (await seenBy(persona))?.['version']
    kit.pass(60_000)
    const held = { child: other, version, kind: 'STRATEGY', heldAt: kit.moment(0), decision: 'x', tookPart: [{ party: 'HUB' }] } // prettier-ignore
    expect((await casework.act('recordMeeting', persona, held)).errors).toEqual([])
    kit.pass(60_000)
  }

  it('keeps the whole column of who reaches the child by area alone, until it is held', async () => {
    await kit.act('reportMissing', HP, { child: other, reporter: 'CARER', area: 'W06000022' })
    const [away] = await kit.episodes(HP, other)
    const which = { child: other, episode: away?.['reference'] }
    await kit.act('triage', HP, { ...which, version: 1, is: { missing: { level: 'HIGH' } } })
    kit.pass(60 * 60_000)
    await kit.act('recordReturn', HP, { ...which, version: 2, foundAt: kit.moment(-1), foundBy: 'CARER' })
    const check = { notDone: { reason: 'CHILD_REFUSED', decidedBy: 'Sgt Enghraifft' } }
    expect((await kit.act('recordSafeAndWell', HP, { ...which, version: 3, check })).errors).toEqual([])
    await casework.act('callMeeting', HP, { child: other, reason: 'Waiting may be too late' })
    kit.pass(40 * 24 * 60 * 60_000)
    expect(await seenBy(PM)).toMatchObject({ version: 1, due: { called: true }, calls: [{}] })
    await hold(HP)
    expect(await seenBy(HP)).toMatchObject({ version: 2, due: null })
    expect(await seenBy(PM)).toBeNull()
  })

  it('is not one that the reader alone called: nobody keeps a child open for themselves', async () => {
    expect((await casework.act('callMeeting', PM, { child: other, reason: 'x' })).errors).toEqual([])
    expect(await seenBy(HP)).toMatchObject({ version: 3, due: { called: true } })
    expect(await seenBy(PM)).toBeNull()
    await casework.act('callMeeting', HP, { child: other, reason: 'x' })
    expect(await seenBy(PM)).toMatchObject({ version: 4 })
    // Nobody holds it: what it was called for is no longer counted.
    kit.pass(91 * 24 * 60 * 60_000)
    expect(await seenBy(HP)).toMatchObject({ due: { called: true } })
    expect(await seenBy(PM)).toBeNull()
  })
})
