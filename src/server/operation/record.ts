// Audit rows of an operation: coordinates and clauses, never a value.
import { createHash } from 'node:crypto'
import type { IntentRow, OutcomeRow } from '../../audit/index.js'
import { sourceOutcomes } from '../../children/completeness.js'
import type { Asked, Picture } from '../../children/picture.js'
import { describeSource } from '../../children/source-view.js'
import { OPEN_CATEGORIES } from '../../schema/classification.js'
import type { Classification } from '../../schema/classification.js'
import type { Rights } from '../../types/decision.js'
import type { Category } from '../../types/index.js'
import type { Passed } from './gate.js'
import type { LedgerEntry, Operation } from './state.js'
import { auditCaller } from './state.js'

export function intentOf(operation: Operation): IntentRow {
  const { passed, caller, id, protocol, view } = operation
  if (!passed) throw new Error('an intent is of an operation that passed gate 1')
  return {
    operationId: id,
    caller: auditCaller(caller),
    application: caller.application.id,
    purpose: passed.purpose,
    identifiers: passed.identifiers,
    documentHash: passed.documentHash,
    coordinates: namesOf(passed.requested),
    edition: protocol.id,
    view: view?.id,
  }
}

const names = new WeakMap<Passed['requested'], readonly string[]>()

/** What a document asks for is kept with it, and asked again and again: its names are put in order once. */
function namesOf(requested: Passed['requested']): readonly string[] {
  const known = names.get(requested) ?? [...requested.coordinates.keys()].sort()
  names.set(requested, known)
  return known
}

/**
 * One row a child; one without a child where none was asked for. Of an answer that holds nothing, `empty`, since it was kept back or an
 * error took all of it, nothing was given, whatever was decided: a family is not told of a look that saw nothing.
 */
export function outcomesOf(
  operation: Operation,
  body: string,
  classification: Classification,
  empty: boolean,
): readonly OutcomeRow[] {
  const rows = decidedRows(operation, body, classification)
  if (!empty) return rows
  return rows.map(row => ({ ...row, given: [], kinds: [], withheld: [...row.given, ...row.withheld] }))
}

function decidedRows(operation: Operation, body: string, classification: Classification): readonly OutcomeRow[] {
  const { coordinates, parts } = classification
  const responseHash = createHash('sha256').update(body).digest('hex')
  const entries: readonly LedgerEntry[] =
    operation.ledger.length > 0 ? operation.ledger : [{ handle: null, requested: new Set(), picture: null }]
  return entries.map(({ handle, requested, picture, acted, existing = null, clauses = [], audited = [] }) => {
    const row = { operationId: operation.id, responseHash, view: operation.view?.id }
    if (acted) {
      const { child, clauses, shown } = acted
      const withheld = acted.withheld.map(({ coordinate }) => coordinate)
      const given = [...requested].filter(name => !withheld.includes(name))
      const kinds = shown ? kindsOf(given.map(name => coordinates.get(name)?.category)) : []
      const sources = shown ? sourceRows(shown.picture, shown.rights) : []
      return { ...row, handleId: child, relationships: [], given, withheld, kinds, clauses, sources }
    }
    if (!handle)
      return {
        ...row,
        handleId: existing,
        relationships: [],
        given: [],
        withheld: [],
        kinds: [],
        clauses,
        sources: audited,
      }
    const { rights } = handle
    // By the grants themselves, not by what the caller is told: of a concealed category the caller hears nothing.
    const refused = new Set(
      [...handle.plan.withheld, ...[...handle.plan.sections.values()].flatMap(plan => plan.withheld)].map(
        ({ coordinate }) => coordinate,
      ),
    )
    const isGiven = (name: string): boolean => {
      const coordinate = coordinates.get(name)
      return (
        !refused.has(name) &&
        coordinate !== undefined &&
        rights.grants[coordinate.category].strength >= coordinate.strength
      )
    }
    const asked = [...requested]
    const given = asked.filter(isGiven)
    const categories = new Set(asked.flatMap(name => coordinates.get(name)?.category ?? []))
    return {
      ...row,
      handleId: handle.publicId,
      relationships: [
        ...rights.relationships.map(
          ({ relationship, outcome, inGrace }) => `${relationship} ${inGrace ? 'IN_GRACE' : outcome}`,
        ),
        ...(rights.episodeInGrace ? ['EPISODE IN_GRACE'] : []),
        ...(rights.breakGlassUntil === null ? [] : ['BREAK_GLASS IN_FORCE']),
      ],
      given,
      kinds: kindsOf([
        ...given.map(name => coordinates.get(name)?.category),
        ...[...handle.plan.parts].map(part => parts.get(part)?.category),
      ]),
      withheld: asked.filter(name => !isGiven(name)),
      clauses: [...new Set([...categories].map(category => rights.grants[category].clause))],
      sources: picture ? sourceRows(picture, rights) : [],
    }
  })
}

/** What a status, a timeline or a conflict tells is of the records behind it, so the parts read for them count as well. */
const kindsOf = (categories: readonly (Category | undefined)[]): Category[] =>
  [...new Set(categories)].filter(category => category !== undefined).filter(category => !OPEN_CATEGORIES.has(category))

const view = (asked: Asked): ReturnType<typeof describeSource> => describeSource(asked.source, 'UP')

/** Every source that was asked, also one of whose lock the caller is not told: the record is not for the caller. */
function sourceRows(picture: Picture, rights: Rights): OutcomeRow['sources'] {
  const outcomes = sourceOutcomes(picture, rights, view)
  const locked = { status: 'WITHHELD', reason: 'LOCKED_BY_OWNER' } as const
  return [
    ...picture.asked.map((asked, index) => sourceRow(asked, outcomes[index])),
    ...(picture.notTold ?? []).map(asked => sourceRow(asked, locked)),
  ]
}

function sourceRow(
  asked: Asked,
  outcome: Pick<ReturnType<typeof sourceOutcomes>[number], 'status' | 'reason'> | undefined,
): OutcomeRow['sources'][number] {
  return {
    sourceId: asked.source.description.id,
    status: outcome?.status ?? 'UNVERIFIED',
    reason: outcome?.reason ?? null,
    ms: asked.ms,
  }
}
