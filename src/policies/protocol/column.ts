// A role's column as people read it: each level worked out by the same function that decides, and what notes make of it.
import type { CompiledProtocol, CompiledRole, PurposeRule } from './compile.js'
import { standingOf } from './compile.js'
import type { Facts } from './levels.js'
import { levels } from './levels.js'
import type { Conditions } from './member.js'
import { meets } from './member.js'
import { everyConditions } from './points.js'
import { at } from './table.js'
import { CHILD_CATEGORIES } from './words.js'

export interface ColumnCell {
  readonly level: number
  /** What notes on some of the role's people make of it, each clause once. */
  readonly unless: readonly { readonly level: number; readonly clause: string }[]
}

const NOBODY: Conditions = { secondedFrom: null, vetting: null, clearance: [] }
const SIZE = CHILD_CATEGORIES.length
// The whole column, before any purpose lowers it.
const WHOLE: PurposeRule = {
  purpose: 'ASSESS_RISK',
  clause: '',
  when: 'ALWAYS',
  caps: new Uint8Array(SIZE).fill(3),
  hubRecordsOnly: false,
}

/** By index of category. Notes for every role, which are those on secondment, are left out: they concern no role more than another. */
export function columnIn(protocol: CompiledProtocol, facts: Facts): (role: CompiledRole) => readonly ColumnCell[] {
  const common = new Set(protocol.edition.notes.filter(note => note.roles === 'EVERY_ROLE').map(note => note.clause))
  return role => {
    const under = (conditions: Conditions) => {
      const standing = standingOf(role, conditions)
      return { standing, found: levels(standing, WHOLE, opening(role, facts), 'CERTAIN', new Uint8Array(SIZE)) }
    }
    const base = under(NOBODY)
    const others = everyConditions(protocol)
      .filter(said => !role.notes.some(note => common.has(note.clause) && meets(note.condition, said) === note.whenMet))
      .map(under)
    return [...base.found].map((level, index) => {
      const changed = new Map<string, number>()
      for (const { standing, found } of others) {
        if (found[index] === level) continue
        const clause = standing.raisedBy[index] ?? base.standing.cappedBy[index] ?? standing.cappedBy[index] ?? ''
        changed.set(clause, at(found, index))
      }
      return { level, unless: [...changed].map(([clause, other]) => ({ clause, level: other })) }
    })
  }
}

const opening = (role: CompiledRole, facts: Facts): Facts =>
  role.opens === 'NEVER' ? { ...facts, opened: 'NO' } : facts
