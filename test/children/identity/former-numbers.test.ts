// Former numbers and authorities' ids through the passes that the gateway runs, and an adopted child's old numbers, which lead nowhere.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import type { IdentifiedRecord, Subject } from '../../../src/adapters/agency.js'
import { linkByScore } from '../../../src/children/identity/link-by-score.js'
import { linkingPass } from '../../../src/children/identity/linking-pass.js'
import { recordKey } from '../../../src/types/child.js'
import type { AgencyKind } from '../../../src/types/index.js'
import { asOwner, testDatabase, type TestDatabase } from '../../support/database.js'
import { NOW, nobodyCalls } from '../support.js'
import { record, single } from './passes.js'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.stop())

let serial = 0
/** A pupil number that adds up and that no other test has. */
function upn(): string {
  serial += 1
  const digits = `680400114${String(serial).padStart(3, '0')}`
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index + 2), 0)
  return `${'ABCDEFGHJKLMNPQRTUVWXYZ'[sum % 23] ?? ''}${digits}`
}

type Listed = readonly [sourceId: string, agency: AgencyKind, ...records: IdentifiedRecord[]]

const said = (recordId: string, rest: Partial<Subject>, protectedRecord = false): IdentifiedRecord => ({
  ...record(recordId, rest),
  protectedRecord,
})

/** By number, as `hafan link` begins. */
const pass = (...all: readonly Listed[]): Promise<void> => passes([false], all)

async function passes(which: readonly boolean[], all: readonly Listed[]): Promise<void> {
  const { store } = database
  const sources = all.map(([id, agency, ...records]) => ({ source: single(id, agency, ...records), rate: 100_000 }))
  for (const scores of which)
    await linkingPass(sources, {
      ...{ store, now: () => NOW, call: () => nobodyCalls, signal: new AbortController().signal },
      progress: () => undefined,
      backfill: {
        ...{ dryRun: false, fromStart: true },
        byScore: scores
          ? (id, records, askable) => linkByScore(id, records, { store, now: () => NOW, dryRun: false }, askable)
          : null,
      },
    })
}

const childOf = async (sourceId: string, recordId: string): Promise<string | undefined> => {
  const name = { sourceId, recordId }
  return (await database.store.children.byRecord([name])).get(recordKey(name))
}

const holderOf = async (number: string): Promise<string | undefined> =>
  (await database.store.children.byIdentifier('UPN', [number])).get(number)

/** Whatever waits for a person of these sources, with whom it may be. */
const waiting = async (...sourceIds: readonly string[]): Promise<readonly (readonly [string, readonly string[]])[]> =>
  (await database.store.linkReviews.open(1000, null))
    .filter(({ sourceId }) => sourceIds.includes(sourceId))
    .map(({ sourceId, candidates }) => [sourceId, candidates.map(({ childId }) => childId)] as const)

