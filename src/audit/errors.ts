/** Why a row could not be made durable. */
export type AuditFault = 'TIMEOUT' | 'QUEUE_FULL' | 'DATABASE' | 'STOPPED' | 'UNWITNESSED'

/** The row is not known to be durable: nothing that rests on it may leave. The server answers 503 AUDIT_UNAVAILABLE. */
export class AuditUnavailable extends Error {
  readonly code = 'AUDIT_UNAVAILABLE'
  readonly fault: AuditFault

  constructor(fault: AuditFault, options?: ErrorOptions) {
    super('The audit record could not be made', options)
    this.name = 'AuditUnavailable'
    this.fault = fault
  }
}
