// Turns an edition into tables, so that a decision is a few dozen array reads.
import type { AgencyKind, Purpose, Relationship } from '../../types/index.js'
import type { Edition } from './load.js'
import type { Condition, Conditions } from './member.js'
import { meets } from './member.js'
import { at } from './table.js'
import type { Cell } from './matrix-text.js'
import type { ChildCategory } from './words.js'
import { CHILD_CATEGORIES, PURPOSES, RELATIONSHIPS, indexOf, strengthOf } from './words.js'

/** A purpose as one role may use it. Caps are levels by category index. */
export interface PurposeRule {
  readonly purpose: Purpose
  readonly clause: string
  /** WHILE_CLOSED: only while no episode is known to be open. */
  readonly when: 'ALWAYS' | 'WHILE_OPEN' | 'WHILE_CLOSED'
  readonly caps: Uint8Array
  readonly hubRecordsOnly: boolean
}
/** A role's column as changed by what the caller's token says. Levels by category index. */
export interface Standing {
  readonly role: CompiledRole
  readonly plain: Uint8Array
  readonly open: Uint8Array
  readonly caps: Uint8Array
  /** The clause that raised a cell, or caps it; null where none does. */
  readonly raisedBy: readonly (string | null)[]
  readonly cappedBy: readonly (string | null)[]
}
export interface CompiledRole {
  readonly code: string
  readonly name: string
  readonly agencies: readonly AgencyKind[]
  readonly opens: 'BY_RELATIONSHIP' | 'ALWAYS' | 'NEVER'
  readonly opensBy: readonly Relationship[]
  readonly canHold: readonly Relationship[]
  readonly cellClauses: readonly string[]
  /** What is left long after the last episode; null where the role's column is not narrowed. */
  readonly narrow: Uint8Array | null
  /** 1 where break-glass opens the category; null where the role has no break-glass. */
  readonly breakGlass: Uint8Array | null
  readonly purposes: ReadonlyMap<Purpose, PurposeRule>
  readonly toldTheChildIsKnown: boolean
  /** The notes that can change this role's column, in the order of the bits of a standing's number. */
  readonly notes: readonly CompiledNote[]
  readonly standings: readonly Standing[]
}
export interface CompiledNote {
  readonly clause: string
  readonly condition: Condition
  /** Whether the note applies when the condition is met, or when it is not. */
  readonly whenMet: boolean
  readonly categories: readonly number[]
  readonly atMost: number | null
  readonly gives: number | null
}
export interface CompiledProtocol {
  /** The edition's id: every decision and audit row carries it. */
  readonly id: string
  readonly edition: Edition
  /** By code and by name. */
  readonly roles: ReadonlyMap<string, CompiledRole>
  /** Each role once, in the order of the file. */
  readonly columns: readonly CompiledRole[]
}

const SIZE = CHILD_CATEGORIES.length

/** Compiles an edition that `load` accepted. Pure; take `readProtocol` to have the never-clauses proved as well. */
export function compile(edition: Edition): CompiledProtocol {
  const columns = Object.entries(edition.roles).map(([code, file]) => compileRole(edition, code, file))
  return {
    id: edition.edition.id,
    edition,
    columns,
    roles: new Map(columns.flatMap(role => [[role.code, role] as const, [role.name, role] as const])),
  }
}

/** A role by its code or name; undefined for one the protocol does not know, which therefore holds nothing. */
export const roleOf = (protocol: CompiledProtocol, role: string): CompiledRole | undefined => protocol.roles.get(role)

/** The role's column under what the token says. */
export function standingOf(role: CompiledRole, conditions: Conditions): Standing {
  let number = 0
  for (const [bit, note] of role.notes.entries()) {
    if (meets(note.condition, conditions) === note.whenMet) number |= 1 << bit
  }
  return at(role.standings, number)
}