describe('a former pupil number', () => {
  it.each([
    ['before', false],
    ['after', true],
  ])('joins the school that still lists it, read %s the one that knows it as former', async (which, last) => {
    const [old, now] = [upn(), upn()]
    const school = [`old-${which}`, 'EDUCATION', said('1', { upn: old })] as const
    const next = [`new-${which}`, 'EDUCATION', said('1', { upn: now, formerUpns: [old] })] as const
    await pass(...(last ? [next, school] : [school, next]))
    expect(await childOf(...pair(school))).toBe(await childOf(...pair(next)))
    expect([await holderOf(old), await holderOf(now)]).toEqual(Array(2).fill(await childOf(...pair(next))))
  })

  it('makes no child, and leads nowhere where any of what the records say is another', async () => {
    const [old, now] = [upn(), upn()]
    const another = { ...record('1').subject.demographics, familyNames: ['Bowen'] }
    await pass(
      ['lone', 'SOCIAL_CARE', said('1', { formerUpns: [upn()] })],
      ['then', 'EDUCATION', said('1', { upn: old })],
      ['since', 'EDUCATION', said('1', { upn: now, formerUpns: [old], demographics: another })],
    )
    expect(await childOf('lone', '1')).toBeUndefined()
    expect(await childOf('since', '1')).not.toBe(await childOf('then', '1'))
    expect(await holderOf(old)).toBe(await childOf('then', '1'))
    expect((await waiting('then', 'since')).flatMap(([, candidates]) => candidates)).toEqual([])
  })

  it('goes to the record that has it now, where that is another child’s', async () => {
    const [old, now] = [upn(), upn()]
    const another = { ...record('1').subject.demographics, givenNames: ['Seren'] }
    await pass(['claims', 'EDUCATION', said('1', { upn: now, formerUpns: [old] })])
    expect(await holderOf(old)).toBe(await childOf('claims', '1'))
    await pass(['has', 'EDUCATION', said('1', { upn: old, demographics: another })])
    expect(await holderOf(old)).toBe(await childOf('has', '1'))
    expect(await childOf('has', '1')).not.toBe(await childOf('claims', '1'))
  })
})

const pair = ([sourceId, , one]: readonly [string, AgencyKind, IdentifiedRecord]): [string, string] => [
  sourceId,
  one.recordId,
]

describe('an authority’s id', () => {
  it('joins the record of the authority that gave it, and the same id of another authority does not', async () => {
    const ids = [
      { authority: 'W06000022', id: '40017' },
      { authority: 'W06000020', id: 'tor-22871' },
    ]
    // Systems are read side by side; such an id leads to a child who is known already.
    await pass(
      ['torfaen', 'SOCIAL_CARE', said('TOR-22871', { upn: upn(), authorityIds: [{ authority: 'W06000020', id: 'TOR-22871' }] })],
    ) // prettier-ignore
    await pass(
      ['newport', 'SOCIAL_CARE', said('40017', { authorityIds: ids })],
      ['cardiff', 'SOCIAL_CARE', said('40017', { authorityIds: [{ authority: 'W06000015', id: 'TOR-22871' }] })],
    ) // prettier-ignore
    const childId = (await childOf('torfaen', 'TOR-22871')) ?? ''
    expect(await childOf('newport', '40017')).toBe(childId)
    const links = (await database.store.children.linksOf([childId])).get(childId)
    expect(links?.map(({ sourceId, how }) => [sourceId, how])).toEqual([
      ['newport', 'AUTHORITY_ID'],
      ['torfaen', 'UPN'],
    ])
  })
})

