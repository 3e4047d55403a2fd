import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createHash } from 'node:crypto'
import { asOwner } from '../../support/database.js'
import { openKit } from '../bad-input/kit.js'
import type { AuditRow, Kit, Reply } from '../bad-input/kit.js'
import { WHOLE_PICTURE } from '../faults/whole-picture.js'
import { executed } from './executed.js'

let kit: Kit
beforeAll(async () => {
  kit = await openKit()
}, 240_000)
afterAll(() => kit.close())

const FFION = { nhsNumber: '9990000018' }
const of = (kind: AuditRow['kind'], { rows }: Reply): AuditRow['body'][] =>
  rows.filter(row => row.kind === kind).map(({ body }) => body)

describe('an operation in the audit', () => {
  const children =
    'query Q($by: [ChildIdentifier!]!) { children(by: $by, purpose: ASSESS_RISK) { __typename ... on Child { id police { status } } } }'

  it('is one intent and one outcome a child, of one number, also for those who are not shown', async () => {
    const by = [FFION, { nhsNumber: '9990009996' }, { id: '00000000-0000-4000-8000-000000000000' }, FFION]
    const reply = await kit.ask('hub-police', { query: children, variables: { by } })
    const [intent, ...more] = of('INTENT', reply)
    const outcomes = of('OUTCOME', reply)
    expect([more.length, outcomes.length, reply.rows[0]?.kind]).toEqual([0, 4, 'INTENT'])
    expect(new Set(outcomes.map(row => row['operation']))).toEqual(new Set([intent?.['operation']]))
    const shown = (reply.data as { children: { id?: string }[] }).children.map(({ id }) => id ?? null)
    expect(outcomes.map(row => row['child']).sort()).toEqual([...shown].sort())
    expect(
      outcomes
        .filter(row => row['child'] === null)
        .map(row => [row['given'], row['withheld'], row['clauses'], row['sources']]),
    ).toEqual([
      [[], [], [], []],
      [[], [], [], []],
    ])
  })

  it('names each identifier asked for by a keyed hash alone', async () => {
    const reply = await kit.ask('hub-police', { query: children, variables: { by: [FFION, FFION] } })
    const [intent] = of('INTENT', reply)
    const [one, other] = intent?.['identifiers'] as { scheme: string; hash: string }[]
    expect(one).toEqual({ scheme: 'NHS_NUMBER', hash: expect.stringMatching(/^[0-9a-f]{32}$/) })
    expect(other).toEqual(one)
  })

  it('says who asked, through what, for what and under which edition', async () => {
    const reply = await kit.ask('social-worker', {
      query:
        '{ child(by: {nhsNumber: "9990000018"}, purpose: CARE_PLANNING) { ... on Child { socialCare { status } } } }',
    })
    expect(of('INTENT', reply)[0]).toMatchObject({
      caller: { person: expect.stringMatching(/^[0-9a-f]{32}$/), role: 'SOCIAL_WORKER', agency: 'SOCIAL_CARE', organisation: 'W06000020' },
      application: 'hafan-explorer', purpose: 'CARE_PLANNING', edition: expect.stringMatching(/./), document: expect.stringMatching(/^[0-9a-f]{64}$/),
    }) // prettier-ignore
    expect(of('OUTCOME', reply)[0]).toMatchObject({
      relationships: expect.arrayContaining([expect.stringMatching(/^ALLOCATED HOLDS/)]),
    })
  })

  it('is recorded where it asks for no child', async () => {
    const reply = await kit.ask('analyst', { query: '{ viewer { role purposes } sources { id } }' })
    expect(reply.rows.map(({ kind }) => kind)).toEqual(['INTENT', 'OUTCOME'])
    expect(of('INTENT', reply)[0]).toMatchObject({
      purpose: null,
      identifiers: [],
      coordinates: ['Query.sources', 'Query.viewer', 'Source.id', 'Viewer.purposes', 'Viewer.role'],
    })
  })

  it('names every source that was asked, with what came of it', async () => {
    kit.gateway.region.system('police-gwent').setFault({ kind: 'status', status: 500 })
    const reply = await kit.ask('hub-police', {
      query: WHOLE_PICTURE,
      variables: { by: FFION, purpose: 'ASSESS_RISK' },
    })
    kit.gateway.region.system('police-gwent').setFault(null)
    const sources = of('OUTCOME', reply)[0]?.['sources'] as {
      source: string
      status: string
      reason: string | null
      ms: number
    }[]
    const shown = (
      reply.data as { child: { sources: { source: { id: string }; status: string; reason: string | null }[] } }
    ).child.sources
    expect(sources.map(({ source, status, reason }) => [source, status, reason])).toEqual(
      shown.map(({ source, status, reason }) => [source.id, status, reason]),
    )
    expect(sources.find(({ source }) => source === 'police-gwent')).toMatchObject({
      status: 'UNAVAILABLE',
      ms: expect.any(Number),
    })
  })

  it('carries the hash of the very bytes that were sent', async () => {
    for (const query of [
      '{ viewer { role } }',
      '{ child(by: {nhsNumber: "9990000018"}, purpose: ASSESS_RISK) { ... on Child { socialCare { record { chronology { text } } } } } }',
    ]) {
      const reply = await kit.ask('hub-police', { query })
      expect(of('OUTCOME', reply)[0]?.['response']).toBe(createHash('sha256').update(reply.text).digest('hex'))
    }
  })

  it('tells each withheld coordinate once, however many children and rows it stands in', async () => {
    const query =
      '{ children(by: [{nhsNumber: "9990000018"}, {nhsNumber: "9990000018"}], purpose: SCHOOL_SUPPORT) { ... on Child { police { record { markers { note } intelligence { text } } } again: police { record { markers { note } } } } } }'
    const reply = await kit.ask('school-lead', { query })
    const { errors } = JSON.parse(reply.text) as { errors: { extensions: { code: string; coordinate: string } }[] }
    const coordinates = errors.map(({ extensions }) => extensions.coordinate)
    expect(errors.every(({ extensions }) => extensions.code === 'FIELD_WITHHELD')).toBe(true)
    expect(coordinates.sort()).toEqual([...new Set(coordinates)].sort())
    expect(coordinates).toContain('PoliceMarker.note')
    for (const outcome of of('OUTCOME', reply)) expect(outcome['withheld']).toEqual(expect.arrayContaining(coordinates))
  })
})

