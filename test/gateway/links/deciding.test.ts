// Confirming, rejecting, unlinking and taking it back, through the gateway: who is told, and what is refused.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import type { Answer } from '../../support/gateway.js'
import { CONCEALED, UNRELATED } from '../break-glass/kit.js'
import { LINKS, RATIONALE, openLinksKit } from './kit.js'
import type { LinksKit } from './kit.js'

/** With a hub case and records of five agencies. */
const FFION = '9990000018'
const OTHER = '9990000050'
const SCHOOL = 'education-newport'
const [HIDDEN = ''] = CONCEALED
let kit: LinksKit
beforeAll(async () => {
  kit = await openLinksKit()
}, 90_000)
afterAll(() => kit.gateway.close())

const code = ({ errors }: Answer): unknown => errors[0]?.extensions['code']
interface Shown {
  readonly id: string
  readonly links: readonly {
    readonly id: string
    readonly source: { readonly id: string }
    readonly how: string
    readonly score: number | null
  }[]
}
const shown = async (persona: string): Promise<Shown | undefined> => {
  const by = { nhsNumber: FFION }
  return ((await kit.gateway.ask(persona, LINKS, { by, purpose: 'ASSESS_RISK' })).data as { child?: Shown } | undefined)
    ?.child
}
const linkTo = async (persona: string, source: string) =>
  (await shown(persona))?.links.find(link => link.source.id === source)
const notices = async (persona: string) => {
  const asked = '{ agencyInbox { edges { node { kind source child change { source kind } role reason } } } }'
  const { data } = await kit.gateway.ask(persona, asked)
  return (data as { agencyInbox: { edges: { node: Record<string, unknown> }[] } }).agencyInbox.edges.map(
    ({ node }) => node,
  )
}

describe('a record in doubt', () => {
  it('is the child’s once somebody has looked and said so, and says that a person did, with the score', async () => {
    await kit.doubt(FFION, 'police-gwent')
    expect(await linkTo('hub-police', 'police-gwent')).toBeUndefined()
    const review = (await kit.reviews('hub-police')).reviews[0]?.id
    const child = { id: (await kit.childOf(FFION)).publicId }
    const input = { key: randomUUID(), review, child }
    const first = await kit.confirm('hub-police', input)
    expect(first.errors).toEqual([])
    expect((await kit.confirm('hub-police', input)).text).toBe(first.text)
    expect(await linkTo('hub-police', 'police-gwent')).toMatchObject({ how: 'PERSON', score: 3.5 })
    expect(code(await kit.confirm('hub-manager', { review, child }))).toBe('ALREADY_DECIDED')
    expect((await kit.reviews('hub-manager')).reviews).toEqual([])
  })

  it('rejected is not linked by the next pass, and rejecting says why', async () => {
    await kit.doubt(OTHER, SCHOOL)
    const review = (await kit.reviews('hub-police')).reviews[0]?.id
    const child = { id: (await kit.childOf(OTHER)).publicId }
    expect(code(await kit.confirm('hub-police', { review, child, outcome: 'REJECTED' }))).toBe('BAD_ARGUMENT')
    const rejected = await kit.confirm('hub-police', { review, child, outcome: 'REJECTED', rationale: RATIONALE })
    expect(rejected.errors).toEqual([])
    const [row] = await kit.rows<{ record_id: string }>('select record_id from hafan.link_rejection')
    const { id, links } = await kit.childOf(OTHER)
    const anchor = links[0]?.anchor
    if (!anchor) throw new Error('the child has a record that says who it is of')
    const record = {
      sourceId: SCHOOL,
      recordId: row?.record_id ?? '',
      how: 'NHS_NUMBER' as const,
      anchor,
      protectedRecord: false,
    }
    const { conflicts } = await kit.gateway.database.store.linking.apply([
      { ...record, identifiers: { nhsNumber: OTHER, upn: null } },
    ])
    expect(conflicts.map(({ kind, childIds }) => [kind, childIds])).toEqual([['REJECTED_BEFORE', [id]]])
  })
})

