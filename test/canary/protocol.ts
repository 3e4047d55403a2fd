// The protocol as the canary reads it: the document itself, cell by cell, slowly. It shares nothing with the compiler of the
// gateway, so that the two can disagree.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { projectRoot } from '../../src/paths.js'
import type { Caller } from '../../src/types/caller.js'
import { LEVELS } from './schema.js'
import type { Handling } from './tokens.js'

interface Role {
  readonly name: string
  readonly agencies: readonly string[]
  readonly opensBy: readonly string[] | 'NEVER' | 'NO_RELATIONSHIP_NEEDED'
}
interface Purpose {
  readonly when?: string
  readonly roles: readonly string[]
  readonly rolesWithoutEpisode?: readonly string[]
  readonly caps?: Readonly<Record<string, string>>
  readonly hubRecordsOnly?: boolean
  readonly noChildCategory?: boolean
}
interface Note {
  readonly roles: readonly string[] | 'EVERY_ROLE'
  readonly categories: readonly string[]
  readonly if?: string
  readonly unless?: string
  readonly atMost?: string
  readonly gives?: string
}
type Audience =
  | { readonly roles: readonly string[] }
  | { readonly everybodyBut: readonly string[] }
  | { readonly whoeverMaySee: string }
  | { readonly theRecordsOwnList: true }

interface Document {
  readonly roles: Readonly<Record<string, Role>>
  readonly matrix: string
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
  readonly notes: readonly Note[]
  readonly narrowing: { readonly roles: readonly string[]; readonly only: Readonly<Record<string, string>> }
  readonly purposes: Readonly<Record<string, Purpose>>
  readonly breakGlass: { readonly roles: readonly string[]; readonly neverOpens: readonly string[] }
  readonly withoutRelationship: { readonly toldTheChildIsKnown: readonly string[] }
  readonly handling: { readonly told: readonly string[]; readonly audiences: Readonly<Record<string, Audience>> }
  readonly protectionFlag: { readonly mayLocate: readonly string[] }
}

const document = parse(readFileSync(join(projectRoot, 'protocol', 'gwent.yaml'), 'utf8')) as Document

const strength = (level: string): number => LEVELS.indexOf(level)
const CELLS: Readonly<Record<string, number>> = { '-': 0, E: 1, S: 2, F: 3 }

/** Category → role → the cell as it is written. */
const cells: ReadonlyMap<string, ReadonlyMap<string, string>> = (() => {
  const rows = document.matrix.trim().split('\n').map(line => line.split('|').slice(1, -1).map(cell => cell.trim())) // prettier-ignore
  const [head = [], ...body] = rows
  return new Map(
    body.map(([category = '', ...row]) => [category, new Map(row.map((cell, nth) => [head[nth + 1] ?? '', cell]))]),
  )
})()

export const PURPOSES: readonly string[] = Object.keys(document.purposes)

/** `S, F*` → 2, and 3 while an episode is open. */
function cellAt(category: string, code: string, open: boolean): number {
  const written = cells.get(category)?.get(code) ?? '-'
  const words = written.split(',').map(word => word.trim())
  const starred = words.find(word => word.endsWith('*'))
  const plain = words.find(word => !word.endsWith('*'))
  if (open && starred !== undefined) return CELLS[starred.slice(0, -1)] ?? 0
  return plain === undefined ? 0 : (CELLS[plain] ?? 0)
}

const codeOf = (role: string): string => Object.entries(document.roles).find(([, { name }]) => name === role)?.[0] ?? ''

/** Whether what the token says meets a named condition. */
function meets(name: string, { person }: Caller): boolean {
  const { secondedFrom = [], vetting = [], clearance = [] } = document.conditions[name] ?? {}
  if (person === null) return false
  return (
    secondedFrom.some(one => one === person.secondedFrom) ||
    vetting.some(one => one === person.vetting) ||
    clearance.some(one => person.clearance.includes(one))
  )
}

/** How things stand; a null is what could not be found out, and opens nothing. */
export interface Situation {
  /** By a relationship, or because the role needs none. */
  readonly opened: boolean
  readonly glass: boolean
  readonly open: boolean | null
  readonly recent: boolean | null
  readonly purpose: string
  /** Of the hub's own records, or of an agency's. */
  readonly of: 'HUB' | 'AGENCY'
}

