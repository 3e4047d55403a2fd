// Gate 1: what is decided on the document and the caller alone, before anything runs and before any agency is asked.
import { OperationTypeNode, getArgumentValues, getVariableValues } from 'graphql'
import type { DocumentNode, FieldNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import type { Part } from '../../adapters/agency.js'
import type { AskedIdentifier } from '../../audit/index.js'
import { parseIdentifier } from '../../children/identity/identifiers.js'
import type { GivenIdentifier, ParsedIdentifier } from '../../children/identity/identifiers.js'
import { MOST_ENTRIES } from '../../children/timeline/connection.js'
import { SECTIONS, partsOf } from '../../children/sections.js'
import { BadArgument, HafanError } from '../../errors.js'
import { MOST_CHILDREN, MOST_ROOTS } from '../limits.js'
import type { Classification } from '../../schema/classification.js'
import { purposesOf } from '../../policies/decide/index.js'
import type { Act, CompiledProtocol } from '../../policies/protocol/index.js'
import { costOf } from './cost.js'
import { requestedBy } from '../../policies/requested.js'
import type { RequestedOperation } from '../../policies/requested.js'
import type { Caller } from '../../types/caller.js'
import type { Category, Purpose } from '../../types/index.js'
import { READ_BY, mayEverDo } from '../acts/whole.js'
import { checkReaderOfDecisions } from './decision.js'
import { documentHash } from './document-hash.js'
import { checkFigureReader } from './figure-readers.js'
import { passAct, passSubscription } from './gate-act.js'
import { checkSearcher, searchAsAudited, searchesIn } from './gate-search.js'
import { placeOfWrong } from './variable-place.js'

export interface GateDeps {
  readonly schema: GraphQLSchema
  readonly classification: Classification
  readonly protocol: CompiledProtocol
  readonly isSource: (id: string) => boolean
  /** Whether this is of a connection that events are sent over: nothing else may subscribe. */
  readonly live: boolean
}

export interface Passed {
  readonly requested: RequestedOperation
  /** What is to be done; null where something is only read. */
  readonly act: Act | null
  readonly categories: readonly Category[]
  /** Null where no child is asked for. */
  readonly purpose: Purpose | null
  readonly identifiers: readonly AskedIdentifier[]
  /** SHA-256 of the document as executed. */
  readonly documentHash: string
  /** As coerced: what has no value here was neither given nor has a default. */
  readonly variables: Readonly<Record<string, unknown>>
  /** What it could cost at most, in values of the answer. */
  readonly cost: number
}

/** The longest page of each field that has pages. */
const LONGEST_PAGE: Readonly<Record<string, number>> = {
  'Child.timeline': MOST_ENTRIES,
  'Viewer.caseload': MOST_CHILDREN,
  // Of each review every system of every candidate is asked.
  'Query.linkReviews': 10,
  'Query.conflictsOfInterest': MOST_CHILDREN,
  'Query.oversightNotices': MOST_CHILDREN,
}

/** Throws a coded error for anything that may not run. What it lets pass is still decided child by child. */
export function gateOne(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  rawVariables: Readonly<Record<string, unknown>>,
  caller: Caller,
  deps: GateDeps,
): Passed {
  if (caller.application.trusted?.has(documentHash(document)) === false) {
    throw new HafanError(
      'OPERATION_NOT_TRUSTED',
      'This application sends only the operations registered for it, and this is none of them.',
    )
  }
  const subscribes = operation.operation === OperationTypeNode.SUBSCRIPTION
  if (subscribes !== deps.live) {
    throw new HafanError(
      'OPERATION_REFUSED',
      'Queries and mutations are sent by POST, subscriptions over a connection of their own.',
    )
  }
  const coerced = getVariableValues(deps.schema, operation.variableDefinitions ?? [], rawVariables, {
    maxErrors: 1,
  })
  if (coerced.errors) {
    const sentence = 'A variable is missing or of the wrong type: compare it with the argument it is for.'
    const field = placeOfWrong(deps.schema, document, operation, rawVariables)
    throw field === null ? new HafanError('BAD_ARGUMENT', sentence) : new BadArgument(field, sentence)
  }
  const requested = requestedBy(deps.schema, document, operation, coerced.coerced)
  if (requested.roots.length > MOST_ROOTS) {
    throw new HafanError('DOCUMENT_TOO_LARGE', `A document may have ${MOST_ROOTS} root fields.`)
  }
  checkReaderOfDecisions(requested.coordinates, caller, deps.protocol)
  checkFigureReader(requested.coordinates, caller, deps.protocol)
  const does = operation.operation === OperationTypeNode.MUTATION
  const passed = does ? passAct(requested, coerced.coerced, caller, deps) : null
  if (subscribes) passSubscription(requested, caller, deps)
  const identifiers = passed
    ? identifiersIn([passed.input['child']], deps)
    : subscribes
      ? []
      : requested.roots.flatMap(node => identifiersOf(node, coerced.coerced, deps))
  // What a search asks is read before anything is: that it is too little is no question of who the child is.
  const searches = searchesIn(requested.roots, coerced.coerced, deps.schema)
  if (identifiers.length > MOST_CHILDREN) {
    throw new HafanError('TOO_MANY', `One operation asks for at most ${MOST_CHILDREN} children.`)
  }
  checkRegisters(requested, caller, deps.protocol)
  checkPages(requested.paged, coerced.coerced)
  const cost = costOf(deps.schema, document, operation, coerced.coerced)
  const purposes = requested.purposed.map(
    ({ field, node }) => getArgumentValues(field, node, coerced.coerced)['purpose'],
  )
  const purpose = onePurpose(purposes as readonly Purpose[])
  checkPurpose(purpose, requested, caller, deps.protocol)
  if (searches.length > 0) checkSearcher(caller, purpose, deps.protocol)
  return {
    requested,
    act: passed?.act ?? null,
    categories: categoriesOf(requested, deps.classification),
    purpose,
    identifiers: [...identifiers.map(asAudited), ...searches.flatMap(searchAsAudited)],
    documentHash: documentHash(document),
    variables: coerced.coerced,
    cost,
  }
}

function identifiersOf(
  root: FieldNode,
  variables: Readonly<Record<string, unknown>>,
  deps: GateDeps,
): readonly ParsedIdentifier[] {
  const field = deps.schema.getQueryType()?.getFields()[root.name.value]
  if (!field) return []
  const { by } = getArgumentValues(field, root, variables)
  return identifiersIn(Array.isArray(by) ? by : [by], deps)
}

function identifiersIn(given: readonly unknown[], { isSource }: GateDeps): readonly ParsedIdentifier[] {
  return given.flatMap(one => (one == null ? [] : parseIdentifier(one as GivenIdentifier, isSource)))
}

function checkRegisters({ coordinates }: RequestedOperation, caller: Caller, protocol: CompiledProtocol): void {
  if ([...READ_BY].some(([coordinate, act]) => coordinates.has(coordinate) && !mayEverDo(caller, act, protocol)))
    throw new HafanError('OPERATION_REFUSED', 'This operation is not open to this caller.')
}

/** Before any agency is asked for what the page would be cut from. */
function checkPages(paged: RequestedOperation['paged'], variables: Readonly<Record<string, unknown>>): void {
  for (const { coordinate, field, node } of paged) {
    const { first } = getArgumentValues(field, node, variables)
    const most = LONGEST_PAGE[coordinate] ?? MOST_ENTRIES
    if (typeof first !== 'number' || first < 1 || first > most) {
      throw new BadArgument('first', `"first" of ${field.name} is a whole number from 1 to ${most}.`)
    }
  }
}

function onePurpose(purposes: readonly Purpose[]): Purpose | null {
  const [first, ...others] = new Set(purposes)
  if (others.length > 0)
    throw new HafanError('ONE_PURPOSE', 'One operation carries one purpose: send one operation for each.')
  return first ?? null
}

function checkPurpose(
  purpose: Purpose | null,
  requested: RequestedOperation,
  caller: Caller,
  protocol: CompiledProtocol,
): void {
  const asksForChildren = [
    'Query.child',
    'Query.children',
    'Query.findChildren',
    'Query.board',
    'Query.referralsToChase',
    'Query.dueWork',
    'Query.alerts',
    'Subscription.alerts',
    'Viewer.caseload',
  ].some(each => requested.coordinates.has(each))
  if (!asksForChildren) return
  if (caller.person === null) {
    throw new HafanError(
      'PERSON_REQUIRED',
      'An application is given a child only while it acts for a signed-in person.',
    )
  }
  if (purpose === null || !purposesOf(protocol, caller.person.role).includes(purpose)) {
    throw new HafanError(
      'PURPOSE_NOT_YOURS',
      'This purpose is not open to your role: viewer { purposes } lists those that are.',
    )
  }
}

/** The categories that make a difference to this operation: those it selects, and those its derived fields draw on. */
function categoriesOf(requested: RequestedOperation, classification: Classification): readonly Category[] {
  const known = categoriesKnown.get(requested) ?? categoriesIn(requested, classification)
  categoriesKnown.set(requested, known)
  return known
}

/** What is requested is made once a document, where no variable has a say in it, and of one classification. */
const categoriesKnown = new WeakMap<RequestedOperation, readonly Category[]>()

function categoriesIn({ coordinates }: RequestedOperation, classification: Classification): readonly Category[] {
  const categories = new Set<Category>()
  const addParts = (of: (part: string) => boolean): void => {
    for (const [part, { category }] of classification.parts) if (of(part)) categories.add(category)
  }
  for (const name of coordinates.keys()) {
    const category = classification.coordinates.get(name)?.category
    if (category) categories.add(category)
  }
  // A search is over what the caller may know of who a child is, whatever it then selects.
  if (coordinates.has('Query.findChildren')) addParts(part => part === 'identity')
  if (coordinates.has('Child.timeline')) addParts(() => true)
  for (const section of SECTIONS) {
    // A section asked only for its status is asked for everything in it.
    if (!coordinates.has(`Child.${section.name}`) || coordinates.has(`${section.answerType}.record`)) continue
    const parts = partsOf(section, classification)
    addParts(part => parts.has(part as Part))
  }
  return [...categories]
}

function asAudited(identifier: ParsedIdentifier): AskedIdentifier {
  switch (identifier.kind) {
    case 'id':
      return { scheme: 'ID', value: identifier.id }
    case 'nhsNumber':
      return { scheme: 'NHS_NUMBER', value: identifier.nhsNumber }
    case 'upn':
      return { scheme: 'UPN', value: identifier.upn }
    case 'local':
      return { scheme: identifier.source, value: identifier.value }
  }
}
