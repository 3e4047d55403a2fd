// What is given of an object: the steps of its selection, chosen once for each standing of the rights that the object carries. What
// these rights refuse is not there when the steps run: nothing is resolved, and no rule is asked leaf by leaf.
import type { GraphQLObjectType } from 'graphql'
import { rightsOf } from '../../../children/rights.js'
import { allowed } from '../../../policies/allowed.js'
import { OPEN_CATEGORIES } from '../../../schema/classification.js'
import type { Coordinate } from '../../../schema/classification.js'
import type { Rights } from '../../../types/decision.js'
import type { OperationContext } from '../../context.js'
import { createKept } from '../kept.js'
import type { Variables } from './collect.js'
import type { Errors, Path } from './errors.js'

/** One execution: everything in it is one operation's own, and nothing in a plan is. */
export interface Run {
  readonly context: OperationContext
  readonly variables: Variables
  readonly errors: Errors
}

/** The value under a response key, or a promise of it. Throws, or rejects, where null may not stand there. */
export type Give = (source: unknown, run: Run, parent: Path | undefined) => unknown

export interface Field {
  readonly key: string
  /** Null for the name of the type, which is no field. */
  readonly coordinate: Coordinate | null
  readonly give: Give
  /** In its place where the rights of the object refuse the field. */
  readonly refused: Give
}

interface Step {
  readonly key: string
  readonly give: Give
}

export type ObjectOf = (source: unknown, run: Run, path: Path | undefined) => unknown

/** Rights differ by role, relationship and circumstance: one document meets few of them. */
const MOST_STANDINGS = 16

export interface Selecting {
  readonly type: GraphQLObjectType
  readonly fields: readonly Field[]
  readonly standingOf: (rights: Rights) => string
  /** The acts of an operation are done one after the other. */
  readonly serially: boolean
}

export function createSelection({ type, fields, standingOf, serially }: Selecting): ObjectOf {
  const stepsFor = chooser(type, fields, standingOf)
  // A key of this name on a plain object would be its prototype and no key.
  const blank = fields.some(({ key }) => key === '__proto__')
  const walk = serially ? oneByOne : together
  return (source, run, path) => walk(stepsFor(source), source, run, path, blank ? bare() : {})
}

/** No act's rule is here: an act asks the operation, each time (field.ts). */
const isDecided = ({ coordinate }: Field, type: GraphQLObjectType): boolean =>
  coordinate !== null && type.name !== 'Mutation' && !OPEN_CATEGORIES.has(coordinate.category)

function chooser(
  type: GraphQLObjectType,
  fields: readonly Field[],
  standingOf: (rights: Rights) => string,
): (source: unknown) => readonly Step[] {
  const every = fields.map(({ key, give }): Step => ({ key, give }))
  if (!fields.some(field => isDecided(field, type))) return () => every
  const refused = fields.map(({ key, refused: give }): Step => ({ key, give }))
  const chosenFor = (source: unknown): readonly Step[] =>
    fields.flatMap((field, at) => {
      const open = !isDecided(field, type) || (field.coordinate !== null && allowed(field.coordinate, source))
      return (open ? every[at] : refused[at]) ?? []
    })
  const kept = createKept<readonly Step[]>(MOST_STANDINGS)
  const withoutRights = chosenFor(undefined)
  return source => {
    const rights = rightsOf(source)
    if (rights === null) return withoutRights
    const standing = standingOf(rights)
    const known = kept.get(standing)
    if (known !== undefined) return known
    const chosen = chosenFor(source)
    kept.set(standing, chosen)
    return chosen
  }
}

type Held = Record<string, unknown>
const bare = (): Held => Object.create(null) as Held

function together(
  steps: readonly Step[],
  source: unknown,
  run: Run,
  path: Path | undefined,
  into: Held,
): Held | Promise<Held> {
  let waiting: Promise<void>[] | null = null
  for (const { key, give } of steps) {
    let value: unknown
    try {
      value = give(source, run, path)
    } catch (error) {
      if (waiting === null) throw error
      // What the others were asked for must be waited for, as it may fail too.
      return Promise.all(waiting).then(rethrow(error), rethrow(error))
    }
    into[key] = value
    if (value instanceof Promise) {
      waiting ??= []
      waiting.push(
        value.then(given => {
          into[key] = given
        }),
      )
    }
  }
  return waiting === null ? into : Promise.all(waiting).then(() => into)
}

const rethrow = (error: unknown) => (): never => {
  throw error
}

async function oneByOne(
  steps: readonly Step[],
  source: unknown,
  run: Run,
  path: Path | undefined,
  into: Held,
): Promise<Held> {
  for (const { key, give } of steps) into[key] = await give(source, run, path)
  return into
}
