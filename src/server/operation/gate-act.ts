// Gate 1 for what a caller wants to do. It is refused whole, before any side effect: nothing of it may have been done when
// somebody finds that it was not theirs to do.
import { getArgumentValues } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { HafanError } from '../../errors.js'
import { conditionsOf } from '../../policies/admission/rights.js'
import { couldEver, purposesOf } from '../../policies/decide/index.js'
import type { Act, CompiledProtocol } from '../../policies/protocol/index.js'
import type { RequestedOperation } from '../../policies/requested.js'
import { OPEN_CATEGORIES } from '../../schema/classification.js'
import type { Classification } from '../../schema/classification.js'
import type { Caller, Person } from '../../types/caller.js'
import { LEVELS } from '../../types/index.js'
import { checkInput } from '../acts/inputs.js'
import { checkKey } from '../acts/text.js'
import { isAct, mayEverDo } from '../acts/whole.js'

export interface ActGateDeps {
  readonly schema: GraphQLSchema
  readonly classification: Classification
  readonly protocol: CompiledProtocol
}

export interface PassedAct {
  readonly act: Act
  readonly input: Readonly<Record<string, unknown>>
}

const REFUSED = new HafanError('OPERATION_REFUSED', 'This operation is not open to this caller.')

/** The one act of the operation. Throws a coded error for one that may not be done; who may is looked at before its words. */
export function passAct(
  requested: RequestedOperation,
  variables: Readonly<Record<string, unknown>>,
  caller: Caller,
  deps: ActGateDeps,
): PassedAct {
  const [root, ...others] = requested.roots
  if (!root || others.length > 0)
    throw new HafanError('ONE_ACT', 'A mutation does one act: send one operation for each.')
  if (caller.person === null)
    throw new HafanError('PERSON_REQUIRED', 'An application acts only while it acts for a signed-in person.')
  const act = root.name.value
  const field = deps.schema.getMutationType()?.getFields()[act]
  if (!field || !isAct(act) || !mayEverDo(caller, act, deps.protocol)) throw REFUSED
  checkPayload(requested, caller, caller.person, deps)
  const { input } = getArgumentValues(field, root, variables) as { input: PassedAct['input'] }
  checkKey(input['key'])
  checkPurpose(input['purpose'], caller.person, deps.protocol)
  checkInput(act, input, deps.protocol)
  return { act, input }
}

/** A subscription is refused whole as well: what is not open now would be asked for again at each event. */
export function passSubscription(requested: RequestedOperation, caller: Caller, deps: ActGateDeps): void {
  if (requested.roots.length !== 1)
    throw new HafanError('ONE_OPERATION', 'A subscription has one root field: send one subscription for each.')
  if (caller.person === null)
    throw new HafanError('PERSON_REQUIRED', 'An application subscribes only while it acts for a signed-in person.')
  checkPayload(requested, caller, caller.person, deps)
}

/** An act that states a purpose states one of the caller's. */
function checkPurpose(purpose: unknown, { role }: Person, protocol: CompiledProtocol): void {
  if (purpose === undefined || purposesOf(protocol, role).some(one => one === purpose)) return
  throw new HafanError(
    'PURPOSE_NOT_YOURS',
    'This purpose is not open to your role: viewer { purposes } lists those that are.',
  )
}

/** What is selected of the answer must be the caller's too: to refuse it afterwards would be to refuse an act that is done. */
function checkPayload(
  { coordinates }: RequestedOperation,
  { application }: Caller,
  person: Person,
  { classification, protocol }: ActGateDeps,
): void {
  const most = purposesOf(protocol, person.role).map(purpose =>
    couldEver(protocol, person.role, conditionsOf(person), purpose, application.ceiling),
  )
  for (const name of coordinates.keys()) {
    const coordinate = classification.coordinates.get(name)
    if (coordinate === undefined) throw REFUSED
    if (OPEN_CATEGORIES.has(coordinate.category)) continue
    const { category, strength } = coordinate
    if (!most.some(levels => LEVELS.indexOf(levels[category]) >= strength)) throw REFUSED
  }
}