/** The level, as a number, that is certain. */
export function levelOf(category: string, caller: Caller, at: Situation): number {
  const code = codeOf(caller.person?.role ?? '')
  const rule = document.purposes[at.purpose]
  const glass =
    at.glass && document.breakGlass.roles.includes(code) && !document.breakGlass.neverOpens.includes(category)
  if (code === '' || rule === undefined || rule.noChildCategory === true || !(at.opened || glass)) return 0
  if (rule.hubRecordsOnly === true && at.of === 'AGENCY') return 0
  const usual = rule.roles.includes(code)
  const onlyClosed = !usual && (rule.rolesWithoutEpisode ?? []).includes(code)
  if (!usual && !onlyClosed) return 0
  if (onlyClosed && at.open === true) return 0
  if (rule.when === 'EPISODE_OPEN' && at.open !== true) return 0
  const open = at.open === true
  let level = cellAt(category, code, open)
  for (const note of document.notes) {
    const concerns = (note.roles === 'EVERY_ROLE' || note.roles.includes(code)) && note.categories.includes(category)
    const applies = note.if !== undefined ? meets(note.if, caller) : !meets(note.unless ?? '', caller)
    if (!concerns || !applies) continue
    if (note.gives !== undefined) level = Math.max(level, strength(note.gives))
    if (note.atMost !== undefined) level = Math.min(level, strength(note.atMost))
  }
  if (!glass && document.narrowing.roles.includes(code) && !open && at.recent !== true)
    level = Math.min(level, strength(document.narrowing.only[category] ?? 'NONE'))
  const cap = rule.caps?.[category]
  if (cap !== undefined) level = Math.min(level, strength(cap))
  const { ceiling } = caller.application
  if (ceiling === 'ALL') return level
  return Math.min(level, strength((ceiling as Readonly<Record<string, string>>)[category] ?? 'NONE'))
}

export const opensBy = ({ person }: Caller): Role['opensBy'] => document.roles[codeOf(person?.role ?? '')]?.opensBy ?? 'NEVER' // prettier-ignore

export const toldTheChildIsKnown = ({ person }: Caller): boolean =>
  document.withoutRelationship.toldTheChildIsKnown.includes(codeOf(person?.role ?? ''))

/** Whether the caller learns that a row was removed. */
export const isTold = ({ person }: Caller): boolean => document.handling.told.includes(codeOf(person?.role ?? ''))

/** Purposes that are the role's in some circumstance. */
export const purposesOf = ({ person }: Caller): string[] =>
  Object.entries(document.purposes)
    .filter(([, { roles, rolesWithoutEpisode = [] }]) =>
      [...roles, ...rolesWithoutEpisode].includes(codeOf(person?.role ?? '')),
    ) // prettier-ignore
    .map(([purpose]) => purpose)

/** Whether the caller is among those who may be given a restrained row. */
export function mayReceive({ code, audience = [] }: Handling, caller: Caller): boolean {
  const role = codeOf(caller.person?.role ?? '')
  const rule = document.handling.audiences[code]
  if (rule === undefined || opensBy(caller) === 'NEVER') return false
  if ('roles' in rule)
    return rule.roles.some(text => {
      const [who = '', condition] = text.split(' if ')
      return who === role && (condition === undefined || meets(condition, caller))
    })
  if ('everybodyBut' in rule) return !rule.everybodyBut.includes(role)
  if ('theRecordsOwnList' in rule) return (document.roles[role]?.agencies ?? []).some(one => audience.includes(one))
  const whole = { ...caller, application: { ...caller.application, ceiling: 'ALL' as const } }
  const at = { opened: true, glass: false, open: true, recent: true, of: 'AGENCY' as const }
  return PURPOSES.some(purpose => levelOf(rule.whoeverMaySee, whole, { ...at, purpose }) > 0)
}

/** Whether the caller may be told where a protected child is. */
export const mayLocate = (caller: Caller, held: ReadonlySet<string>): boolean =>
  document.protectionFlag.mayLocate.some(text => {
    const [who, relationship] = text.split(' with ')
    return who === codeOf(caller.person?.role ?? '') && (relationship === undefined || held.has(relationship))
  })
