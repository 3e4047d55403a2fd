// A second reading of the protocol, for comparison: slow, literal, one question at a time, from the YAML text itself. It shares
// nothing with src/policies, and is meant to be checked against protocol.md by eye.
import { parse } from 'yaml'

/** One point: who, in what circumstance, asks for what. */
export interface Point {
  readonly role: string
  readonly held: readonly string[]
  readonly undecided: readonly string[]
  readonly secondedFrom: string | null
  readonly vetting: string | null
  readonly clearance: readonly string[]
  readonly episode: 'YES' | 'NO' | 'UNDECIDED'
  readonly recent: 'YES' | 'NO' | 'UNDECIDED'
  readonly breakGlass: boolean
  readonly purpose: string
}

interface Role {
  readonly opensBy: readonly string[] | 'NEVER' | 'NO_RELATIONSHIP_NEEDED'
}
interface Purpose {
  readonly roles: readonly string[]
  readonly rolesWithoutEpisode?: readonly string[]
  readonly when?: string
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
interface Condition {
  readonly secondedFrom?: readonly string[]
  readonly vetting?: readonly string[]
  readonly clearance?: readonly string[]
}
export interface Reading {
  readonly roles: Readonly<Record<string, Role>>
  readonly relationships: Readonly<Record<string, { readonly heldBy: readonly string[] }>>
  readonly categories: Readonly<Record<string, object>>
  readonly purposes: Readonly<Record<string, Purpose>>
  readonly conditions: Readonly<Record<string, Condition>>
  readonly notes: readonly Note[]
  readonly narrowing: { readonly roles: readonly string[]; readonly only: Readonly<Record<string, string>> }
  readonly breakGlass: { readonly roles: readonly string[]; readonly neverOpens: readonly string[] }
  /** category → role → the cell as it is written. */
  readonly cells: Readonly<Record<string, Readonly<Record<string, string>>>>
}

export function readYaml(text: string): Reading {
  const file = parse(text) as Omit<Reading, 'cells'> & { readonly matrix: string }
  const [head = [], ...rows] = file.matrix
    .trim()
    .split('\n')
    .map(line => line.split('|').map(cell => cell.trim()))
  const cells = rows.map(row => [row[1], Object.fromEntries(head.slice(2, -1).map((role, at) => [role, row[at + 2]]))])
  return { ...file, cells: Object.fromEntries(cells) as Reading['cells'] }
}

const LEVELS = ['NONE', 'EXISTS', 'SUMMARY', 'FULL']
const rank = (level: string): number => LEVELS.indexOf(level)
const LETTER: Readonly<Record<string, number>> = { '-': 0, E: 1, S: 2, F: 3 }

/** A cell without an episode, and while one is open: "S, F*" is 2 and 3, "F*" is 0 and 3, "F" is 3 and 3. */
function cell(written: string, open: boolean): number {
  const parts = written.split(', ')
  const starred = parts.find(part => part.endsWith('*'))
  const plain = parts.find(part => !part.endsWith('*'))
  if (open && starred !== undefined) return LETTER[starred.slice(0, -1)] ?? Number.NaN
  return plain === undefined ? 0 : (LETTER[plain] ?? Number.NaN)
}

function conditionHolds(condition: Condition | undefined, { secondedFrom, vetting, clearance }: Point): boolean {
  if (secondedFrom !== null && condition?.secondedFrom?.includes(secondedFrom)) return true
  if (vetting !== null && condition?.vetting?.includes(vetting)) return true
  return clearance.some(word => condition?.clearance?.includes(word))
}

function purposeUsable(purpose: Purpose, role: string, open: boolean): boolean {
  if (purpose.roles.includes(role)) return purpose.when !== 'EPISODE_OPEN' || open
  return purpose.rolesWithoutEpisode?.includes(role) === true && !open
}

/** The level on hub records at a point where nothing is undecided. */
function settled(file: Reading, point: Point, category: string): number {
  const { role } = point
  const purpose = file.purposes[point.purpose]
  const open = point.episode === 'YES'
  if (!purpose || !purposeUsable(purpose, role, open)) return 0
  const opensBy = file.roles[role]?.opensBy ?? 'NEVER'
  const opened = Array.isArray(opensBy)
    ? opensBy.some(name => point.held.includes(String(name)))
    : opensBy === 'NO_RELATIONSHIP_NEEDED'
  const mine = file.notes
    .filter(note => note.roles === 'EVERY_ROLE' || note.roles.includes(role))
    .filter(note => note.categories.includes(category))
    .filter(({ if: wanted, unless }) =>
      wanted === undefined
        ? !conditionHolds(file.conditions[unless ?? ''], point)
        : conditionHolds(file.conditions[wanted], point),
    )
  const raised = mine.flatMap(({ gives }) => (gives === undefined ? [] : [rank(gives)]))
  const column = Math.max(cell(file.cells[category]?.[role] ?? '', open), ...raised)
  const narrowed = file.narrowing.roles.includes(role) && !open && point.recent !== 'YES'
  const left = narrowed ? Math.min(column, rank(file.narrowing.only[category] ?? 'NONE')) : column
  // Grants only add: what a relationship opens, and what break-glass opens.
  const glass =
    point.breakGlass && file.breakGlass.roles.includes(role) && !file.breakGlass.neverOpens.includes(category)
  const granted = Math.max(opened ? left : 0, glass ? column : 0)
  // And these only take away.
  const lowered = mine.flatMap(({ atMost }) => (atMost === undefined ? [] : [rank(atMost)]))
  const cap = purpose.noChildCategory === true ? 0 : rank(purpose.caps?.[category] ?? 'FULL')
  return Math.min(granted, cap, ...lowered)
}

/** Every way in which what is undecided could turn out. */
function worlds(point: Point): readonly Point[] {
  const either = (verdict: Point['episode']): readonly ('YES' | 'NO')[] =>
    verdict === 'UNDECIDED' ? ['YES', 'NO'] : [verdict]
  const sets = point.undecided.reduce<readonly (readonly string[])[]>(
    (found, name) => found.flatMap(set => [set, [...set, name]]),
    [point.held],
  )
  return sets.flatMap(held =>
    either(point.episode).flatMap(episode =>
      either(point.recent).map(recent => ({ ...point, held, undecided: [], episode, recent })),
    ),
  )
}

export interface Level {
  /** On agencies' records, and on the hub's own. */
  readonly agency: number
  readonly hub: number
  /** More could be open, were something known that is not. */
  readonly undecided: boolean
}

/** What the protocol gives at a point: what is undecided opens nothing, and is said to be undecided where it would matter. */
export function levelAt(file: Reading, point: Point, category: string): Level {
  const no = (verdict: Point['episode']): Point['episode'] => (verdict === 'YES' ? 'YES' : 'NO')
  const least = { ...point, undecided: [], episode: no(point.episode), recent: no(point.recent) }
  const hub = settled(file, least, category)
  const most = Math.max(...worlds(point).map(world => settled(file, world, category)))
  const hubOnly = file.purposes[point.purpose]?.hubRecordsOnly === true
  return { agency: hubOnly ? 0 : hub, hub, undecided: most > hub }
}
