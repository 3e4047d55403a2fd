// Who looked, to those who may know: Child.accesses as each of them meets it.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { asOwner } from '../../support/database.js'
import { openKit } from '../bad-input/kit.js'
import type { Kit, Reply } from '../bad-input/kit.js'
import { WHOLE_PICTURE } from '../faults/whole-picture.js'

interface Shown {
  readonly at: string
  readonly role: string
  readonly organisation: string | null
  readonly categories: readonly string[]
  readonly person: string | null
  readonly clauses: readonly string[] | null
}

const FFION = { nhsNumber: '9990000018' }
const ACCESSES =
  'accesses { at role agency organisation purpose categories person application relationships edition clauses }'
const query = (fields: string): string =>
  `query ($by: ChildIdentifier!, $purpose: Purpose!) { child(by: $by, purpose: $purpose) { __typename ... on Child { ${fields} } } }`

let kit: Kit
beforeAll(async () => {
  kit = await openKit()
}, 240_000)
afterAll(() => kit.close())

const ask = (persona: string, fields: string, purpose = 'ASSESS_RISK'): Promise<Reply> =>
  kit.ask(persona, { query: query(fields), variables: { by: FFION, purpose } })
const childOf = ({ data }: Reply): { accesses: readonly Shown[] | null; __typename: string } =>
  (data as { child: { accesses: readonly Shown[] | null; __typename: string } }).child
const accesses = (reply: Reply): readonly Shown[] => childOf(reply).accesses ?? []
const withheld = ({ text }: Reply): string[] =>
  ((JSON.parse(text) as { errors?: { extensions: { coordinate: string } }[] }).errors ?? []).map(
    ({ extensions }) => extensions.coordinate,
  )

describe('accesses of a child', () => {
  it('are those before this one, newest first, with what was looked at and under which rule', async () => {
    expect(accesses(await ask('hub-manager', ACCESSES))).toEqual([])
    await ask('school-lead', 'education { status record { attendance { presentPercent } } }', 'SCHOOL_SUPPORT')
    const [school, before] = accesses(await ask('hub-manager', ACCESSES))
    expect(school).toEqual({
      at: expect.stringMatching(/Z$/), role: 'SCHOOL_LEAD', agency: 'EDUCATION', organisation: expect.any(String), purpose: 'SCHOOL_SUPPORT',
      categories: ['ATTENDANCE'], person: expect.stringMatching(/^[0-9a-f]{32}$/), application: 'hafan-explorer', relationships: ['ENROLLED'],
      edition: 'gwent-1', clauses: expect.arrayContaining([expect.stringMatching(/ATTENDANCE/)]),
    }) // prettier-ignore
    expect(before).toMatchObject({ role: 'HUB_MANAGER', categories: ['ACCESS_HISTORY'] })
    expect(Date.parse(school?.at ?? '')).toBeGreaterThan(Date.parse(before?.at ?? ''))
  })

  it('are a summary to a social worker: no person, and what is kept back is said', async () => {
    const reply = await ask('social-worker', ACCESSES)
    expect(accesses(reply).length).toBeGreaterThan(0)
    expect(
      accesses(reply).every(({ person, clauses, role }) => person === null && clauses === null && role !== null),
    ).toBe(true)
    expect(withheld(reply)).toEqual(
      ['person', 'application', 'relationships', 'edition', 'clauses'].map(field => `Access.${field}`),
    )
  })

  it('are withheld from a school', async () => {
    const reply = await ask('school-lead', ACCESSES, 'SCHOOL_SUPPORT')
    expect([childOf(reply).accesses, reply.text.includes('HUB_MANAGER')]).toEqual([null, false])
    expect(withheld(reply)).toContain('Child.accesses')
  })

  it('are open to an auditor in full, without any relationship, and nothing else is; no agency is called', async () => {
    const reply = await ask('auditor', ACCESSES, 'QUALITY_ASSURANCE')
    expect(accesses(reply).length).toBeGreaterThan(3)
    expect(accesses(reply)[0]?.person).toMatch(/^[0-9a-f]{32}$/)
    expect([withheld(reply), reply.calls]).toEqual([[], 0])
    const whole = await kit.ask('auditor', {
      query: WHOLE_PICTURE,
      variables: { by: FFION, purpose: 'QUALITY_ASSURANCE' },
    })
    expect(whole.calls).toBe(0)
    expect(whole.text).not.toMatch(/Ffion|Prys|"status":"(FOUND|RECORDED|NOTHING_RECORDED)"/)
    expect(childOf(whole).__typename).toBe('Child')
  })

  it('are the last 25', async () => {
    for (let time = 0; time < 26; time += 1) await ask('hub-police', 'id')
    const shown = accesses(await ask('hub-manager', ACCESSES))
    expect([shown.length, new Set(shown.map(({ person }) => person)).size]).toEqual([25, 1])
  })

  it('are those of this child, out of an index and not out of a search through the audit', async () => {
    const reply = await kit.ask('hub-manager', {
      query: `{ children(by: [{nhsNumber: "9990000018"}, {nhsNumber: "9990000026"}], purpose: ASSESS_RISK) { ... on Child { id ${ACCESSES} } } }`,
    })
    const [ffion, other] = (reply.data as { children: { accesses?: readonly Shown[] }[] }).children
    expect(ffion?.accesses).toHaveLength(25)
    expect(other?.accesses ?? []).toEqual([])
    const plan = await asOwner(kit.gateway.database.url, async client => {
      await client.query('set enable_seqscan = off')
      const { rows } = await client.query(
        `explain select 1 from hafan.audit_row where child = '00000000-0000-4000-8000-000000000000' order by at desc limit 25`,
      )
      return JSON.stringify(rows)
    })
    expect(plan).toContain('audit_row_of_child')
  })
})

describe('what stands beside the text of a row', () => {
  it('is what the text says: a child of an outcome, the number of the operation, and nothing else', async () => {
    const { rows } = await asOwner(kit.gateway.database.url, client =>
      client.query<{ kind: string; child: string | null; operation: string; record: string }>(
        'select kind, child, operation, record from hafan.audit_row',
      ),
    )
    expect(rows.length).toBeGreaterThan(60)
    for (const { kind, child, operation, record } of rows) {
      const { body } = JSON.parse(record) as { body: { child?: string | null; operation: string } }
      expect([child, operation]).toEqual([kind === 'OUTCOME' ? body.child : null, body.operation])
    }
  })
})
