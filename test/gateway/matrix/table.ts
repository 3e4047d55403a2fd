// The role matrix as a table for people, and read back from it: what each role is given of every coordinate under a child.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Part } from '../../../src/adapters/agency.js'
import { planFor } from '../../../src/children/plan.js'
import { SECTIONS, partsOf } from '../../../src/children/sections.js'
import { projectRoot } from '../../../src/paths.js'
import { rightsFor } from '../../../src/policies/admission/rights.js'
import { readProtocol } from '../../../src/policies/protocol/index.js'
import { resolvers } from '../../../src/resolvers/index.js'
import { buildExecutable } from '../../../src/schema/build.js'
import { OPEN_CATEGORIES, classify } from '../../../src/schema/classification.js'
import type { Coordinate } from '../../../src/schema/classification.js'
import type { Person } from '../../../src/types/caller.js'
import type { Rights } from '../../../src/types/decision.js'
import type { Relationship } from '../../../src/types/index.js'
import { COLUMNS } from './columns.js'
import type { Circumstance, Column } from './columns.js'

/** `exists`: told only that something is recorded, and whom to ring. `concealed`: null, and nothing says so. */
export type Standing = 'given' | 'exists' | 'withheld' | 'concealed'
const STANDINGS: readonly string[] = ['given', 'exists', 'withheld', 'concealed'] satisfies Standing[]
const isStanding = (word: string): word is Standing => STANDINGS.includes(word)
export type Cells = Readonly<Record<Circumstance, Standing>>
export type Table = ReadonlyMap<string, ReadonlyMap<string, Cells>>

export const schema = buildExecutable(resolvers)
export const classification = classify(schema)
const read = readProtocol(readFileSync(join(projectRoot, 'protocol', 'gwent.yaml'), 'utf8'))
if (!read.ok) throw new Error(read.problems.join('\n'))
export const { protocol } = read

/** Every coordinate of the types that a child leads to, in the order of the schema. */
export const underChild: readonly Coordinate[] = (() => {
  const types = new Set(['Child'])
  for (const type of types)
    for (const { type: owner, leadsTo } of classification.coordinates.values())
      if (owner === type && leadsTo !== null) types.add(leadsTo)
  return [...classification.coordinates.values()].filter(({ type }) => types.has(type))
})()
export const nameOf = ({ type, field }: Coordinate): string => `${type}.${field}`
/** Those whose category a protocol decides on; the others are about the answer itself and everybody's. */
export const decided = underChild.filter(({ category }) => !OPEN_CATEGORIES.has(category))

/** The rights the gateway makes for a column: `held` are the relationships as they were found out. */
export function rightsOfColumn(
  column: Column,
  circumstance: Circumstance | 'UNDECIDED',
  held: readonly { readonly relationship: Relationship; readonly outcome: 'HOLDS' | 'UNDECIDED' }[],
): Rights {
  const person: Person = {
    role: column.role,
    agency: 'HUB',
    organisation: 'any',
    staffRef: 'any',
    posts: [],
    ...column.conditions,
  }
  const application = { id: 'any', actsForPersons: true, ceiling: 'ALL' as const }
  const relationships = held.map(each => ({ ...each, confirmedAt: '2026-01-01T00:00:00Z', inGrace: false }))
  const episode = {
    open: circumstance === 'UNDECIDED' ? circumstance : circumstance === 'OPEN' ? 'YES' : 'NO',
    recent: circumstance === 'UNDECIDED' ? circumstance : circumstance === 'LONG_AGO' ? 'NO' : 'YES',
    inGrace: false,
    confirmed: [],
  } as const
  return rightsFor(relationships, episode, {
    protocol,
    caller: { issuer: 'any', subject: 'any', application, person },
    person,
    purpose: column.purpose[circumstance === 'UNDECIDED' ? 'CLOSED' : circumstance],
  })
}

export const inPlace = (column: Column): { relationship: Relationship; outcome: 'HOLDS' }[] =>
  column.relationships.map(relationship => ({ relationship, outcome: 'HOLDS' }))

/** The parts of records in which each decided coordinate stands; none for what is worked out across them. */
export const partsOfCoordinate: ReadonlyMap<string, ReadonlySet<Part>> = (() => {
  const parts = new Map<string, Set<Part>>()
  const add = (name: string, part: Part): boolean => {
    const known = parts.get(name) ?? new Set<Part>()
    parts.set(name, known)
    return known.size !== known.add(part).size
  }
  const below = (type: string, part: Part): void => {
    for (const one of decided) if (one.type === type && add(nameOf(one), part) && one.leadsTo) below(one.leadsTo, part)
  }
  for (const section of SECTIONS)
    for (const [part, { fields }] of partsOf(section, classification)) {
      add(`${section.answerType}.record`, part)
      for (const field of fields) {
        add(`${section.recordType}.${field}`, part)
        const { leadsTo } = classification.coordinates.get(`${section.recordType}.${field}`) ?? { leadsTo: null }
        if (leadsTo !== null) below(leadsTo, part)
      }
    }
  return parts
})()

