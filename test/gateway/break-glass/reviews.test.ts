// After the glass was broken: who is told, who reviews, and what each of them reads.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { REASON, UNRELATED, openGlassKit } from './kit.js'
import type { GlassKit } from './kit.js'

interface Review {
  readonly id: string
  readonly overdue: boolean
  readonly reason: string | null
  readonly staffRef: string | null
  readonly child: string | null
  readonly role: string
  readonly outcome: string | null
  readonly note: string | null
}
interface Notice {
  readonly kind: string
  readonly source: string
  readonly review: string
  readonly role: string
  readonly child: string | null
  readonly reason: string | null
  readonly readAt: string | null
}

const REVIEWS = `query ($first: Int, $after: String, $reconciled: Boolean) { breakGlassReviews(first: $first, after: $after, reconciled: $reconciled) {
  pageInfo { hasNextPage endCursor } edges { node { id overdue reason staffRef child role agency organisation outcome note dueAt until } } } }`
const INBOX = `query ($first: Int, $after: String) { agencyInbox(first: $first, after: $after) {
  pageInfo { hasNextPage endCursor } edges { cursor node { kind source review role agency until child reason createdAt readAt } } } }`
const RECONCILE = `mutation ($input: ReconcileBreakGlassInput!) { reconcileBreakGlass(input: $input) { id reconciledAt } }`
const HOUR = 3_600_000

let kit: GlassKit
let opened = ''
beforeAll(async () => {
  kit = await openGlassKit({
    personas: usual => {
      const like = (id: string) => {
        const found = usual.find(one => one.id === id)
        if (!found) throw new Error(`no persona ${id}`)
        return found
      }
      return [
        { ...like('safeguarding-nurse'), id: 'health-auditor', role: 'AUDITOR', staffRef: 'A-1' },
        { ...like('police-officer'), id: 'police-auditor', role: 'AUDITOR', staffRef: 'A-2' },
        // The nurse herself, who may also sign in as an auditor.
        { ...like('safeguarding-nurse'), id: 'nurse-as-auditor', role: 'AUDITOR' },
      ]
    },
  })
  const { data } = await kit.breakGlass('safeguarding-nurse', UNRELATED)
  opened = (data as { breakGlass: { id: string } }).breakGlass.id
}, 90_000)
afterAll(() => kit.gateway.close())

