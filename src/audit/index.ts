export { createAudit, type Audit, type AuditOptions } from './audit.js'
export { AuditUnavailable } from './errors.js'
export type { AskedIdentifier, AuditCaller, IntentRow, OutcomeRow } from './rows.js'
