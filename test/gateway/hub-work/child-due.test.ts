import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CONCEALED } from '../break-glass/kit.js'
import { openCaseworkKit, receiptOf, type CaseworkKit } from './casework-kit.js'
import { UNRELATED } from './kit.js'

let kit: CaseworkKit
const HP = 'hub-police'
const HM = 'hub-manager'
const DAY = 24 * 60
const child = { nhsNumber: UNRELATED }
const concealed = { nhsNumber: CONCEALED[0] }
const PARTS = ['missingEpisodes', 'checks', 'interviews', 'miraf', 'meetings', 'actions', 'referrals', 'serafs']
const ITEMS = 'more items { kind episode meeting referral dueAt overdue age because }'
const DUE = `query ($by: ChildIdentifier!, $purpose: Purpose!) { child(by: $by, purpose: $purpose) { __typename
  ... on Child { id completeness due { ${PARTS.map(part => `${part} { ${ITEMS} }`).join(' ')} } } } }`

interface Item {
  readonly kind: string
  readonly episode: string | null
  readonly meeting: string | null
  readonly referral: string | null
  readonly dueAt: string
  readonly because: readonly string[]
}
type Due = Readonly<Record<string, { readonly more: number; readonly items: readonly Item[] } | null>>

const ask = (persona: string, by: object, purpose = 'ASSESS_RISK') => kit.gateway.ask(persona, DUE, { by, purpose })
async function dueOf(persona: string, by: object, purpose?: string): Promise<Due> {
  const { data } = await ask(persona, by, purpose)
  return (data as { child: { due: Due } }).child.due
}
const itemsIn = (due: Due): readonly Item[] => PARTS.flatMap(part => due[part]?.items ?? [])

beforeAll(async () => {
  kit = await openCaseworkKit()
  await kit.hub.act('reportMissing', HP, { child, reporter: 'CARER', area: 'W06000022' })
  await kit.hub.act('reportMissing', HM, { child: concealed, reporter: 'CARER', area: 'W06000022' })
}, 90_000)
afterAll(() => kit.gateway.close())

