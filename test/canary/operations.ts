// Whole operations: roots, identifiers, a purpose, and what the sources do meanwhile. Operation number N of a seed is the same
// every time, but for the cursors, which the gateway seals anew.
import type { GraphQLArgument } from 'graphql'
import { LISTINGS, listOfCaller } from './board.js'
import type { Canary } from './callers.js'
import { CHILDREN, NOBODY, SOURCES } from './children.js'
import type { ChildSpec, SourceId } from './children.js'
import { PURPOSES, purposesOf } from './protocol.js'
import type { Random } from './random.js'
import { objectType } from './schema.js'
import { argumentsOf, cursorOf } from './select.js'
import type { Document, Selected } from './select.js'
import { FAULTS, listed } from './sources.js'
import type { Fault } from './sources.js'
import { anyValue, argumentsFor, literalOrVariable, select } from './walker.js'
import type { Asked, Walk } from './walker.js'
import type { World } from './world.js'

/** Whom an answer is about: a child of the world, or nobody. */
export type Whom = number | null

export interface CanaryOperation {
  readonly index: number
  readonly canary: Canary
  readonly text: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly purpose: string
  readonly faults: ReadonlyMap<string, Fault>
  /** Response key of a root → whom it asks for, in order. A caseload asks for whom its list names. */
  readonly roots: ReadonlyMap<string, { readonly field: string; readonly whom: readonly Whom[] }>
}

/** Cursors that answers have given: the last of each use, by whose it is. */
export type Cursors = Map<string, string>

export const timelineOf = (child: Whom): string => `timeline of ${child}`
export const caseloadOf = (name: string): string => `caseload of ${name}`

export interface Drawing {
  readonly world: World
  readonly random: Random
  readonly asked: Asked
  readonly cursors: Cursors
}

const FIELDS = 170
const KINDS = ['MISSING_EPISODE', 'POLICE', 'SOCIAL_CARE', 'EDUCATION', 'HEALTH', 'THIRD_SECTOR', 'HUB']

export function draw(index: number, canary: Canary, { world, random, asked, cursors }: Drawing): CanaryOperation {
  const own = purposesOf(canary.caller)
  const purpose = random.pick(own.length > 0 && random.chance(0.95) ? own : PURPOSES)
  const roots = new Map<string, { field: string; whom: readonly Whom[] }>()
  let whom: readonly Whom[] = []

  /** None, its own, somebody else's, or none that was ever given. As many draws in every case. */
  function cursorFor(use: string, mine: string): string | undefined {
    const [kind, which] = [random.next(), random.next()]
    if (kind < 0.5) return undefined
    const own = cursors.get(mine)
    if (kind < 0.85 && own !== undefined) return own
    const others = [...cursors].filter(([of]) => of.startsWith(use) && of !== mine)
    const [, other] = others[Math.floor(which * others.length)] ?? []
    return kind < 0.95 && other !== undefined ? other : 'bm9ib2R5'
  }

  function argument(coordinate: string, { name, type }: GraphQLArgument): unknown {
    if (name === 'purpose') return purpose
    if (name === 'first') return 1 + random.below(coordinate === 'Child.timeline' ? 50 : CHILDREN.length)
    if (name === 'after')
      return coordinate === 'Child.timeline'
        ? cursorFor('timeline', timelineOf(whom[0] ?? null))
        : LISTINGS[coordinate.replace('Query.', '')]
          ? cursorFor(coordinate.replace('Query.', ''), listOfCaller(coordinate.replace('Query.', ''), canary.name))
          : cursorFor('caseload', caseloadOf(canary.name))
    // Nobody has taken any of these episodes.
    if (name === 'of') return undefined
    if (coordinate === 'MirafHistory.difference') return 1 + random.below(3)
    // One thing is due of each: the referral that nobody answered.
    if (coordinate === 'Query.dueWork') return name === 'kinds' ? ['REFERRAL'] : undefined
    if (name === 'kinds') return random.chance(0.7) ? undefined : [random.pick(KINDS), random.pick(KINDS)]
    if (name === 'from') return random.chance(0.8) ? undefined : '1500-01-01T00:00:00Z'
    if (name === 'to') return random.chance(0.8) ? undefined : '2900-01-01T00:00:00Z'
    if (name === 'enum') return random.chance(0.5) ? 'Sex' : 'AnswerStatus'
    return anyValue(type, random)
  }

  const walk: Walk = { random, asked, left: FIELDS, variables: new Map(), fragments: [], argument, names: 0 }
  const fields = objectType('Query').getFields()

  function root(name: string): string {
    const field = fields[name]
    if (!field) throw new Error(`there is no Query.${name}`)
    const key = `r${roots.size}`
    asked.set(`Query.${name}`, (asked.get(`Query.${name}`) ?? 0) + 1)
    if (name === 'child' || name === 'children') {
      whom = name === 'child' ? [anyone(random)] : [0, 1, 2].slice(random.below(2)).map(() => anyone(random))
      const by = whom.map(one => identifier(one, world, random))
      const given = literalOrVariable(name === 'child' ? 'ChildIdentifier!' : '[ChildIdentifier!]!', name === 'child' ? by[0] : by, walk) // prettier-ignore
      roots.set(key, { field: name, whom })
      const why = literalOrVariable('Purpose!', purpose, walk)
      return `${key}: ${name}(by: ${given}, purpose: ${why}) ${select('ChildResult', walk)}`
    }
    if (name === 'findChildren') {
      whom = [anyone(random)]
      const { upn, nhsNumber } =
        (whom[0] === null || whom[0] === undefined ? random.pick(NOBODY) : CHILDREN[whom[0]]) ?? {}
      const said = random.pick([{ text: nhsNumber }, { nhsNumber }, { upn }, { text: upn, familyName: 'Canary' }])
      roots.set(key, { field: name, whom })
      const [input, why] = [
        literalOrVariable('FindChildrenInput!', said, walk),
        literalOrVariable('Purpose!', purpose, walk),
      ]
      return `${key}: findChildren(input: ${input}, purpose: ${why}) ${select('FindChildrenResult', walk)}`
    }
    whom = name === 'viewer' ? caseload(canary, world) : (LISTINGS[name]?.may(canary) ?? []).map(one => one.index)
    roots.set(key, { field: name, whom })
    const inner = select(String(field.type).replace(/[[\]!]/g, ''), walk)
    return `${key}: ${name}${argumentsFor(`Query.${name}`, field, walk)} ${inner}`
  }

  const names = rootsOf(Object.keys(fields), random)
  const texts = names.map(root)
  const declared = [...walk.variables].map(([name, { type }]) => `$${name}: ${type}`).join(', ')
  return {
    index,
    canary,
    text: [`query${declared === '' ? '' : ` (${declared})`} { ${texts.join(' ')} }`, ...walk.fragments].join('\n'),
    variables: Object.fromEntries([...walk.variables].map(([name, { value }]) => [name, value])),
    purpose,
    faults: faultsOf(random),
    roots,
  }
}