describe('a rejection by mistake', () => {
  it('is taken back by whoever may decide of the child, and the record waits again', async () => {
    await kit.doubt(UNRELATED, 'education-torfaen')
    const child = { id: (await kit.childOf(UNRELATED)).publicId }
    const review = (await kit.reviews('hub-police')).reviews[0]?.id
    const rejected = await kit.confirm('hub-police', { review, child, outcome: 'REJECTED', rationale: RATIONALE })
    const { id } = (rejected.data as { confirmLink: { id: string } }).confirmLink
    expect((await kit.reviews('hub-manager')).reviews).toEqual([])
    const back = await kit.confirm('hub-manager', { takeBack: id })
    // Of whom it was, the receipts say to those who may decide of the child.
    expect([rejected.data, back.data]).toMatchObject([
      { confirmLink: { child: child.id } },
      { confirmLink: { child: child.id } },
    ])
    expect((await kit.reviews('hub-police')).reviews.map(one => one.id)).toEqual([review])
    expect((await kit.confirm('hub-police', { review, child })).errors).toEqual([])
  })
})

describe('a record that is not the child’s', () => {
  let receipt = { id: '' }
  let before: object | undefined
  it('is taken away, and those who were shown it are told, with the child only to whom the child may be shown', async () => {
    await kit.gateway.ask('social-worker', `query ($by: ChildIdentifier!) { child(by: $by, purpose: CARE_PLANNING) { ... on Child { identity { status } } } }`, { by: { nhsNumber: FFION } }) // prettier-ignore
    const link = await linkTo('hub-police', SCHOOL)
    before = link
    const child = { id: (await kit.childOf(FFION)).publicId }
    const input = { key: randomUUID(), child, link: link?.id }
    const done = await kit.unlink('hub-police', input)
    expect(done.errors).toEqual([])
    expect(done.data).toMatchObject({ unlink: { child: child.id } })
    receipt = (done.data as { unlink: { id: string } }).unlink
    expect((await kit.unlink('hub-police', input)).text).toBe(done.text)
    expect(await linkTo('hub-police', SCHOOL)).toBeUndefined()
    const told = { kind: 'LINK_CHANGED', change: { source: SCHOOL, kind: 'UNLINKED' }, role: null, reason: null }
    expect((await notices('hub-manager'))[0]).toMatchObject({ ...told, source: 'hub', child: child.id })
    const addressed = await kit.rows<{ source_id: string }>(
      `select source_id from hafan.notice where kind = 'LINK_CHANGED' order by 1`,
    )
    expect(addressed.map(one => one.source_id)).toEqual([SCHOOL, 'hub', 'social-care-torfaen'])
  })

  it('is not given back by whoever is too near to the child', async () => {
    const mutation = 'mutation ($input: DeclareConflictInput!) { declareConflict(input: $input) { id } }'
    const link = await linkTo('hub-education', 'health-abuhb')
    const child = { id: (await kit.childOf(FFION)).publicId }
    await kit.gateway.ask('hub-education', mutation, { input: { key: randomUUID(), child } })
    const refused = await kit.confirm('hub-education', { takeBack: receipt.id })
    expect([code(refused), refused.text.includes(child.id)]).toEqual(['LINK_NOT_FOUND', false])
    expect(link).toBeDefined()
    expect(code(await kit.unlink('hub-education', { child, link: link?.id }))).toBe('LINK_NOT_FOUND')
  })

  it('is the child’s again when that was a mistake, exactly as before', async () => {
    const again = await kit.confirm('hub-manager', { takeBack: receipt.id })
    expect(again.errors).toEqual([])
    expect(await linkTo('hub-police', SCHOOL)).toEqual(before)
    expect((await notices('hub-manager'))[0]).toMatchObject({ change: { kind: 'RELINKED' } })
    expect(code(await kit.confirm('hub-manager', { takeBack: receipt.id }))).toBe('ALREADY_DECIDED')
  })

  it('is named to one caller and is of no use to another, nor of another child', async () => {
    const link = (await linkTo('hub-police', SCHOOL))?.id
    expect((await linkTo('hub-manager', SCHOOL))?.id).not.toBe(link)
    const ofFfion = { id: (await kit.childOf(FFION)).publicId }
    const ofOther = { id: (await kit.childOf(OTHER)).publicId }
    expect(code(await kit.unlink('hub-manager', { child: ofFfion, link }))).toBe('LINK_NOT_FOUND')
    expect(code(await kit.unlink('hub-police', { child: ofOther, link }))).toBe('LINK_NOT_FOUND')
  })
})

