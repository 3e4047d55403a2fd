// Whom the protocol lets ask what it decides for others: its act readDecisions.
export const READS_DECISIONS: readonly string[] = ['AUDITOR', 'HUB_MANAGER']