const OPEN_TO_ALL = ['viewer', 'sources', 'labels']

/** Mostly children. What is not open to every role stands alone, as it would take the rest of the operation with it. */
function rootsOf(fields: readonly string[], random: Random): readonly string[] {
  const [kind, which, other] = [random.next(), random.pick(OPEN_TO_ALL), random.pick(fields)]
  if (kind < 0.05) return [other]
  if (kind < 0.1) return [which]
  if (kind < 0.13) return ['findChildren']
  if (kind < 0.17) return [Object.keys(LISTINGS)[Math.floor((kind - 0.13) * 100)] ?? 'board']
  return kind < 0.6 ? ['child'] : kind < 0.8 ? ['child', 'children'] : ['child', 'child', which]
}

const anyone = (random: Random): Whom => (random.chance(0.06) ? null : random.pick(CHILDREN).index)

function identifier(whom: Whom, world: World, random: Random): object {
  if (whom === null) return random.chance(0.5) ? { nhsNumber: random.pick(NOBODY).nhsNumber } : { upn: random.pick(NOBODY).upn } // prettier-ignore
  const child = CHILDREN[whom] as ChildSpec
  const kind = random.below(4)
  if (kind === 0) return { upn: child.upn }
  const source = random.pick(child.linked) as SourceId
  if (kind === 1) return { local: { source, value: world.held.get(source)?.get(whom)?.recordId ?? '' } }
  return { nhsNumber: child.nhsNumber }
}

/** Half of all operations meet no fault; the others one or two. */
function faultsOf(random: Random): ReadonlyMap<string, Fault> {
  if (random.chance(0.5)) return new Map()
  return new Map([0, 1].slice(random.below(2)).map(() => [random.pick(SOURCES), random.pick(FAULTS)]))
}

/** The children a caller's own systems list for them, in the order of the gateway: by system, then by record id. */
export function caseload({ caller: { person } }: Canary, world: World): number[] {
  const own = person?.organisation === 'authority-a' && person.agency === 'SOCIAL_CARE' ? 'care-a' : person?.organisation === 'school-canary' ? 'school' : null // prettier-ignore
  if (own === null) return []
  const of = new Map([...(world.held.get(own) ?? [])].map(([index, { recordId }]) => [recordId, index]))
  return listed(world, own).sort().flatMap(id => of.get(id) ?? []) // prettier-ignore
}

/** Whom one page of a caseload is of, as long as their list can be had. */
export function caseloadPage(
  selected: Selected,
  { canary, faults }: CanaryOperation,
  { world, cursors, document }: { readonly world: World; readonly cursors: Cursors; readonly document: Document },
): readonly number[] {
  const own = canary.caller.person?.agency === 'EDUCATION' ? 'school' : 'care-a'
  const [field] = selected.nodes
  const after = cursorOf(selected, document)
  if (faults.get(own) === 'DOWN' || (after !== null && cursors.get(`given ${after}`) !== caseloadOf(canary.name))) return [] // prettier-ignore
  const start = after === null ? 0 : Number(cursors.get(`after ${after}`) ?? 0)
  const first = Number((field && argumentsOf(field, document.variables)['first']) ?? 50)
  return caseload(canary, world).slice(start, start + first)
}
