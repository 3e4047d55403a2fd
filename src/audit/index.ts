export { createAudit, type Audit, type AuditOptions } from './audit.js'
export { AuditUnavailable, type AuditFault } from './errors.js'
export type { AskedIdentifier, AuditCaller, IntentRow, OutcomeRow, RefusalRow, SourceOutcome } from './rows.js'