describe('what is due of one child', () => {
  it('is of each kind of record by itself, and an empty list where nothing is due', async () => {
    const due = await dueOf(HP, child)
    const [episode] = await kit.episodes(HP, child)
    expect(due['missingEpisodes']).toMatchObject({ more: 0, items: [{ kind: 'TRIAGE', episode: episode?.['reference'], meeting: null, referral: null, overdue: false, age: 'IN_TIME', because: [] }] }) // prettier-ignore
    for (const part of PARTS.slice(1)) expect(due[part]).toEqual({ more: 0, items: [] })
  })

  it('says what it is about, why, and how late it is', async () => {
    const { reference } = receiptOf(await kit.act('sendReferral', HP, { child, service: 'CAMHS', to: 'Team' }))
    await kit.act('callMeeting', HP, { child, reason: 'Waiting may be too late' })
    const [episode] = await kit.episodes(HP, child)
    const step = { child, episode: episode?.['reference'], version: episode?.['version'] }
    await kit.hub.act('triage', HP, { ...step, is: { missing: { level: 'HIGH' } } })
    const due = await dueOf(HP, child)
    expect(due['referrals']).toMatchObject({
      items: [{ kind: 'REFERRAL', referral: reference, episode: null, overdue: false }],
    })
    expect(due['meetings']).toMatchObject({
      items: [{ kind: 'MEETING', meeting: null, because: ['MEETING_CALLED'], overdue: false }],
    })
    expect(due['miraf']).toMatchObject({ items: [{ kind: 'MIRAF', episode: null, because: ['NO_ASSESSMENT'] }] })
    kit.pass(40 * DAY * 60_000)
    const later = await dueOf(HP, child)
    expect(later['referrals']).toMatchObject({ items: [{ kind: 'REFERRAL', overdue: true }] })
    expect(JSON.stringify(later['referrals'])).toContain('LATE_')
  })

  it('is the same as the list of what is due of all children has of this one', async () => {
    const { data } = await kit.gateway.ask(HP, `{ dueWork(purpose: ASSESS_RISK, first: 50) { edges { node { child { ... on Child { id } } kind reference dueAt overdue age because } } } }`) // prettier-ignore
    const { edges } = (data as { dueWork: { edges: readonly { node: Item & { child: { id: string } } }[] } }).dueWork
    const sorted = (all: readonly object[]) => all.map(one => JSON.stringify(one)).sort()
    const { id } = ((await ask(HP, child)).data as { child: { id: string } }).child
    const ofIt = edges.filter(({ node }) => node.child.id === id).map(({ node: { child: _child, ...node } }) => node)
    const theirs = itemsIn(await dueOf(HP, child)).map(({ episode, meeting, referral, kind, ...rest }) => ({
      ...{ kind, reference: episode ?? meeting ?? referral, ...rest },
    }))
    expect(theirs.length).toBeGreaterThan(2)
    expect(sorted(theirs)).toEqual(sorted(ofIt))
  })

  it('is withheld part by part as the record is that it tells of, and says so', async () => {
    const pupil = { upn: 'M680400114001' }
    const { data, errors } = await ask('school-lead', pupil, 'SCHOOL_SUPPORT')
    const { due, completeness } = (data as { child: { due: Due; completeness: string } }).child
    expect(due['missingEpisodes']).not.toBeNull()
    const withheld = errors
      .filter(({ extensions }) => extensions['code'] === 'FIELD_WITHHELD')
      .map(({ extensions }) => String(extensions['coordinate']))
    // References are full of each record: what is due of an absence is given to a school, and which absence it is not.
    const references = ['DueItem.episode', 'DueItem.meeting', 'DueItem.referral']
    const parts = ['checks', 'miraf', 'meetings', 'actions', 'referrals']
    expect([...withheld].sort()).toEqual([...parts.map(part => `ChildDue.${part}`), ...references].sort())
    for (const part of parts) expect(due[part]).toBeNull()
    expect(due['serafs']).not.toBeNull()
    expect(completeness).toBe('COMPLETE_FOR_YOU')
  })

  it('is on record as given and as withheld', async () => {
    const rows = await kit.rows<{ record: string }>(
      `select record from hafan.audit_row where record like '%"kind":"OUTCOME"%' and record like '%ChildDue.serafs%' order by seq`,
    )
    const bodies = rows.map(({ record }) => (JSON.parse(record) as { body: Readonly<Record<string, unknown>> }).body)
    const ofPupil = bodies.find(({ withheld }) => JSON.stringify(withheld).includes('ChildDue.miraf'))
    expect(ofPupil?.['given']).toContain('ChildDue.serafs')
    expect(ofPupil?.['kinds']).toContain('EXPLOITATION_RISK')
    expect(ofPupil?.['kinds']).not.toContain('MIRAF')
  })

  it('is withheld whole part by part of a purpose that gives nothing of it', async () => {
    const due = await dueOf(HM, child, 'LOCATE_CHILD')
    expect(due['referrals']).toBeNull()
    expect(due['missingEpisodes']).not.toBeNull()
  })

  it('is of nobody who is not shown', async () => {
    expect((await ask(HP, concealed)).data).toMatchObject({ child: { __typename: 'ChildNotShown' } })
    expect(itemsIn(await dueOf(HM, concealed)).map(({ kind }) => kind)).toContain('TRIAGE')
  })

  it('is nothing of a child who is no case of the hub any more', async () => {
    const [episode] = await kit.episodes(HM, child)
    const step = { child, episode: episode?.['reference'], version: episode?.['version'] }
    await kit.hub.act('recordReturn', HM, { ...step, foundAt: kit.moment(-1), foundBy: 'CARER' })
    expect(itemsIn(await dueOf(HM, child)).map(({ kind }) => kind)).toContain('CHECK')
    kit.pass(400 * DAY * 60_000)
    const { text } = await ask(HM, child)
    for (const kind of ['CHECK', 'MEETING', 'REFERRAL']) expect(text).not.toContain(`"${kind}"`)
  })
})