describe('the coordinates in the audit', () => {
  const by = '(by: {nhsNumber: "9990000018"}, purpose: ASSESS_RISK)'
  const documents: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
    ['plain', `{ child${by} { ... on Child { id police { status record { markers { marker { code } } } } } } }`, {}],
    ['aliases', `{ a: child${by} { ... on Child { x: police { y: record { z: markers { from } } } } } }`, {}],
    ['fragments in fragments', `{ child${by} { ...A } } fragment A on Child { ...B health { ...C } } fragment B on Child { calledBy { ...D } } fragment C on HealthAnswer { status record { alerts { from } } } fragment D on CalledBy { age givenName { value } }`, {}],
    ['an interface', `{ child${by} { ... on Child { police { ... on Answer { status source { name } } } health { ...E } } } } fragment E on Answer { complete missing { part } }`, {}],
    ['left out', `query Q($yes: Boolean!, $no: Boolean = false) { child${by} { ... on Child { id @skip(if: $yes) police @include(if: $no) { status } health @include(if: true) { status @skip(if: true) complete } ... @include(if: $no) { family { status } } ...F @skip(if: $yes) } } } fragment F on Child { contact { status } }`, { yes: true }],
    ['left in', `query Q($yes: Boolean!, $no: Boolean = false) { child${by} { ... on Child { id @include(if: $yes) police @skip(if: $no) { status } ...F @include(if: $yes) } } } fragment F on Child { contact { status } }`, { yes: true }],
    ['twice, once left out', `{ child${by} { ... on Child { police @skip(if: true) { reason } police { status } } } }`, {}],
    ['several roots', `{ child${by} { ... on Child { timeline { edges { node { title { en } } } } } } viewer { role caseload(purpose: ASSESS_RISK) { lists { status } } } labels { value } }`, {}],
  ] // prettier-ignore

  it.each(documents)('are those that are executed: %s', async (_, query, variables) => {
    const reply = await kit.ask('hub-police', { query, variables })
    expect(reply.status).toBe(200)
    expect(of('INTENT', reply)[0]?.['coordinates']).toEqual(await executed(query, variables))
  })
})

