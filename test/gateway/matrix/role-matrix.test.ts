// The static half of the role matrix: the checked-in table is what is decided, gate 2 says the same, and nothing withheld is asked for.
import { writeFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { planFor } from '../../../src/children/plan.js'
import { RIGHTS } from '../../../src/children/rights.js'
import { allowed } from '../../../src/policies/allowed.js'
import { CIRCUMSTANCES, COLUMNS } from './columns.js'
import {
  REPAIR, checkedIn, classification, decided, inPlace, matrixFile, nameOf, partsOfCoordinate, protocol, readRoleMatrix,
  renderRoleMatrix, rightsOfColumn, standings, underChild,
} from './table.js' // prettier-ignore

if (process.env['ROLE_MATRIX'] === 'write') writeFileSync(matrixFile, renderRoleMatrix())
const table = readRoleMatrix(checkedIn())
let pairs = 0

describe('docs/role-matrix.md', () => {
  it(`is what the schema and the protocol come to: run "${REPAIR}", read the difference, commit it`, () => {
    expect(checkedIn()).toBe(renderRoleMatrix())
  })

  it('has a column for every role of the protocol and a row for every coordinate it decides on', () => {
    expect(new Set(COLUMNS.map(({ role }) => role))).toEqual(new Set(protocol.columns.map(({ name }) => name)))
    for (const { code } of COLUMNS) expect([...(table.get(code)?.keys() ?? [])]).toEqual(decided.map(nameOf))
  })

  it('refuses a cell that says something else', () => {
    const row = `| PoliceRecord.markers | POLICE_MARKERS SUMMARY | maybe |`
    expect(() => readRoleMatrix(row)).toThrow('the role matrix has a cell "maybe"')
  })
})

describe.each(COLUMNS)('$code', column => {
  it.each(CIRCUMSTANCES)('is given what its column says: %s', circumstance => {
    const found = standings(rightsOfColumn(column, circumstance, inPlace(column)))
    const cells = table.get(column.code)
    pairs += found.size
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries([...(cells ?? [])].map(([name, cell]) => [name, cell[circumstance]])),
    )
  })

  it.each(CIRCUMSTANCES)('passes gate 2 exactly where the plan gives: %s', circumstance => {
    const rights = rightsOfColumn(column, circumstance, inPlace(column))
    const found = standings(rights)
    // Under a purpose for the hub's records alone agencies' records are never there to be passed through gate 2.
    const reached = underChild.filter(
      one => !rights.hubRecordsOnly || one.type === 'Child' || one.type === 'Access' || isOfHub(nameOf(one)),
    )
    const byGate = reached.map(one => [nameOf(one), allowed(one, { [RIGHTS]: rights })] as const)
    expect(byGate.filter(([name, open]) => open !== ((found.get(name) ?? 'given') === 'given'))).toEqual([])
  })

  it.each(CIRCUMSTANCES)('has no agency asked for what is withheld: %s', circumstance => {
    const rights = rightsOfColumn(column, circumstance, inPlace(column))
    const found = standings(rights)
    for (const [name, standing] of found) {
      const section = sectionsOf(name)
      const { parts } = planFor(classification, new Set([name, ...section]), rights)
      const asked = [...(partsOfCoordinate.get(name) ?? [])].filter(part => parts.has(part))
      const grants = rights.hubRecordsOnly ? [] : asked.map(part => classification.parts.get(part)?.category)
      for (const category of grants) expect(rights.grants[category ?? 'PROTECTED'].strength).toBeGreaterThan(0)
      if (standing === 'withheld' && rights.hubRecordsOnly) expect(asked.filter(part => !hubPart(part))).toEqual([])
    }
  })

  it('is given nothing without its relationship, or while that is undecided', () => {
    for (const circumstance of CIRCUMSTANCES)
      for (const outcome of ['HOLDS', 'UNDECIDED'] as const) {
        const held = outcome === 'HOLDS' ? [] : column.relationships.map(relationship => ({ relationship, outcome }))
        const rights = rightsOfColumn(column, circumstance, held)
        const open = decided.filter(one => allowed(one, { [RIGHTS]: rights }))
        pairs += decided.length
        // An auditor needs none, and has who looked and nothing else.
        const expected = column.role === 'AUDITOR' ? decided.filter(one => one.category === 'ACCESS_HISTORY') : []
        expect(open).toEqual(expected)
        expect(planFor(classification, new Set(underChild.map(nameOf)), rights).parts.size).toBe(0)
      }
  })

  it('is given no more while it is undecided whether an episode is open than without one', () => {
    const undecided = rightsOfColumn(column, 'UNDECIDED', inPlace(column))
    const least = rightsOfColumn(column, 'LONG_AGO', inPlace(column))
    const open = (rights: typeof least): string[] =>
      decided.filter(one => allowed(one, { [RIGHTS]: rights })).map(nameOf)
    pairs += decided.length
    expect(open(undecided).filter(name => !open(least).includes(name))).toEqual([])
  })
})

describe('the matrix', () => {
  it('was gone through whole', () => {
    process.stdout.write(`role matrix: ${pairs} role and coordinate pairs decided, ${decided.length} coordinates\n`)
    expect(pairs).toBeGreaterThan(COLUMNS.length * decided.length * 9)
  })
})

const hubPart = (part: string): boolean => part.startsWith('episodes') || part.startsWith('hub.')
/** Of what agencies have too, the same coordinate is withheld as theirs and given as the hub's. */
const isOfHub = (name: string): boolean => {
  const parts = [...(partsOfCoordinate.get(name) ?? [])]
  return parts.length > 0 && parts.every(hubPart)
}

/** `Child.police`, for what stands in a police record. */
function sectionsOf(name: string): string[] {
  const parts = partsOfCoordinate.get(name) ?? new Set()
  return underChild
    .filter(({ type, leadsTo }) => type === 'Child' && leadsTo?.endsWith('Answer') === true)
    .filter(({ leadsTo }) =>
      [...(partsOfCoordinate.get(`${String(leadsTo)}.record`) ?? [])].some(part => parts.has(part)),
    )
    .map(nameOf)
}
