// Twenty-two cases of people near to children: whoever is too near is answered as though nobody knew the child, to the byte and
// to the call, and their overseers hear of it; whoever only seems so is not hindered.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { isUpn } from '../../../src/children/identity/identifiers.js'
import { asOwner } from '../../support/database.js'
import { FFION, TORFAEN, UNKNOWN, household, number, startStage } from './stage.js'
import type { Stage, Staff } from './stage.js'

const MEGAN = '9990000050'
const MORGAN = '9990000069'
const UPN_OF_NOBODY = [...'ABCDEFGHJKLMNPQRTUVWXYZ'].map(letter => `${letter}999999900001`).find(isUpn) ?? ''
/** Known to Torfaen, and not the team manager's. */
const UNRELATED = '9990000034'

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
}, 90_000)
afterAll(() => stage.gateway.close())

interface Case {
  readonly persona: string
  /** The conflicts declared; answers nothing. */
  readonly declare: () => Promise<unknown>
  readonly by?: () => object | Promise<object>
  readonly unknown?: object
  readonly purpose?: string
}

const ffion = { nhsNumber: FFION }
const self = (persona: string): Staff => stage.staff(persona)
const ofChild = async (persona: string, nhsNumber = FFION, more: object = {}): Promise<string> =>
  stage.declare(self(persona), { kind: 'ID' }, { childId: await stage.childId(nhsNumber), ...more })
const home = (nhsNumber: string): string => {
  const [uprn] = stage.uprnsOf(nhsNumber)
  if (uprn === undefined) throw new Error('the child lives nowhere')
  return uprn
}
const publicId = async (nhsNumber: string): Promise<object> => ({
  id: stage.gateway.database.keys.childId.encode(await stage.childId(nhsNumber)),
})
const nominal = (): string =>
  stage.region.region.police.find(row => row.personId === 'showcase-ffion-prys')?.nominalId ?? ''
const clear = (): Promise<unknown> =>
  asOwner(stage.gateway.database.url, client =>
    client.query('delete from hafan.conflict; delete from hafan.budget_taken'),
  )

async function costOf(persona: string, by: object, purpose?: string) {
  stage.resetCalls()
  const { text } = await stage.child(persona, by, purpose)
  return { text, calls: stage.calls() }
}

const TOO_NEAR: readonly (readonly [string, Case])[] = [
  ['their own child, declared by number', { persona: 'social-worker', declare: () => stage.declare(self('social-worker'), number(FFION)) }],
  ["a colleague's child, declared by the agency", { persona: 'social-worker', declare: () => ofChild('social-worker') }],
  ['a child asked for by the id of the answer', { persona: 'social-worker', declare: () => ofChild('social-worker'), by: () => publicId(FFION), unknown: { id: '00000000-0000-4000-8000-000000000000' } }],
  ['a child asked for by pupil number', { persona: 'school-lead', declare: () => ofChild('school-lead'), by: () => ({ upn: 'M680400114001' }), unknown: { upn: UPN_OF_NOBODY }, purpose: 'SCHOOL_SUPPORT' }],
  ['a child asked for by a record of the police', { persona: 'hub-police', declare: () => ofChild('hub-police'), by: () => ({ local: { source: 'police-gwent', value: nominal() } }), unknown: { local: { source: 'police-gwent', value: 'N-0999999' } } }],
  ['a child declared by a record of the police', { persona: 'hub-police', declare: () => stage.declare(self('hub-police'), { kind: 'RECORD', sourceId: 'police-gwent', recordId: nominal() }) }],
  ['the same household', { persona: 'social-worker', declare: () => stage.declare(self('social-worker'), household(home(FFION))) }],
  ['one twin of the household', { persona: 'hub-police', declare: () => stage.declare(self('hub-police'), household(home(MEGAN))), by: () => ({ nhsNumber: MEGAN }) }],
  ['the other twin', { persona: 'hub-police', declare: () => stage.declare(self('hub-police'), household(home(MEGAN))), by: () => ({ nhsNumber: MORGAN }) }],
  ['the same person in another role', { persona: 'same-in-other-role', declare: () => ofChild('social-worker') }],
  ['a child of whom the role would be told that they exist', { persona: 'team-manager', declare: () => ofChild('team-manager', UNRELATED), by: () => ({ nhsNumber: UNRELATED }) }],
  ['an area that would open the child', { persona: 'police-officer', declare: () => ofChild('police-officer') }],
  ['the care that would open the child', { persona: 'safeguarding-nurse', declare: () => ofChild('safeguarding-nurse') }],
  ['a home that would open the child', { persona: 'residential-manager', declare: () => ofChild('residential-manager'), purpose: 'CARE_PLANNING' }],
  ['an auditor, who needs no relationship', { persona: 'auditor', declare: () => ofChild('auditor'), purpose: 'QUALITY_ASSURANCE' }],
  ['a conflict that ends tomorrow', { persona: 'social-worker', declare: () => ofChild('social-worker', FFION, { until: 1 }) }],
] // prettier-ignore

