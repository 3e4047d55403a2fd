// Who may search and for what, how often, and what is kept of it: conflicts of interest, budgets, the audit, protection.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { asOwner, testKeys } from '../../support/database.js'
import { columnOf } from '../matrix/columns.js'
import { FFION } from '../proportion/stage.js'
import { FFIONS_PLACE, UNRELATED, startFindStage } from './stage.js'
import type { FindStage } from './stage.js'

/** Not missing now. */
const MEGAN = '9990000050'

let stage: FindStage
beforeAll(async () => {
  stage = await startFindStage()
}, 90_000)
afterAll(() => stage.gateway.close())
beforeEach(() => sql('delete from hafan.conflict; delete from hafan.budget_taken; delete from hafan.notice'))

const sql = (text: string) => asOwner(stage.gateway.database.url, client => client.query<Record<string, string>>(text))
const line = (nhsNumber: string, more = ''): string => {
  const { givenName, familyName, dateOfBirth } = stage.who(nhsNumber)
  return `${givenName} ${familyName} ${more === '' ? dateOfBirth : more}`
}
const codeOf = async (persona: string, input: object | string, purpose?: string): Promise<string | undefined> => {
  const { errors } = await stage.search(persona, input, purpose)
  return (errors[0]?.extensions as { code?: string } | undefined)?.code
}

describe('a search', () => {
  it.each([
    ['AN', 'STATISTICS', 'OPERATION_REFUSED'],
    ['AU', 'QUALITY_ASSURANCE', 'OPERATION_REFUSED'],
    ['HM', 'QUALITY_ASSURANCE', 'OPERATION_REFUSED'],
    ['SL', 'ASSESS_RISK', 'PURPOSE_NOT_YOURS'],
    ['IR', 'ASSESS_RISK', 'PURPOSE_NOT_YOURS'],
  ])('is refused to %s for %s, and no agency is asked', async (column, purpose, code) => {
    stage.resetCalls()
    expect(await codeOf(columnOf(column).persona, line(FFION), purpose)).toBe(code)
    expect(stage.calls()).toEqual({})
  })

  it.each([
    ['Siân', 'TOO_LITTLE_TO_SEARCH'],
    ['Siân Prys 12/03/11', 'BAD_ARGUMENT'],
    ['Siân 9990000019', 'BAD_IDENTIFIER'],
  ])('that cannot be is refused before anybody is asked, and nothing of it is said again: %s', async (text, code) => {
    stage.resetCalls()
    const { text: answer } = await stage.search('social-worker', text)
    expect(answer).toContain(`"code":"${code}"`)
    for (const word of text.split(' ')) expect(answer).not.toContain(word)
    expect(stage.calls()).toEqual({})
  })

  it('for a child who is not missing, to locate them, finds nobody by name', async () => {
    expect((await stage.found('hub-police', line(MEGAN), 'LOCATE_CHILD')).found).toEqual([])
    expect((await stage.found('hub-police', line(MEGAN))).found[0]?.child.__typename).toBe('Child')
  })

  it('says that a child may be missing from it where what decides did not answer, the same of everybody', async () => {
    const nobody = 'Zebedee Quillfeather 2011-03-12'
    stage.region.system('social-care-torfaen').setFault({ kind: 'status', status: 503 })
    const texts = []
    for (const text of [nobody, line(UNRELATED), line('9990000077')])
      texts.push((await stage.search('reviewing-officer', text, 'CARE_PLANNING')).text)
    stage.region.system('social-care-torfaen').setFault(null)
    expect(new Set(texts)).toEqual(
      new Set(['{"data":{"findChildren":{"tooMany":false,"couldNotCheck":true,"found":[]}}}\n']),
    )
  })
})

describe('somebody too near to a child', () => {
  it('finds nobody, and their overseers hear of it where the search names the child plainly', async () => {
    const childId = await stage.childId(FFION)
    await stage.declare(stage.staff('social-worker'), { kind: 'ID' }, { childId })
    const nobody = await stage.search('social-worker', 'Zebedee Quillfeather 2011-03-12')
    expect((await stage.search('social-worker', line(FFION, 'NP20'))).text).toBe(nobody.text)
    expect(await stage.notices()).toEqual([])
    expect((await stage.found('social-worker', line(FFION))).found.map(({ child }) => child.__typename)).toEqual([
      'ChildExists',
    ])
    expect(await stage.notices()).toEqual(['CONFLICT_TRIED'])
  })
})

describe('searching on', () => {
  const guesses = async (): Promise<number> => {
    const { rows } = await sql(`select count(*) from hafan.budget_taken where kind = 'GUESS'`)
    return Number(rows[0]?.['count'])
  }

  it('for one’s own children costs nothing, and for others one guess a search, the same search once', async () => {
    for (const text of [line(FFION, 'NP20'), FFION, line(FFION, '2011')]) await stage.search('social-worker', text)
    expect(await guesses()).toBe(0)
    for (const text of ['Zebedee Quillfeather 2011-03-12', 'quillfeather, zebedee 12/03/2011', 'Zebedee Quill 2011'])
      await stage.search('social-worker', text)
    expect(await guesses()).toBe(2)
    await stage.search('social-worker', line(UNRELATED))
    expect(await guesses()).toBe(3)
  })

  it('through names is stopped, the same of a child who is known and one who is not; one’s own are still found', async () => {
    await stage.search('social-worker', FFION)
    for (let nth = 0; nth < 50; nth += 1)
      await stage.search('social-worker', `Zebedee Quillfeather ${1990 + (nth % 35)} NP${nth}`)
    const texts = [line(UNRELATED), 'Zebedee Quillfeather 2001-01-01', UNRELATED, '9999999999']
    for (const text of texts) expect(await codeOf('social-worker', text)).toBe('BUDGET_SPENT')
    expect((await stage.found('social-worker', line(FFION))).found.map(({ child }) => child.__typename)).toEqual([
      'Child',
    ])
    expect(await codeOf('social-worker', `${line(FFION)} ${UNRELATED}`)).toBe('BUDGET_SPENT')
  }, 60_000)

  it('through names is stopped for a child one is too near to as for one nobody knows', async () => {
    await stage.search('social-worker', FFION)
    for (let nth = 0; nth < 50; nth += 1)
      await stage.search('social-worker', `Zebedee Quillfeather ${1990 + (nth % 35)} NP${nth}`)
    await stage.declare(stage.staff('social-worker'), { kind: 'ID' }, { childId: await stage.childId(FFION) })
    for (const text of [line(FFION), line(FFION, '2010'), 'Zebedee Quillfeather 2001-01-01'])
      expect(await codeOf('social-worker', text)).toBe('BUDGET_SPENT')
  }, 60_000)
})

