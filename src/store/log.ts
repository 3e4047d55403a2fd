/** What the store and the audit say to the operator: typed fields and a fixed sentence. A pino logger is one. */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, sentence: string): void
  warn(fields: Readonly<Record<string, unknown>>, sentence: string): void
  error(fields: Readonly<Record<string, unknown>>, sentence: string): void
}