describe('whoever is too near', () => {
  it.each(TOO_NEAR)('is shown nothing, and somebody hears of it: %s', async (_, one) => {
    await clear()
    const by = one.by ? await one.by() : ffion
    const before = await stage.child(one.persona, by, one.purpose)
    expect(before.text).toMatch(/"__typename":"(Child|ChildExists)"/)
    await one.declare()
    const told = (await stage.notices()).length
    const refused = await costOf(one.persona, by, one.purpose)
    const unknown = await costOf(one.persona, one.unknown ?? { nhsNumber: UNKNOWN }, one.purpose)
    expect(unknown.text).toContain('"reason":"NOT_SHOWN"')
    expect(refused).toEqual(unknown)
    expect((await stage.notices()).slice(told)).toEqual(['CONFLICT_TRIED'])
  })
})

const NOT_TOO_NEAR: readonly (readonly [string, Case])[] = [
  ['a conflict that is over', { persona: 'social-worker', declare: () => ofChild('social-worker', FFION, { from: -9, until: -1 }) }],
  ['one that has not begun', { persona: 'social-worker', declare: () => ofChild('social-worker', FFION, { from: 1 }) }],
  ['the same staff reference at another authority', { persona: 'social-worker', declare: () => ofChild('namesake') }],
  ['another child of theirs', { persona: 'social-worker', declare: () => ofChild('social-worker', MEGAN) }],
  ['another household', { persona: 'social-worker', declare: () => stage.declare(self('social-worker'), household(home(MEGAN))) }],
  ['a conflict withdrawn by their agency', { persona: 'social-worker', declare: async () => {
    const id = await ofChild('social-worker')
    const by = { ...self('auditor-torfaen'), overseer: self('social-worker') }
    await stage.gateway.database.store.conflicts.withdraw(id, by, sent('withdrawn-1'))
  } }],
] // prettier-ignore
const sent = (key: string) => ({
  caller: 'i\ns',
  act: 'withdrawConflict',
  key,
  input: {},
  at: stage.region.clock.now(),
})

describe('whoever only seems near', () => {
  it.each(NOT_TOO_NEAR)('is not hindered, and nobody is told: %s', async (_, one) => {
    await clear()
    const before = await stage.child(one.persona, ffion)
    await one.declare()
    const told = (await stage.notices()).length
    const after = await stage.child(one.persona, ffion)
    expect([after.status, after.text]).toEqual([200, before.text])
    expect(after.text).toContain('"__typename":"Child"')
    expect((await stage.notices()).length).toBe(told)
  })

  it('may not be whom it is about: nobody withdraws a conflict of their own, nor another agency one of its', async () => {
    await clear()
    const id = await ofChild('social-worker')
    const { withdraw } = stage.gateway.database.store.conflicts
    await withdraw(id, { ...self('social-worker'), overseer: self('social-worker') }, sent('withdrawn-2'))
    await withdraw(id, { ...self('auditor'), overseer: self('auditor') }, sent('withdrawn-3'))
    expect((await stage.child('social-worker', ffion)).text).toContain('ChildNotShown')
  })
})

