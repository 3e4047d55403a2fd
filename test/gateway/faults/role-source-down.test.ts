import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readFileSync, writeFileSync } from 'node:fs'
import { REGION_NOW, REPAIR, ROWS, actOut, render, tableFile } from './role-source-down.js'
import type { Row, Seen, State } from './role-source-down.js'
import { withoutBudgets } from '../../support/gateway.js'
import { openStage } from './stage.js'
import type { Stage } from './stage.js'

const UNDECIDED = 'ChildNotShown COULD_NOT_CHECK'
const FIVE_MINUTES = 300_000

let stage: Stage
let clock = new Date(REGION_NOW)
const seen: [Row, Readonly<Record<State, Seen>>][] = []

beforeAll(async () => {
  stage = await openStage({ now: REGION_NOW, clock: () => clock, editions: withoutBudgets() })
  for (const row of ROWS) seen.push([row, await actOut(stage, row, to => (clock = to))])
  if (process.env['ROLE_SOURCE_DOWN'] === 'write') writeFileSync(tableFile, render(seen))
}, FIVE_MINUTES)

afterAll(() => stage.close())

const ofAgencies = ROWS.filter(({ askedOf }) => !askedOf.startsWith('the hub'))
const ofHub = ROWS.filter(({ askedOf }) => askedOf.startsWith('the hub'))
const states = (row: Row): Readonly<Record<State, Seen>> => {
  const found = seen.find(([one]) => one === row)
  if (!found) throw new Error(`${row.persona} was not acted out`)
  return found[1]
}

describe('a role whose relationship an agency keeps', () => {
  it.each(ofAgencies)('is shown the child while the agency answers: $persona', row => {
    expect(states(row).up).toMatchObject({ kind: 'Child', inGrace: false })
  })

  it.each(ofAgencies)('is shown the child on a confirmation within the grace, and told so: $persona', row => {
    expect(states(row)['confirmed lately']).toMatchObject({ kind: 'Child', inGrace: true, completeness: 'PARTIAL' })
  })

  it.each(ofAgencies)('is shown nothing on one that is older, and told that it could not be checked: $persona', row => {
    expect(states(row)['confirmed too long ago']).toMatchObject({ kind: UNDECIDED, sections: {} })
  })

  it.each(ofAgencies)('is shown nothing where it was never confirmed: $persona', row => {
    expect(states(row)['never confirmed']).toEqual(states(row)['confirmed too long ago'])
  })

  it.each(ofAgencies)('is given in grace nothing that was withheld while the agency answered: $persona', row => {
    const { up, 'confirmed lately': lately } = states(row)
    const withheld = Object.keys(up.sections).filter(name => up.sections[name] === '-')
    // Whether an episode is open cannot be said either: then more might be open than is withheld, and that is said.
    for (const name of withheld) expect(['-', '?']).toContain(lately.sections[name])
  })
})

describe('a role whose relationship the hub keeps', () => {
  it.each(ofHub)('is shown the child whoever is down, and what is missing: $persona', row => {
    for (const state of ['never confirmed', 'confirmed lately', 'confirmed too long ago'] as const)
      expect(states(row)[state]).toMatchObject({ kind: 'Child', inGrace: false, completeness: 'PARTIAL' })
  })
})

describe('docs/role-source-down.md', () => {
  it(`is what happens: run "${REPAIR}", read the difference, commit it`, () => {
    expect(readFileSync(tableFile, 'utf8')).toBe(render(seen))
  })
})
