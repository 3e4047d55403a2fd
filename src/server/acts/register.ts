// What reviews and notices share: whose systems they are about, a page of them, which of their children may be named, and
// their row in the audit.
import type { AgencySource } from '../../adapters/agency.js'
import { RIGHTS } from '../../children/rights.js'
import { BadArgument, HafanError } from '../../errors.js'
import { isOwnSystem } from '../../policies/admission/facts.js'
import { registerRights } from '../../policies/admission/rights.js'
import { mayAct, plainPurpose } from '../../policies/decide/index.js'
import type { Act } from '../../policies/protocol/index.js'
import { OPEN_CATEGORIES } from '../../schema/classification.js'
import type { Caller, Person } from '../../types/caller.js'
import type { Rights } from '../../types/decision.js'
import type { AdmissionDeps } from '../operation/admission.js'
import type { Admitting } from '../operation/admitting.js'
import type { Operation } from '../operation/state.js'

export interface Reader {
  readonly person: Person
  readonly rights: Rights
  /** Systems that the caller's own agency answers for. */
  readonly own: readonly string[]
}

export interface RegisterDeps extends AdmissionDeps {
  readonly operation: Operation
  readonly shownAmong: Admitting['shownAmong']
}

/** Throws OPERATION_REFUSED for whom the register is not open to. */
export function readerOf(act: Act, { operation, protocol, sources }: RegisterDeps): Reader {
  const { caller } = operation
  const { person } = caller
  const own = person === null ? [] : ownSystems(person, sources)
  if (person === null || mayAct(protocol, act, person.role, { ofOwnersAgency: own.length > 0 }).outcome !== 'YES')
    throw new HafanError('OPERATION_REFUSED', 'This operation is not open to this caller.')
  return { person, rights: registerRights(act, { protocol, caller, person }), own }
}

/** The hub is one agency, by whatever name its provider calls it. */
function ownSystems(person: Person, sources: readonly AgencySource[]): readonly string[] {
  return sources
    .filter(({ description }) => description.agency === person.agency)
    .filter(source => person.agency === 'HUB' || isOwnSystem(source, person))
    .map(({ description }) => description.id)
}

/** The ids of those children that the caller may be shown now; of none where the query does not ask for them. */
export async function namesOf(
  childIds: readonly (string | null)[],
  coordinate: string,
  { person }: Reader,
  { operation, protocol, keys, shownAmong }: RegisterDeps,
): Promise<(childId: string | null) => string | null> {
  const ids = [...new Set(childIds.flatMap(id => id ?? []))]
  const purpose = plainPurpose(protocol, person.role)
  const asked = operation.passed?.requested.coordinates.has(coordinate) === true && ids.length > 0
  const shown = asked && purpose !== null ? await shownAmong(ids, purpose) : new Set<string>()
  for (const id of shown) record(operation, keys.childId.encode(id), ['1.DERIVED'])
  return id => (id !== null && shown.has(id) ? keys.childId.encode(id) : null)
}

/** Writes down what was read, with what of the selection the protocol keeps back: for the audit, and for the caller. */
export function recordReading(
  act: Act,
  { rights }: Reader,
  { operation, classification: { coordinates } }: RegisterDeps,
): void {
  const withheld = [...(operation.passed?.requested.coordinates.keys() ?? [])].flatMap(name => {
    const found = coordinates.get(name)
    if (!found || OPEN_CATEGORIES.has(found.category)) return []
    const { strength, clause } = rights.grants[found.category]
    const own = /^(Notice|BreakGlassReview)/.test(name)
    return own && strength < found.strength ? [{ coordinate: name, category: found.category, clause }] : []
  })
  record(operation, null, [`act.${act}`], withheld, { act, grants: rights.grants })
}

type Acted = NonNullable<Operation['ledger'][number]['acted']>

export function record(
  operation: Operation,
  child: string | null,
  clauses: readonly string[],
  withheld: Acted['withheld'] = [],
  read?: Acted['read'],
  shown?: Acted['shown'],
): void {
  const requested = new Set(operation.passed?.requested.coordinates.keys())
  operation.ledger.push({
    handle: null,
    requested,
    picture: null,
    acted: { child, clauses, withheld, ...(read && { read }), ...(shown && { shown }) },
  })
}

/** A row under its rights, so that gate 2 decides it as it decides a child's. */
export const under = <T extends object>(row: T, { rights }: Reader): T => Object.freeze({ ...row, [RIGHTS]: rights })

/** A cursor is the caller's own, and of one list. Throws BAD_ARGUMENT for any other. */
export function cursorOf(list: string, caller: Caller, { keys }: Pick<RegisterDeps, 'keys'>) {
  const binding = `${list}:${caller.issuer}\n${caller.subject}`
  return {
    seal: (place: string): string => keys.cursor.seal(place, binding),
    open(cursor: string | null | undefined): string | null {
      if (cursor === null || cursor === undefined) return null
      const place = keys.cursor.open(cursor, binding)
      if (place !== null) return place
      throw new BadArgument('after', '"after" is not a cursor of this list: pass an endCursor it gave, unchanged.')
    },
  }
}