describe('a conflict of interest', () => {
  it('reaches into lists: the place of the child among many, and a caseload without a gap', async () => {
    await clear()
    const many = `query ($by: [ChildIdentifier!]!) { children(by: $by, purpose: ASSESS_RISK) { __typename } }`
    const caseload = `{ viewer { caseload(purpose: ASSESS_RISK, first: 400) { lists { status } edges { node { __typename ... on Child { id } } } } } }`
    const ask = async (query: string, variables = {}) => (await stage.gateway.ask('social-worker', query, variables)).data as { children: { __typename: string }[]; viewer: { caseload: { edges: { node: { id?: string; __typename: string } }[] } } } // prettier-ignore
    const all = (await ask(caseload)).viewer.caseload.edges
    await ofChild('social-worker')
    const less = (await ask(caseload)).viewer.caseload.edges
    const { id } = (await publicId(FFION)) as { id: string }
    expect(less.map(({ node }) => node.id)).toEqual(all.map(({ node }) => node.id).filter(one => one !== id))
    expect(less.length).toBe(all.length - 1)
    const listed = await ask(many, { by: [ffion, { nhsNumber: UNKNOWN }] })
    expect(listed.children).toEqual([{ __typename: 'ChildNotShown' }, { __typename: 'ChildNotShown' }])
    expect((await stage.notices()).slice(-2)).toEqual(['CONFLICT_TRIED', 'CONFLICT_TRIED'])
  })

  it('of a child nobody knew when it was declared holds when the child is first read', async () => {
    await clear()
    const database = stage.gateway.database
    const childId = await stage.childId(FFION)
    await stage.declare(self('social-worker'), number(FFION))
    const rows = await asOwner(database.url, async client => {
      const linked = (await client.query('select * from hafan.link where child_id = $1', [childId])).rows
      await client.query('delete from hafan.child where id = $1', [childId])
      return linked.length
    })
    expect(rows).toBeGreaterThan(0)
    const own = stage.region.region.socialCare[TORFAEN].find(row => row.personId === 'showcase-ffion-prys')
    for (const by of [
      ffion,
      { upn: 'M680400114001' },
      { local: { source: 'social-care-torfaen', value: own?.laChildId } },
    ])
      expect((await stage.child('social-worker', by)).text).toContain('"__typename":"ChildNotShown"')
    expect((await database.store.children.byIdentifier('NHS_NUMBER', [FFION])).size).toBe(0)
    await clear()
    expect((await stage.child('social-worker', ffion)).text).toContain('"__typename":"Child"')
  })

  it('keeps no name, staff reference, number or address that could be read', async () => {
    await stage.declare(self('social-worker'), household(home(MEGAN)))
    const { rows } = await asOwner(stage.gateway.database.url, client =>
      client.query<{ text: string }>(`select row_to_json(c)::text as text from hafan.conflict c
        union all select row_to_json(n)::text from hafan.notice n union all select address_keys::text from hafan.link`),
    )
    const all = rows
      .map(({ text }) => text.replace(/\\\\x[0-9a-f]+/g, hex => Buffer.from(hex.slice(3), 'hex').toString('latin1')))
      .join()
    for (const word of [self('social-worker').staffRef, home(MEGAN), MEGAN, FFION]) expect(all).not.toContain(word)
  })

  it('tells nobody that two children live together: their addresses have nothing in common in the store', async () => {
    const { children } = stage.gateway.database.store
    const links = await children.linksOf([await stage.childId(MEGAN), await stage.childId(MORGAN)])
    const [megan, morgan] = [...links.values()].map(list => list.flatMap(({ addressKeys = [] }) => addressKeys))
    expect(megan?.length).toBeGreaterThan(0)
    expect(megan?.filter(key => morgan?.includes(key))).toEqual([])
  })

  it('is told so often a day at most, and counted each time', async () => {
    await clear()
    const id = await ofChild('hub-police', MEGAN)
    const told = (await stage.notices()).length
    for (let n = 0; n < 22; n += 1) await stage.child('hub-police', { nhsNumber: MEGAN })
    expect((await stage.notices()).length - told).toBe(20)
    const { rows } = await asOwner(stage.gateway.database.url, client =>
      client.query('select tries from hafan.conflict where id = $1', [id]),
    )
    expect(rows).toEqual([{ tries: 22 }])
  }, 20_000)
})