function compileRole(edition: Edition, code: string, file: Edition['roles'][string]): CompiledRole {
  const byRelationship = typeof file.opensBy !== 'string'
  const notes = edition.notes
    .filter(note => note.roles === 'EVERY_ROLE' || note.roles.includes(code))
    .map(note => compileNote(edition, note))
  const role: Omit<CompiledRole, 'standings'> = {
    code,
    name: file.name,
    agencies: file.agencies,
    opens: byRelationship ? 'BY_RELATIONSHIP' : file.opensBy === 'NEVER' ? 'NEVER' : 'ALWAYS',
    opensBy: typeof file.opensBy === 'string' ? [] : file.opensBy,
    canHold: RELATIONSHIPS.filter(name => edition.relationships[name].heldBy.includes(code)),
    cellClauses: CHILD_CATEGORIES.map(category => `${edition.categories[category].clause}.${code}`),
    narrow: edition.narrowing.roles.includes(code) ? levelsOf(edition.narrowing.only, 0) : null,
    breakGlass: edition.breakGlass.roles.includes(code)
      ? Uint8Array.from(CHILD_CATEGORIES, category => (edition.breakGlass.neverOpens.includes(category) ? 0 : 1))
      : null,
    purposes: purposeRules(edition, code),
    toldTheChildIsKnown: edition.withoutRelationship.toldTheChildIsKnown.includes(code),
    notes,
  }
  const standings: Standing[] = []
  const compiled: CompiledRole = { ...role, standings }
  for (let number = 0; number < 1 << notes.length; number += 1) {
    standings.push(
      compileStanding(
        edition,
        compiled,
        notes.filter((_, bit) => (number & (1 << bit)) !== 0),
      ),
    )
  }
  return compiled
}

function compileNote(edition: Edition, note: Edition['notes'][number]): CompiledNote {
  const name = note.if ?? note.unless
  const condition = name === undefined ? undefined : edition.conditions[name]
  if (condition === undefined) throw new Error(`note ${note.clause} has no condition`)
  return {
    clause: note.clause,
    condition,
    whenMet: note.if !== undefined,
    categories: note.categories.map(indexOf),
    atMost: note.atMost === undefined ? null : strengthOf(note.atMost),
    gives: note.gives === undefined ? null : strengthOf(note.gives),
  }
}

function compileStanding(edition: Edition, role: CompiledRole, notes: readonly CompiledNote[]): Standing {
  const cells = CHILD_CATEGORIES.map(category => cellOf(edition, category, role.code))
  const plain = Uint8Array.from(cells, cell => cell.plain)
  const open = Uint8Array.from(cells, cell => cell.open)
  const caps = new Uint8Array(SIZE).fill(3)
  const raisedBy: (string | null)[] = CHILD_CATEGORIES.map(() => null)
  const cappedBy: (string | null)[] = CHILD_CATEGORIES.map(() => null)
  for (const note of notes) {
    for (const index of note.categories) {
      if (note.gives !== null && note.gives > at(plain, index)) {
        plain[index] = note.gives
        open[index] = Math.max(at(open, index), note.gives)
        raisedBy[index] = note.clause
      }
      if (note.atMost !== null && note.atMost < at(caps, index)) {
        caps[index] = note.atMost
        cappedBy[index] = note.clause
      }
    }
  }
  return { role, plain, open, caps, raisedBy, cappedBy }
}

function cellOf({ matrix }: Edition, category: ChildCategory, code: string): Cell {
  const cell = matrix.get(category)?.get(code)
  if (cell === undefined) throw new Error(`the matrix has no cell for ${code} on ${category}`)
  return cell
}

function purposeRules(edition: Edition, code: string): ReadonlyMap<Purpose, PurposeRule> {
  const rules = new Map<Purpose, PurposeRule>()
  for (const purpose of PURPOSES) {
    const file = edition.purposes[purpose]
    const always = file.roles.includes(code)
    if (!always && !file.rolesWithoutEpisode.includes(code)) continue
    rules.set(purpose, {
      purpose,
      clause: file.clause,
      when: !always ? 'WHILE_CLOSED' : file.when === 'EPISODE_OPEN' ? 'WHILE_OPEN' : 'ALWAYS',
      caps: file.noChildCategory ? new Uint8Array(SIZE) : levelsOf(file.caps, 3),
      hubRecordsOnly: file.hubRecordsOnly,
    })
  }
  return rules
}

const levelsOf = (named: Edition['narrowing']['only'], otherwise: number): Uint8Array =>
  Uint8Array.from(CHILD_CATEGORIES, category => {
    const level = named[category]
    return level === undefined ? otherwise : strengthOf(level)
  })
