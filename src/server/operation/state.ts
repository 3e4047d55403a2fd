// What one operation knows of itself: filled in step by step, each field written once.
import type { Call } from '../../adapters/agency.js'
import type { AuditCaller, OutcomeRow } from '../../audit/index.js'
import type { WithheldCoordinate } from '../../children/plan.js'
import type { ChildHandle } from '../../children/handle.js'
import type { Picture } from '../../children/picture.js'
import type { TryLater } from '../../errors.js'
import type { Act, CompiledProtocol } from '../../policies/protocol/index.js'
import type { Caller } from '../../types/caller.js'
import type { Grants, Rights } from '../../types/decision.js'
import type { Passed } from './gate.js'
import type { View } from './view.js'

/** One child asked for, as the audit and the withheld errors need it. */
export interface LedgerEntry {
  readonly handle: ChildHandle | null
  /** What was selected of this child. */
  readonly requested: ReadonlySet<string>
  /** Of a child: the response keys from the root to the field that admitted it, joined by dots. Entries of one field stand in its order. */
  readonly place?: string
  /** Of one of whom it is only told that they are known: the id that answers would give the child. */
  readonly existing?: string
  /** Of one who is not shown: what the audit alone may know of the reason. */
  readonly clauses?: readonly string[]
  /** Agencies that were asked of nobody known: by a search of their own. For the audit alone. */
  readonly audited?: OutcomeRow['sources']
  /**
   * Set where an act was done or a register read, and not a child: the child's id as answers give it, the clauses that allow
   * it, and what of the selection they do not.
   */
  readonly acted?: {
    readonly child: string | null
    readonly clauses: readonly string[]
    readonly withheld: readonly WithheldCoordinate[]
    /** Of a register that was read: the act that opens it, and what it gives. */
    readonly read?: { readonly act: Act; readonly grants: Grants }
    /** What agencies were asked for the act, and under which rights. */
    readonly shown?: { readonly picture: Picture; readonly rights: Rights }
  }
  /** Set once sources have been asked. */
  picture: Picture | null
}

export interface Operation {
  /** The request's number: in the header x-correlation-id, the audit, the log and every call to an agency. */
  readonly id: string
  readonly caller: Caller
  /** The edition in force when the request came. Everything decided or recorded of it rests on this one. */
  readonly protocol: CompiledProtocol
  /** Of a subscription, each of whose events is an operation of its own: the place of the event. Null of any other. */
  readonly event: string | null
  /** The look it is part of; null of one that stands alone. */
  readonly view: View | null
  readonly call: Call
  /** Null until gate 1 let the operation pass. */
  passed: Passed | null
  /** Set where the caller is over their rate. */
  refused: TryLater | null
  /**
   * The writing of the intent, once it is begun: resolves when it is durable, and rejects with AUDIT_UNAVAILABLE. Until then the
   * hub's own store may be read, and nobody may be asked or told anything.
   */
  intent: Promise<void> | null
  readonly ledger: LedgerEntry[]
  /** Children asked for so far, caseloads among them. */
  childrenAsked: number
  /** What is being asked of agencies. An error in one root can end the answer while another's are still out. */
  readonly asking: Promise<unknown>[]
  /** Under way beside the asking of agencies; the answer leaves when they are done, and not if one fails. */
  readonly writes: Promise<void>[]
}

/** The caller in the audit's words. */
export function auditCaller({ issuer, subject, person }: Caller): AuditCaller {
  return {
    issuer,
    subject,
    role: person?.role ?? 'APPLICATION',
    agency: person?.agency ?? 'APPLICATION',
    organisation: person?.organisation ?? '',
  }
}
