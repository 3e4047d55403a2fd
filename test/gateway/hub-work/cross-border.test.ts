import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { BOARD, UNRELATED, openHubKit, type HubKit } from './kit.js'

let kit: HubKit
beforeAll(async () => {
  kit = await openHubKit()
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