describe('a number of no named system', () => {
  it('tells that a child is known in the caller’s own system alone', async () => {
    const id = await stage.childId(UNRELATED)
    const links = (await stage.gateway.database.store.children.linksOf([id])).get(id) ?? []
    // A health record's number under the register is the NHS number, which names the child anywhere.
    const told = new Map<string, readonly string[]>()
    for (const { sourceId, recordId } of links.filter(one => one.sourceId !== 'health-wds'))
      told.set(
        sourceId,
        (await stage.found('social-worker', { localId: recordId })).found.map(({ child }) => child.__typename),
      )
    expect(Object.fromEntries(told)).toEqual({ 'education-torfaen': ['ChildExists'], 'health-abuhb': [] })
    const { found } = await stage.found('social-worker', UNRELATED)
    expect(found.map(({ child }) => child.__typename)).toEqual(['ChildExists'])
  })
})

describe('the audit of a search', () => {
  it('has what was asked by keyed hash alone, before anybody is asked, and a row for each child shown', async () => {
    const before = Number((await sql('select max(seq) from hafan.audit_row')).rows[0]?.['max'])
    const { found } = await stage.found('hub-police', `Megan Rees ${stage.who(MEGAN).dateOfBirth} ${FFION}`)
    const { rows } = await sql(`select kind, record from hafan.audit_row where seq > ${before} order by seq`)
    const bodies = rows.map(({ kind, record = '' }) => ({
      kind,
      ...(JSON.parse(record) as { body: Record<string, unknown> }).body,
    }))
    const [intent, ...outcomes] = bodies
    expect(intent).toMatchObject({ kind: 'INTENT', purpose: 'ASSESS_RISK' })
    const schemes = (intent as unknown as { identifiers: { scheme: string; hash: string }[] }).identifiers
    expect(schemes.map(({ scheme }) => scheme)).toEqual(['NHS_NUMBER', 'SEARCH'])
    expect(new Set(outcomes.map(row => (row as unknown as { child: string }).child))).toEqual(
      new Set(found.map(({ child }) => child.id)),
    )
    expect(found.length).toBeGreaterThan(2)
    for (const { record = '' } of rows) expect(record).not.toMatch(/megan|rees|999000/i)
  })
})

describe('what only the audit is told', () => {
  const outcomesOf = async (text: string) => {
    const before = Number((await sql('select max(seq) from hafan.audit_row')).rows[0]?.['max'])
    const { found } = await stage.found('social-worker', text)
    const { rows } = await sql(
      `select record from hafan.audit_row where seq > ${before} and kind = 'OUTCOME' order by seq`,
    )
    const bodies = rows.map(({ record = '' }) => (JSON.parse(record) as { body: Outcome }).body)
    return { kinds: found.map(({ child }) => child.__typename), bodies }
  }
  interface Outcome {
    readonly child: string | null
    readonly clauses: readonly string[]
  }

  it('is of which child a name told that they are known', async () => {
    const { kinds, bodies } = await outcomesOf(line(UNRELATED))
    expect(kinds).toEqual(['ChildExists'])
    expect(bodies.map(({ child }) => child)).toEqual([testKeys.childId.encode(await stage.childId(UNRELATED))])
  })

  it('is that somebody too near to a child named them plainly', async () => {
    await stage.declare(stage.staff('social-worker'), { kind: 'ID' }, { childId: await stage.childId(FFION) })
    const near = ({ clauses }: Outcome): boolean => clauses.some(clause => clause.includes('CONFLICT'))
    expect((await outcomesOf(line(FFION))).bodies.some(near)).toBe(true)
    expect((await outcomesOf(line(FFION, 'NP4'))).bodies.some(near)).toBe(false)
  })
})

describe('a protected child', () => {
  it('is not found by where they live, by whoever may not know that', async () => {
    const purpose = 'SCHOOL_SUPPORT'
    const postcode = FFIONS_PLACE
    // So much is wrong that the place decides.
    const vaguely = (code: string) => stage.found('school-lead', `Ffiona Preece ${code}`, purpose)
    const kinds = async (code: string) => (await vaguely(code)).found.map(({ child }) => child.__typename)
    expect([await kinds(postcode), await kinds('SA1 1AA')]).toEqual([['Child'], []])
    const { linking, children } = stage.gateway.database.store
    const id = await stage.childId(FFION)
    const links = (await children.linksOf([id])).get(id) ?? []
    const torfaen = links.find(({ sourceId }) => sourceId === 'social-care-torfaen')
    await linking.protect('social-care-torfaen', torfaen?.recordId ?? '')
    expect(await kinds(postcode)).toEqual([])
  })
})