describe('a record that came to be protected while it was unlinked', () => {
  it('is read before it is given back: not while it cannot be, and then as a protected one that no search finds', async () => {
    const care = 'social-care-newport'
    const child = { id: (await kit.childOf(FFION)).publicId }
    const link = await linkTo('hub-manager', care)
    const done = await kit.unlink('hub-manager', { child, link: link?.id })
    expect(done.errors).toEqual([])
    const takeBack = (done.data as { unlink: { id: string } }).unlink.id
    const system = kit.region.systems.get(care)
    system?.setFault({ kind: 'status', status: 503 })
    expect(code(await kit.confirm('hub-manager', { takeBack }))).toBe('RECORD_UNAVAILABLE')
    system?.setFault(null)
    const [change] = await kit.rows<{ record_id: string }>(`select record_id from hafan.link_change where id = '${takeBack}'`) // prettier-ignore
    const row = Object.values(kit.region.region.socialCare)
      .flat()
      .find(one => one.laChildId === change?.record_id)
    if (!row) throw new Error('the region has no such record')
    Object.assign(row, { protection: 'REFUGE' as const })
    expect((await kit.confirm('hub-manager', { takeBack })).errors).toEqual([])
    const { links } = await kit.childOf(FFION)
    expect(links.find(({ sourceId }) => sourceId === care)).toMatchObject({ protectedRecord: true })
    const ofRecord = `source_id = '${care}' and record_id = '${change?.record_id ?? ''}'`
    expect(await kit.rows(`select 1 from hafan.identity_index where ${ofRecord}`)).toEqual([])
  })
})

describe('the record of a concealed child', () => {
  it('is given back by those alone to whom such a child may be shown', async () => {
    const { id: childId, links } = await kit.childOf(HIDDEN)
    const { store } = kit.gateway.database
    const { sourceId = '', recordId = '' } = links[0] ?? {}
    expect(links.every(({ protectedRecord }) => protectedRecord)).toBe(true)
    const by = { person: 'https://idp\nhub-manager', role: 'HUB_MANAGER', organisation: 'hub-gwent' }
    const sent = { caller: by.person, act: 'unlink', key: randomUUID(), input: {}, at: new Date() }
    const name = { sourceId, recordId, childId }
    const { id } = await store.linkChanges.unlink({ ...name, by, rationale: RATIONALE, tell: () => [] }, sent)
    expect(code(await kit.confirm('hub-police', { takeBack: id }))).toBe('LINK_NOT_FOUND')
    expect((await kit.confirm('hub-manager', { takeBack: id })).errors).toEqual([])
  })
})

describe('what is refused before anything is done', () => {
  const uuid = randomUUID()
  it.each([
    ['neither a review nor an unlinking', {}, 'BAD_ARGUMENT'],
    ['a review without a child', { review: uuid }, 'BAD_ARGUMENT'],
    ['both', { review: uuid, child: { nhsNumber: FFION }, takeBack: uuid }, 'BAD_ARGUMENT'],
    ['an unlinking rejected', { takeBack: uuid, outcome: 'REJECTED', rationale: RATIONALE }, 'BAD_ARGUMENT'],
    ['a review that is no id', { review: 'x', child: { nhsNumber: FFION } }, 'BAD_ARGUMENT'],
    ['a review that is not there', { review: uuid, child: { nhsNumber: FFION } }, 'REVIEW_NOT_FOUND'],
    ['an unlinking that is not there', { takeBack: uuid }, 'LINK_NOT_FOUND'],
  ])('%s', async (_what, input, expected) => {
    expect(code(await kit.confirm('hub-police', input))).toBe(expected)
  })

  it.each(['social-worker', 'safeguarding-nurse', 'school-lead', 'analyst', 'auditor'])(
    'anything of %s',
    async persona => {
      expect(code(await kit.confirm(persona, { takeBack: uuid }))).toBe('OPERATION_REFUSED')
      expect(code(await kit.unlink(persona, { child: { nhsNumber: FFION }, link: uuid }))).toBe('OPERATION_REFUSED')
    },
  )

  it('an unlinking without words', async () => {
    const child = { nhsNumber: FFION }
    expect(code(await kit.unlink('hub-police', { child, link: uuid, rationale: 'no' }))).toBe('BAD_ARGUMENT')
  })
})