describe('the audit as a whole', () => {
  it('holds no value of any record that was shown, nor any name or number of anybody', async () => {
    const words = new Set<string>()
    for (const [persona, purpose] of [['hub-police', 'ASSESS_RISK'], ['hub-manager', 'ASSESS_RISK'], ['social-worker', 'CARE_PLANNING'], ['safeguarding-nurse', 'CARE_PLANNING']] as const) {
      const reply = await kit.ask(persona, { query: WHOLE_PICTURE, variables: { by: FFION, purpose } })
      const { child } = reply.data as { child: Record<string, unknown> }
      const { id: _id, sources: _sources, relationships: _relationships, completeness: _completeness, ...said } = child
      collect(said, words)
    }
    const { region } = kit.gateway.region
    for (const { name, ref } of region.staff) for (const word of [name, ref]) words.add(word)
    for (const row of region.police) for (const word of [row.familyName, row.nominalId, row.dateOfBirth]) words.add(word)
    for (const row of region.demographics) words.add(row.nhsNumber)
    expect(words.size).toBeGreaterThan(500)
    const everything = (await rowsOf()).map(row => row.record.replace(OF_THE_AUDIT, '')).join('\n').toLowerCase()
    // A short code of digits and letters up to f, such as EDC09, turns up in a random id: it counts where it stands alone.
    const stands = (word: string): boolean => /^[0-9a-f]{5,7}$/.test(word) ? new RegExp(`(?<![0-9a-f])${word}(?![0-9a-f])`).test(everything) : everything.includes(word)
    expect([...words].filter(word => word.length >= 5 && stands(word.toLowerCase()))).toEqual([])
  }) // prettier-ignore

  it('is one chain, in order, each row carrying the hash of the one before, the head at the last', async () => {
    const rows = await rowsOf()
    expect(rows.length).toBeGreaterThan(20)
    let before = Buffer.alloc(32)
    rows.forEach((row, index) => {
      expect([Number(row.seq), row.prev_hash.toString('hex')]).toEqual([index + 1, before.toString('hex')])
      expect(createHash('sha256').update(row.record).digest('hex')).toBe(row.hash.toString('hex'))
      before = row.hash
    })
    const { rows: heads } = await asOwner(kit.gateway.database.url, client =>
      client.query<{ head_seq: string; head_hash: Buffer }>('select head_seq, head_hash from hafan.audit_chain'),
    )
    expect(heads.map(({ head_seq: seq, head_hash: hash }) => [Number(seq), hash.toString('hex')])).toEqual([
      [rows.length, before.toString('hex')],
    ])
  })
})

interface Written {
  readonly seq: string
  readonly prev_hash: Buffer
  readonly hash: Buffer<ArrayBuffer>
  readonly record: string
}

async function rowsOf(): Promise<readonly Written[]> {
  const all = 'select seq, prev_hash, hash, record from hafan.audit_row order by seq'
  return asOwner(kit.gateway.database.url, async client => (await client.query<Written>(all)).rows)
}

/**
 * What a row is meant to hold: when, the caller's organisation, the sources asked, coordinates of the schema, clauses, the hash
 * of what was sent: a police team is called Response, as that hash is.
 */
const OF_THE_AUDIT =
  /"(?:at|organisation|source)":"[^"]*"|"response":"[0-9a-f]{64}"|"kinds":\[[A-Z_",]*\]|"[A-Z]\w+\.\w+"|"\d\.[A-Z_.]+"/g

/** Words that are the schema's own, or about the answer and not about the child, tell nothing of a record. */
const OWN_WORDS = /^[A-Z][A-Z_]+$|^\w+\.\w+$/
const NOT_OF_A_RECORD = new Set([
  '__typename',
  'accesses',
  'source',
  'sources',
  'contact',
  'withheld',
  'missing',
  'recordedOnly',
  'clause',
  'asOf',
  'status',
  'reason',
])

function collect(value: unknown, words: Set<string>): void {
  if (typeof value === 'string' && !OWN_WORDS.test(value)) words.add(value)
  if (typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value)) {
    // "contact" is a section of the child and a desk of an answer.
    if (!NOT_OF_A_RECORD.has(name) || (name === 'contact' && Array.isArray(inner))) collect(inner, words)
  }
}
