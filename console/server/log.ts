// What operators read: fixed sentences with listed fields. Nothing that a person typed or was shown is ever one of them.
export interface Log {
  error(fields: Readonly<Record<string, string | number | null>>, sentence: string): void
}

export const lineLog = (write: (line: string) => void, now: () => Date): Log => ({
  error: (fields, sentence) =>
    write(`${JSON.stringify({ at: now().toISOString(), level: 'error', sentence, ...fields })}\n`),
})
