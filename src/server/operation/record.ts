// Audit rows of an operation: coordinates and clauses, never a value.
import { createHash } from 'node:crypto'
import type { IntentRow, OutcomeRow } from '../../audit/index.js'
import { sourceOutcomes } from '../../children/completeness.js'
import type { Asked, Picture } from '../../children/picture.js'
import { describeSource } from '../../children/source-view.js'
import type { Rights } from '../../types/decision.js'
import type { LedgerEntry, Operation } from './state.js'
import { auditCaller } from './state.js'

export function intentOf(operation: Operation, edition: string): IntentRow {
  const { passed, caller, id } = operation
  if (!passed) throw new Error('an intent is of an operation that passed gate 1')
  return {
    operationId: id,
    caller: auditCaller(caller),
    application: caller.application.id,
    purpose: passed.purpose,
    identifiers: passed.identifiers,
    documentHash: passed.documentHash,
    coordinates: [...passed.requested.coordinates.keys()],
    edition,
  }
}

/** One row a child; one without a child where none was asked for. */
export function outcomesOf(operation: Operation, body: string): readonly OutcomeRow[] {
  const responseHash = createHash('sha256').update(body).digest('hex')
  const entries: readonly LedgerEntry[] =
    operation.ledger.length > 0 ? operation.ledger : [{ handle: null, picture: null }]
  return entries.map(({ handle, picture }) => {
    const nothing = {
      operationId: operation.id,
      handleId: null,
      relationships: [],
      given: [],
      withheld: [],
      clauses: [],
      sources: [],
      responseHash,
    }
    if (!handle) return nothing
    const refused = [...handle.plan.withheld, ...[...handle.plan.sections.values()].flatMap(({ withheld }) => withheld)]
    const withheld = new Set(refused.map(({ coordinate }) => coordinate))
    const requested = [...(operation.passed?.requested.coordinates.keys() ?? [])]
    const { grants, relationships } = handle.rights
    const used = Object.values(grants)
      .filter(({ strength }) => strength > 0)
      .map(({ clause }) => clause)
    return {
      operationId: operation.id,
      handleId: handle.publicId,
      relationships: relationships.map(
        ({ relationship, outcome, inGrace }) => `${relationship} ${inGrace ? 'IN_GRACE' : outcome}`,
      ),
      given: requested.filter(coordinate => !withheld.has(coordinate)),
      withheld: [...withheld],
      clauses: [...new Set([...used, ...refused.map(({ clause }) => clause)])],
      sources: picture ? sourceRows(picture, handle.rights) : [],
      responseHash,
    }
  })
}

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
