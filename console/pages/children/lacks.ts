// What is not there: kept back, not had, or told of only as being there. Each is said with whom to ring, and none looks like
// nothing.
import type { Group, Head, Row, Speech } from './speech.js'

/** As `answerStatus` shows an answer. */
export interface Lack {
  readonly status: Head['status']
  readonly reason: Head['reason']
  /** Whose, and what of it. */
  readonly source: { readonly name: string }
  readonly contact: Head['contact']
  readonly clause: string | null
}

type Reason = Head['missing'][number]['reason']
const MISSING_AS: Readonly<Partial<Record<Reason, Head['status']>>> = {
  RESTRICTED_RECORD: 'WITHHELD',
  LOCKED_BY_OWNER: 'WITHHELD',
  PROTOCOL: 'WITHHELD',
  RETENTION_ENDED: 'RECORDED',
  NOT_OFFERED: 'NOTHING_RECORDED',
  NOT_LINKED: 'UNVERIFIED',
  SUBJECT_MISMATCH: 'UNVERIFIED',
  MORE_THAN_ONE: 'UNVERIFIED',
}

const HAD: ReadonlySet<Head['status']> = new Set(['FOUND', 'NOTHING_RECORDED'])
/** Whether a source answered with what it has for the reader, be it nothing. */
export const isHad = ({ status }: Pick<Head, 'status'>): boolean => HAD.has(status)

/** One part of a record, and what it is of. `shown`: something of it is shown beside, so that only the rest is not. */
interface Only {
  readonly part: string
  readonly category: string
  readonly shown: boolean
}

/** Everything that one source did not give; of one part alone, where it is named. */
export function lacksOf({ t, label }: Speech, head: Head, only?: Only): readonly Lack[] {
  const named = (whole: string): Lack['source'] => {
    const what = only?.shown === true ? t('parts.beyond', { what: whole }) : whole
    return { name: head.source === null ? what : `${head.source.name}, ${what}` }
  }
  const whole: Lack = {
    ...{ status: head.status, reason: head.reason, contact: head.contact, clause: null },
    source: { name: head.source?.name ?? t('sources') },
  }
  // Nothing recorded is said of what the reader may see: what is kept back beside it is told of all the same.
  if (!isHad(head)) return [whole]
  const missing = head.missing
    .filter(({ part }) => only === undefined || part === only.part)
    .map(({ part, reason }): Lack => ({
      ...{ status: MISSING_AS[reason] ?? 'UNAVAILABLE', reason, contact: head.contact, clause: null },
      source: named(t(`parts.${part}`)),
    }))
  const recorded = head.recordedOnly
    .filter(({ part }) => only === undefined || part === only.part)
    .map(({ part }): Lack => ({
      ...{ status: 'RECORDED', reason: null, contact: head.contact, clause: null },
      source: named(t(`parts.${part}`)),
    }))
  // Many fields of one category are one thing that is kept back.
  const categories = new Map(head.withheld.map(each => [each.category, each] as const))
  const withheld = [...categories.values()]
    .filter(({ category }) => only === undefined || category === only.category)
    .map(({ category, clause, contact }): Lack => ({
      ...{ status: 'WITHHELD', reason: 'PROTOCOL', contact: contact ?? head.contact, clause },
      source: named(label('Category', category)),
    }))
  return [...missing, ...recorded, ...withheld]
}

/** One source's answer as a section shows it. */
export interface Answered {
  readonly head: Head
  readonly groups: readonly { readonly name: string; readonly rows: readonly Row[] }[]
  readonly lacks: readonly Lack[]
}

export function answered(say: Speech, head: Head, groups: readonly Group[]): Answered {
  return {
    head,
    groups: groups.flatMap(({ name, rows }) => (rows === null || rows.length === 0 ? [] : [{ name, rows }])),
    lacks: isHad(head) ? lacksOf(say, head) : [],
  }
}

/** The warnings of one source: those it has, that it has none, or why nobody can say. */
export interface Warned {
  readonly source: string
  readonly rows: readonly Row[]
  readonly lacks: readonly Lack[]
  readonly asOf: string | null
}

export function warned(say: Speech, head: Head, { name, rows }: Group, category: string): Warned {
  return {
    source: head.source?.name ?? say.t(`parts.${name}`),
    rows: rows ?? [],
    lacks: lacksOf(say, head, { part: name, category, shown: rows !== null && rows.length > 0 }),
    asOf: head.asOf,
  }
}