const list = async (persona: string, variables = {}) => {
  const answer = await kit.gateway.ask(persona, REVIEWS, { first: 25, reconciled: false, ...variables })
  const { breakGlassReviews } = (answer.data ?? {}) as { breakGlassReviews?: { edges: { node: Review }[] } }
  return { ...answer, reviews: breakGlassReviews?.edges.map(({ node }) => node) ?? [] }
}
const inbox = async (persona: string, variables = {}) => {
  const answer = await kit.gateway.ask(persona, INBOX, { first: 25, ...variables })
  const { agencyInbox } = (answer.data ?? {}) as {
    agencyInbox?: { edges: { node: Notice }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
  }
  return { ...answer, page: agencyInbox?.pageInfo, notices: agencyInbox?.edges.map(({ node }) => node) ?? [] }
}
const reconcile = (persona: string, more = {}) =>
  kit.gateway.ask(persona, RECONCILE, {
    input: { key: randomUUID(), id: opened, outcome: 'JUSTIFIED', note: 'Rang the ward: it was so.', ...more },
  })

describe('the owners of the records', () => {
  it('have a notice each, queued with the grant', async () => {
    const notices = await kit.rows<{ source_id: string }>('select source_id from hafan.notice order by source_id')
    const links = await kit.rows<{ source_id: string }>(
      `select distinct source_id from hafan.link where child_id = (select child_id from hafan.break_glass) order by source_id`,
    )
    expect(links.length).toBeGreaterThan(1)
    expect(notices.map(one => one.source_id)).toEqual([...links.map(one => one.source_id), 'hub'].sort())
  })

  it('read it in the inbox of their agency: reviewers the reason too, and nobody a name', async () => {
    const health = await inbox('health-auditor')
    expect(health.errors).toEqual([])
    expect(health.notices).toContainEqual(
      expect.objectContaining({
        kind: 'BREAK_GLASS_OPENED',
        review: opened,
        role: 'SAFEGUARDING_NURSE',
        reason: REASON,
      }),
    )
    expect(health.notices.every(({ child }) => child !== null)).toBe(true)
    expect((await inbox('police-auditor')).notices).toEqual([])
    const second = await inbox('health-auditor')
    expect(second.notices.every(({ readAt }) => readAt !== null)).toBe(true)
  })

  it('and a manager of the hub without a case the notice, but not the child', async () => {
    const { notices } = await inbox('hub-manager')
    expect(notices).toMatchObject([{ source: 'hub', child: null, reason: REASON }])
  })

  it.each(['social-worker', 'safeguarding-nurse', 'school-lead', 'analyst', 'hub-police'])(
    '%s reads neither inbox nor reviews',
    async persona => {
      expect((await inbox(persona)).errors[0]?.extensions['code']).toBe('OPERATION_REFUSED')
      expect((await list(persona)).errors[0]?.extensions['code']).toBe('OPERATION_REFUSED')
    },
  )

  it('a coordinator reads no reason, and is told that it is withheld', async () => {
    await kit.breakGlass('duty-team', '9990000131')
    const { notices, errors } = await inbox('police-coordinator')
    expect(notices).toMatchObject([{ reason: null, role: 'DUTY_TEAM' }])
    expect(errors.map(({ extensions }) => [extensions['code'], extensions['coordinate']])).toEqual([
      ['FIELD_WITHHELD', 'Notice.reason'],
    ])
  })

  it('a page at a time, by cursors of their own', async () => {
    const one = await inbox('hub-manager', { first: 1 })
    expect([one.notices.length, one.page?.hasNextPage]).toEqual([1, true])
    const two = await inbox('hub-manager', { first: 1, after: one.page?.endCursor })
    expect(two.notices[0]?.review).toBe(opened)
    const others = await inbox('auditor', { first: 1, after: one.page?.endCursor })
    expect(others.errors[0]?.extensions['code']).toBe('BAD_ARGUMENT')
  })
})

describe('a review', () => {
  it('waits for the hub’s manager, and for an auditor of an owner, not of another agency', async () => {
    for (const persona of ['hub-manager', 'auditor', 'health-auditor']) {
      const { reviews } = await list(persona)
      expect(reviews.find(({ id }) => id === opened)).toMatchObject({ reason: REASON, overdue: false, outcome: null })
    }
    const elsewhere = await list('police-auditor')
    expect(elsewhere.reviews.map(({ id }) => id)).not.toContain(opened)
  })

  it('is marked when it has waited three days', async () => {
    kit.pass(72 * HOUR)
    expect((await list('hub-manager')).reviews.every(({ overdue }) => overdue)).toBe(true)
  })

  it('is not closed by whoever broke the glass, nor by an auditor whom it does not concern', async () => {
    const before = await kit.counts()
    expect((await reconcile('nurse-as-auditor')).errors[0]?.extensions['code']).toBe('OPERATION_REFUSED')
    expect((await reconcile('police-auditor')).errors[0]?.extensions['code']).toBe('REVIEW_NOT_FOUND')
    expect((await reconcile('hub-manager', { id: randomUUID() })).errors[0]?.extensions['code']).toBe(
      'REVIEW_NOT_FOUND',
    )
    expect(await kit.counts()).toEqual(before)
  })

  it('is closed once, its owners told, its note for reviewers alone', async () => {
    const key = randomUUID()
    const first = await reconcile('health-auditor', { key })
    expect(first.errors).toEqual([])
    expect((await reconcile('health-auditor', { key })).text).toBe(first.text)
    expect((await reconcile('hub-manager')).errors[0]?.extensions['code']).toBe('ALREADY_RECONCILED')
    expect((await list('hub-manager')).reviews.map(({ id }) => id)).not.toContain(opened)
    const { reviews } = await list('hub-manager', { reconciled: true })
    expect(reviews).toMatchObject([{ id: opened, outcome: 'JUSTIFIED', note: 'Rang the ward: it was so.' }])
    expect((await inbox('health-auditor')).notices[0]).toMatchObject({ kind: 'BREAK_GLASS_RECONCILED', review: opened })
  })

  it('that finds no justification ends what is still in force', async () => {
    const { data } = await kit.breakGlass('emergency-clinician', UNRELATED)
    const { id } = (data as { breakGlass: { id: string } }).breakGlass
    const read = `{ child(by: { nhsNumber: "${UNRELATED}" }, purpose: ASSESS_RISK) { __typename } }`
    expect((await kit.gateway.ask('emergency-clinician', read)).text).toContain('"Child"')
    expect((await reconcile('hub-manager', { id, outcome: 'NOT_JUSTIFIED' })).errors).toEqual([])
    kit.pass(2)
    expect((await kit.gateway.ask('emergency-clinician', read)).text).toContain('"ChildExists"')
  })

  it('leaves no word of it in the audit or the tables', async () => {
    const rows = await kit.rows<{ record: string }>('select record from hafan.audit_row')
    const kept = await kit.rows<object>('select * from hafan.break_glass')
    const text = JSON.stringify([rows, kept.map(row => Object.values(row).map(value => String(value)))])
    for (const word of ['bus station', 'Rang the ward']) expect(text).not.toContain(word)
    expect(rows.some(({ record }) => record.includes('"act.breakGlass"'))).toBe(true)
  })
})