describe('an adopted child’s old number', () => {
  const born = record('1').subject.demographics

  it.each<[string, boolean, boolean]>([
    ['the record before is flagged', false, true],
    ['the record after is flagged', true, false],
  ])(
    'links nothing and asks nobody where %s, also once the flag is gone, in either order',
    async (_, after, before) => {
      for (const order of ['then-now', 'now-then']) {
        const [old, now] = [upn(), upn()]
        const [then, since] = [`${order}-${String(after)}-then`, `${order}-${String(after)}-now`]
        // All else is the same: the number is all that could join them.
        const records = (flagged: boolean) =>
          [
            [then, 'EDUCATION', said('1', { upn: old, demographics: born }, flagged && before)],
            [since, 'EDUCATION', said('1', { upn: now, formerUpns: [old], demographics: born }, flagged && after)],
          ] as const
        const inOrder = (flagged: boolean) => (order === 'then-now' ? records(flagged) : records(flagged).toReversed())
        const apart = async (): Promise<void> => {
          const [one, other] = [await childOf(then, '1'), await childOf(since, '1')]
          expect([one === undefined, other === undefined, one === other]).toEqual([false, false, false])
          expect(await holderOf(old)).toBe(one)
        }
        await pass(...inOrder(true))
        await apart()
        expect(await waiting(then, since)).toEqual([])
        await pass(...inOrder(false))
        await apart()
        expect(await waiting(then, since)).toEqual([])
      }
    },
  )

  it('is told of nowhere under another name, by numbers or by scores, where nobody has flagged anything', async () => {
    const [old, now] = [upn(), upn()]
    const kayleigh = { ...born, givenNames: ['Kayleigh'], familyNames: ['Marsh'], dateOfBirth: '2012-01-23' }
    const cadi = { ...kayleigh, givenNames: ['Cadi'], familyNames: ['Bowen'] }
    const all = [
      ['kayleigh', 'EDUCATION', said('1', { upn: old, demographics: kayleigh })],
      ['cadi', 'EDUCATION', said('1', { upn: now, formerUpns: [old], demographics: cadi })],
      ['elin', 'SOCIAL_CARE', said('1', { formerUpns: [old], demographics: cadi })],
    ] as const
    await passes([false, true], all)
    await passes([false, true], all.toReversed())
    const [one, other] = [await childOf('kayleigh', '1'), await childOf('cadi', '1')]
    expect([one === undefined, other === undefined, one === other]).toEqual([false, false, false])
    expect(await childOf('elin', '1')).not.toBe(one)
    expect(await waiting('kayleigh', 'cadi')).toEqual([])
  })

  it('leaves the child once the same record is flagged, and comes back by no pass, seed or undoing', async () => {
    const { store } = database
    const [old, now] = [upn(), upn()]
    await pass(['mis', 'EDUCATION', said('1', { upn: old })])
    const childId = (await childOf('mis', '1')) ?? ''
    await pass(['mis', 'EDUCATION', said('1', { upn: now, formerUpns: [old] }, true)])
    expect([await holderOf(now), await holderOf(old)]).toEqual([childId, undefined])
    await pass(['mis', 'EDUCATION', said('1', { upn: now, formerUpns: [old] })])
    const link = { ...{ sourceId: 'mis', recordId: '1', how: 'CONFIRMED_BY_PERSON', protectedRecord: false, anchor: born }, confirmedAt: NOW.toISOString() } // prettier-ignore
    await store.hub.seed({ children: [{ identifiers: { nhsNumber: null, upn: old }, links: [link], hub: null }] })
    expect(await holderOf(old)).toBeUndefined()
    await pass(['stray', 'EDUCATION', said('1', { upn: old })])
    expect(await childOf('stray', '1')).not.toBe(childId)
    // Nothing that is kept shows which two children were one.
    const kept = await asOwner(database.url, client =>
      client.query<{ bears: string | null }>(
        `select encode(unnest(bears), 'hex') as bears from hafan.link where source_id = 'mis'`,
      ),
    )
    expect(kept.rows).toHaveLength(1)
  })

  it('does not come back with a link that is given back', async () => {
    const { store } = database
    const [old, now] = [upn(), upn()]
    const by = { person: 'https://idp\nhub-1', role: 'HUB_PRACTITIONER', organisation: 'hub-gwent' }
    const sent = (act: string) => ({ caller: by.person, act, key: randomUUID(), input: { act }, at: new Date() })
    await pass(['care', 'SOCIAL_CARE', said('1', { upn: old })], ['roll', 'EDUCATION', said('1', { upn: old })])
    const childId = (await childOf('roll', '1')) ?? ''
    const unlinking = { sourceId: 'roll', recordId: '1', childId, by, rationale: 'Another child.', tell: () => [] }
    const { id } = await store.linkChanges.unlink(unlinking, sent('unlink'))
    await pass(['care', 'SOCIAL_CARE', said('1', { upn: now, formerUpns: [old] }, true)])
    await store.linkChanges.takeBack({ changeId: id, by, tell: () => [], since: () => null }, sent('confirmLink'))
    expect(await childOf('roll', '1')).toBe(childId)
    expect([await holderOf(now), await holderOf(old)]).toEqual([childId, undefined])
  })
})
