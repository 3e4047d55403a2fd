import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { UNRELATED, openHubKit, receiptOf, refusedBy, type ActName, type HubKit } from './kit.js'

let kit: HubKit
const HP = 'hub-police'
const child = { nhsNumber: UNRELATED }
/** Valid numbers that nobody in the region has. */
const SIBLINGS = ['9999999999', '9990070024']

beforeAll(async () => {
  kit = await openHubKit()
}, 90_000)
afterAll(() => kit.gateway.close())

const report = (more: object = {}) => ({ child, reporter: 'CARER', area: 'W06000022', ...more })
async function refused(code: string, act: ActName, persona: string, input: object): Promise<void> {
  const before = await kit.written()
  expect(refusedBy(await kit.act(act, persona, input))).toBe(code)
  expect(await kit.written()).toEqual(before)
}
const held = async (by: object = child) => kit.episodes(HP, by)

describe('two reports of one absence', () => {
  it('are merged where both were seen as they are; the one that goes answers as a part of the other', async () => {
    await kit.act('reportMissing', HP, report({ reportedAt: kit.moment(-120) }))
    // The second is by whom the child is not shown to, of a time the first does not meet, and so stands beside it.
    const [first] = await held()
    const kept = String(first?.['reference'])
    await kit.act('triage', HP, { child, episode: kept, version: 1, is: { missing: { level: 'HIGH' } } })
    await kit.rows(`insert into hafan.episode (child_id, reference, reported_at, status, category, risk, area, safe_and_well_settled)
      select child_id, 'OLD-7', reported_at + interval '1 minute', 'OPEN', 'UNRECOGNISED', 'NOT_GRADED', area, false
      from hafan.episode where reference = '${kept}'`)
    const both = { child, keep: kept, keepVersion: 2, merge: 'OLD-7', mergeVersion: 0 }
    await refused('EPISODE_CHANGED_MEANWHILE', 'mergeReports', HP, { ...both, keepVersion: 1 })
    await refused('EPISODE_CHANGED_MEANWHILE', 'mergeReports', HP, { ...both, mergeVersion: 1 })
    await refused('NOT_ONE_ABSENCE', 'mergeReports', HP, { ...both, merge: kept, mergeVersion: 2 })
    await refused('NOT_REPORTED', 'mergeReports', HP, { ...both, merge: 'OLD-8' })
    const back = { child, keep: 'OLD-7', keepVersion: 0, merge: kept, mergeVersion: 2 }
    await refused('MERGE_THE_OTHER_WAY', 'mergeReports', HP, back)
    await refused('OPERATION_REFUSED', 'mergeReports', 'police-coordinator', both)
    const answer = await kit.act('mergeReports', HP, both)
    expect(answer.errors).toEqual([])
    expect(receiptOf(answer)).toMatchObject({ episode: kept, version: 3 })
    const after = await held()
    expect(after.map(({ reference }) => reference)).toEqual([kept])
    const query = `query ($by: ChildIdentifier!) { child(by: $by, purpose: ASSESS_RISK) { ... on Child { missingEpisodes {
      source { id } record { merged { reference mergedInto } } } } } }`
    const { text } = await kit.gateway.ask(HP, query, { by: child })
    expect(text).toContain(`{"reference":"OLD-7","mergedInto":"${kept}"}`)
    await refused('EPISODE_MERGED', 'triage', HP, {
      ...{ child, episode: 'OLD-7', version: 2, is: { missing: { level: 'LOW' } } },
    })
    const kinds = await kit.rows<{ reference: string; kinds: string }>(
      `select reference, string_agg(kind, ' ' order by seq) as kinds from hafan.episode_event group by 1 order by 1 desc`,
    )
    expect(kinds).toContainEqual({ reference: 'OLD-7', kinds: 'TAKEN_OVER MERGED' })
    expect(kinds).toContainEqual({ reference: kept, kinds: 'REPORT TRIAGE ABSORB' })
  })
})

