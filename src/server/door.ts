// What becomes of a refusal at the door, whichever way somebody came to it: recorded like any other, and where strangers flood
// it, counted.
import type { Audit } from '../audit/index.js'
import { HafanError, TryLater } from '../errors.js'
import type { Caller } from '../types/caller.js'
import type { Metrics } from './metrics.js'
import { auditCaller } from './operation/state.js'
import type { Traffic } from './traffic.js'

export interface DoorDeps {
  readonly audit: Pick<Audit, 'refusal'>
  readonly traffic: Pick<Traffic, 'stranger'>
  readonly metrics: Pick<Metrics, 'limited'>
}

export interface AtDoor {
  readonly id: string
  readonly ip: string
  /** Null for whom nobody knows. */
  readonly caller: Caller | null
  readonly edition: string
}

/** What the caller is told: if the refusal cannot be recorded, even that is another. */
export async function recordRefusal(refused: HafanError, at: AtDoor, deps: DoorDeps): Promise<HafanError> {
  const { id, ip, caller, edition } = at
  if (refused.code === 'OVERLOADED') return refused
  const own = caller ? refused : (tooMany(ip, deps) ?? refused)
  if (own.code === 'RATE_LIMITED') deps.metrics.limited(caller ? 'caller' : 'nobody')
  if (own instanceof TryLater && !own.recorded) return own
  try {
    await deps.audit.refusal({
      operationId: id,
      caller: caller ? auditCaller(caller) : null,
      application: caller?.application.id ?? null,
      purpose: null,
      code: own.code,
      documentHash: null,
      edition,
    })
    return own
  } catch {
    return new HafanError(
      'AUDIT_UNAVAILABLE',
      'The audit record could not be written, so nothing is shown. Try again shortly.',
    )
  }
}

/** A flood of strangers must fill neither the audit nor the time of those we know. */
function tooMany(ip: string, { traffic }: DoorDeps): TryLater | null {
  try {
    traffic.stranger(ip)
    return null
  } catch (error) {
    if (error instanceof TryLater) return error
    throw error
  }
}