/** What the plan makes of every decided coordinate, were all of them asked for. */
export function standings(rights: Rights): ReadonlyMap<string, Standing> {
  const plan = planFor(classification, new Set(underChild.map(nameOf)), rights)
  const sections = [...plan.sections.values()]
  const refused = [...plan.withheld, ...sections.flatMap(({ withheld }) => withheld)]
  const withheld = new Set(refused.map(({ coordinate }) => coordinate))
  const existsOnly = new Set(sections.flatMap(section => [...section.existsOnly]))
  return new Map(
    decided.map(coordinate => {
      const name = nameOf(coordinate)
      const parts = [...(partsOfCoordinate.get(name) ?? [])]
      const exists = parts.length > 0 && parts.every(part => existsOnly.has(part))
      if (withheld.has(name)) return [name, exists ? 'exists' : 'withheld']
      const { category, strength } = coordinate
      const hidden = rights.concealed.has(category) && rights.agencyGrants[category].strength < strength
      return [name, hidden ? 'concealed' : 'given']
    }),
  )
}

/** Writes the table anew, for somebody to read the difference before it is committed. */
export const REPAIR = 'ROLE_MATRIX=write npm test -- test/gateway/matrix/role-matrix.test.ts'

const TITLE = `# What each role is given, coordinate by coordinate

Written from the schema's classification and \`protocol/gwent.yaml\` by
\`${REPAIR}\`; do not edit. A test compares it with
what is decided, and asks a running gateway, as every role, for every coordinate in it.

given: the value · exists: only that something is recorded in that part, and whom to ring · withheld: null, said as such ·
concealed: null, and nothing said, as if nothing were recorded.
Two words are without and with an open episode (\`withheld, given\`). Three are: long after the last episode, lately, while one is open.
Everything here is with the role's own relationship to the child in place. Without it nobody is given any coordinate.
Handling of single records and protection flags take away from this; nothing adds to it.
`

/** The whole document. */
export function renderRoleMatrix(): string {
  const rows = new Map(COLUMNS.map(column => [column.code, cellsOf(column)]))
  const types = [...new Set(decided.map(({ type }) => type))]
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const head = ['coordinate', 'category', ...COLUMNS.map(({ code }) => code)]
  const sections = types.map(type => {
    const body = decided
      .filter(coordinate => coordinate.type === type)
      .map(coordinate => {
        const cells = COLUMNS.map(({ code }) => written(rows.get(code)?.get(nameOf(coordinate))))
        return line([nameOf(coordinate), `${coordinate.category} ${coordinate.level}`, ...cells])
      })
    return [`## ${type}\n`, line(head), line(head.map(() => '---')), ...body, ''].join('\n')
  })
  const legend = COLUMNS.map(
    ({ code, says, relationships, purpose }) =>
      `- ${code}: ${says}; ${relationships.length === 0 ? 'no relationship' : relationships.join(' or ')}; ${purposes(purpose)}`,
  )
  const open = [...new Set(underChild.filter(one => !decided.includes(one)).map(({ type }) => type))]
  return [
    TITLE,
    '## Roles\n',
    ...legend,
    '',
    `Always given, being about the answer and not the child, or worked out from what is given: the fields of ${open.join(', ')} that are not below.\n`,
    ...sections,
  ].join('\n')
}

const purposes = (purpose: Column['purpose']): string =>
  purpose.OPEN === purpose.CLOSED ? purpose.OPEN : `${purpose.OPEN} while an episode is open, else ${purpose.CLOSED}`

function cellsOf(column: Column): ReadonlyMap<string, Cells> {
  const held = inPlace(column)
  const by = (circumstance: Circumstance): ReadonlyMap<string, Standing> =>
    standings(rightsOfColumn(column, circumstance, held))
  const [open, closed, longAgo] = [by('OPEN'), by('CLOSED'), by('LONG_AGO')]
  const at = (from: ReadonlyMap<string, Standing>, name: string): Standing => from.get(name) ?? 'withheld'
  return new Map(
    decided
      .map(nameOf)
      .map(name => [name, { OPEN: at(open, name), CLOSED: at(closed, name), LONG_AGO: at(longAgo, name) }]),
  )
}

function written(cells: Cells | undefined): string {
  if (!cells) throw new Error('a coordinate has no cells')
  const { OPEN, CLOSED, LONG_AGO } = cells
  if (LONG_AGO !== CLOSED) return [LONG_AGO, CLOSED, OPEN].join(', ')
  return OPEN === CLOSED ? OPEN : `${CLOSED}, ${OPEN}`
}

/** Reads the document back, by column and coordinate. Throws where a cell is none of the words. */
export function readRoleMatrix(text: string): Table {
  const table = new Map(COLUMNS.map(({ code }) => [code, new Map<string, Cells>()]))
  for (const row of text.split('\n').filter(each => /^\| [A-Z]\w+\.\w+ \|/.test(each))) {
    const [name = '', , ...cells] = row
      .slice(1, -1)
      .split('|')
      .map(cell => cell.trim())
    for (const [index, { code }] of COLUMNS.entries()) table.get(code)?.set(name, readCell(cells[index] ?? ''))
  }
  return table
}

function readCell(text: string): Cells {
  const words = text.split(', ').map(word => {
    if (isStanding(word)) return word
    throw new Error(`the role matrix has a cell "${text}"`)
  })
  const [first = 'withheld', second = first, third = second] = words
  if (words.length === 2) return { LONG_AGO: first, CLOSED: first, OPEN: second }
  return { LONG_AGO: first, CLOSED: second, OPEN: third }
}

export const matrixFile = join(projectRoot, 'docs', 'role-matrix.md')
/** What is checked in. */
export const checkedIn = (): string => readFileSync(matrixFile, 'utf8')