describe('an episode', () => {
  it('is taken, handed over, and found on the board by who has it', async () => {
    const [one] = await held()
    const which = { child, episode: one?.['reference'] }
    const query = `query ($of: BoardOfInput) { board(purpose: ASSESS_RISK, first: 50, of: $of) {
      edges { node { episode assignedPerson assignedTeam } } } }`
    const board = async (of: object | null): Promise<readonly unknown[]> => {
      const { data } = await kit.gateway.ask(HP, query, { of })
      const { edges } = (data as { board: { edges: { node: { episode: string } }[] } }).board
      return edges.map(({ node }) => node).filter(({ episode }) => episode === which.episode)
    }
    expect(await board({ nobody: true })).toHaveLength(1)
    expect(await board({ mine: true })).toHaveLength(0)
    expect(receiptOf(await kit.act('assignEpisode', HP, { ...which, version: 3 })).version).toBe(4)
    const [mine] = (await board({ mine: true })) as { assignedPerson: string }[]
    expect(mine?.assignedPerson).toMatch(/\S/)
    expect(await board({ nobody: true })).toHaveLength(0)
    await refused('ALREADY_ASSIGNED', 'assignEpisode', HP, { ...which, version: 4 })
    await refused('EPISODE_CHANGED_MEANWHILE', 'assignEpisode', HP, { ...which, version: 3, to: { team: 'Night' } })
    await refused('TEXT_HIDDEN_CHARACTERS', 'assignEpisode', HP, { ...which, version: 4, to: { team: 'Ni\u202eght' } })
    await refused('OPERATION_REFUSED', 'assignEpisode', 'social-worker', { ...which, version: 4 })
    await kit.act('assignEpisode', HP, { ...which, version: 4, to: { team: 'Night' } })
    expect(await board({ team: 'Night' })).toEqual([
      { episode: which.episode, assignedPerson: null, assignedTeam: 'Night' },
    ])
    expect(await board({ staffRef: mine?.assignedPerson })).toHaveLength(0)
    expect(await board(null)).toHaveLength(1)
    const wrong = await kit.gateway.ask(HP, query, { of: { mine: false } })
    expect(wrong.errors[0]?.extensions['code']).toBe('BAD_ARGUMENT')
    const [steps] = await kit.rows<{ count: string }>(`select count(*) from hafan.episode_event where kind = 'ASSIGN'`)
    expect(steps?.count).toBe('2')
  })
})

describe('siblings of one incident', () => {
  const named = (missing: readonly boolean[]) => SIBLINGS.map((nhsNumber, index) => ({ child: { nhsNumber }, missing: missing[index] })) // prettier-ignore
  const incident = { reporter: 'POLICE', area: 'W06000022', circumstances: 'Left a party' }

  it('are refused whole, and nothing is written', async () => {
    const twice = [...named([true, true]).slice(0, 1), ...named([true, true]).slice(0, 1)]
    await refused('NOBODY_MISSING', 'reportIncident', HP, { ...incident, children: named([false, false]) })
    await refused('CHILD_TWICE', 'reportIncident', HP, { ...incident, children: twice })
    await refused('SEEN_AFTER_REPORT', 'reportIncident', HP, {
      ...{ ...incident, children: named([true, true]), reportedAt: kit.moment(-60), lastSeenAt: kit.moment(-5) },
    })
    await refused('TEXT_TOO_LONG', 'reportIncident', HP, {
      ...{ ...incident, children: named([true, true]), circumstances: 'x'.repeat(20_001) },
    })
    await refused('OPERATION_REFUSED', 'reportIncident', 'team-manager', { ...incident, children: named([true, true]) })
    const many = Array.from({ length: 21 }, () => named([true, true])[0])
    await refused('TOO_MANY_ENTRIES', 'reportIncident', HP, { ...incident, children: many })
  })

  it('have an episode each who is missing, and those who are not have none', async () => {
    const sent = { ...incident, children: [...named([true, false]), { child, missing: true }], key: 'one-incident-key' }
    const before = await kit.written()
    const answer = await kit.act('reportIncident', HP, sent)
    expect(answer.errors).toEqual([])
    const { children } = (answer.data as { reportIncident: { children: { episode: string | null }[] } }).reportIncident
    const [open] = await held()
    // Who is shown was away already, and is counted there.
    expect(children.map(({ episode }) => episode)).toEqual([null, open?.['reference']])
    expect(await held({ nhsNumber: SIBLINGS[0] })).toHaveLength(1)
    expect((await kit.read(HP, { nhsNumber: SIBLINGS[1] })).text).toContain('"ChildNotShown"')
    const after = await kit.written()
    expect([Number(after['episode']) - Number(before['episode']), Number(after['child']) - Number(before['child'])]).toEqual([1, 1]) // prettier-ignore
    const again = await kit.act('reportIncident', HP, sent)
    expect(again.data).toEqual(answer.data)
    expect(await kit.written()).toEqual(after)
  })
})
