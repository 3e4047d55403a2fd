// What the gateway says to whoever runs it: a fixed sentence (a lint rule sees to that), and fields from this list.

/** Every field a line may have. None holds anything of a child, a caller or a token; a new one is weighed and listed here. */
const FIELDS = [
  'account',
  'code',
  'edition',
  'editions',
  // What is wrong with an edition of the protocol: of the rules, never of a child.
  'problem',
  'end',
  'folder',
  'home',
  'pid',
  'sources',
  'tool',
  'uid',
  'url',
  // Of the linking pass.
  'sourceId',
  'records',
  'linked',
  'standing',
  'conflicts',
  'untraced',
  'done',
  'failed',
  // Of a fault: the class and the frames, without the text, which may hold a value.
  'error',
  // The number of a request, made here.
  'correlationId',
  'shedding',
] as const

export type LogFields = { readonly [Field in (typeof FIELDS)[number]]?: string | number | boolean | null }

export interface Log {
  info(fields: LogFields, sentence: string): void
  warn(fields: LogFields, sentence: string): void
  error(fields: LogFields, sentence: string): void
}

const LISTED: ReadonlySet<string> = new Set(FIELDS)
const MOST_CHARACTERS = 1_000

/** What may be written of a line's fields: those listed, if they are plain, and not without end. For whoever writes lines. */
export function listed(fields: object): LogFields {
  const kept: Record<string, string | number | boolean | null> = {}
  for (const [name, value] of Object.entries(fields) as [string, unknown][]) {
    if (!LISTED.has(name)) continue
    if (typeof value === 'string') kept[name] = value.slice(0, MOST_CHARACTERS)
    else if (value === null || typeof value === 'number' || typeof value === 'boolean') kept[name] = value
  }
  return kept
}
