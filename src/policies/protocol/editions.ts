// Editions of one protocol, one after the other: which of them is in force at a moment, and whether they may stand together.
import type { CompiledProtocol } from './compile.js'
import type { Edition } from './load.js'

/** What the gateway knows of editions. Asked once a request, at its door; nothing later in that request asks again. */
export interface Editions {
  current(at: Date): CompiledProtocol
}

/** One edition, whatever the day. */
export const always = (protocol: CompiledProtocol): Editions => ({ current: () => protocol })

const DAY_MS = 24 * 3_600_000
const { parse } = Date
/** Days are days in UTC: `from` begins and `until` ends at its midnight. */
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)
const dates = ({ edition }: CompiledProtocol): Edition['edition'] => edition.edition

/** By the day they begin. */
export const inOrder = (editions: readonly CompiledProtocol[]): readonly CompiledProtocol[] =>
  [...editions].sort((one, other) => (dates(one).from < dates(other).from ? -1 : 1))

/**
 * The edition in force: the last that has begun. One that has run out without another goes on, for an agreement that nobody
 * renewed in time is no decision to leave children unprotected; `ranOut` tells whoever runs the gateway. Editions in order, not none.
 */
export function inForceAt(editions: readonly CompiledProtocol[], at: Date): CompiledProtocol {
  const [first, ...later] = editions
  if (!first) throw new Error('there is no edition')
  return later.reduce((found, next) => (parse(dates(next).from) <= at.getTime() ? next : found), first)
}

/** Whether the edition's last day is over. */
export const ranOut = (protocol: CompiledProtocol, at: Date): boolean =>
  parse(dates(protocol).until) + DAY_MS <= at.getTime()

/** Whether the edition's first day has come. */
export const hasBegun = (protocol: CompiledProtocol, at: Date): boolean => parse(dates(protocol).from) <= at.getTime()

/** What keeps editions from standing together: one id twice, days with two of them, days with none. Editions in order. */
export function discord(editions: readonly CompiledProtocol[]): readonly string[] {
  return editions.flatMap((one, place) => {
    const twice = editions.slice(place + 1).some(({ id }) => id === one.id)
    const problems = twice ? [`two editions have the id ${one.id}: each audit row names its edition by it`] : []
    const next = editions[place + 1]
    if (!next) return problems
    const dayAfter = dayOf(parse(dates(one).until) + DAY_MS)
    if (dates(next).from < dayAfter) {
      const last = dates(next).until < dates(one).until ? dates(next).until : dates(one).until
      return [...problems, `editions ${one.id} and ${next.id} are both in force from ${dates(next).from} to ${last}`]
    }
    if (dates(next).from > dayAfter) {
      const last = dayOf(parse(dates(next).from) - DAY_MS)
      return [...problems, `no edition is in force from ${dayAfter} to ${last}, between ${one.id} and ${next.id}`]
    }
    return problems
  })
}

/**
 * What keeps new editions from taking the place of those known: an edition that has begun is named by audit rows, so under its id
 * nothing of it may change but when it ends and when it is reviewed.
 */
export function rewritten(
  known: readonly CompiledProtocol[],
  next: readonly CompiledProtocol[],
  at: Date,
): readonly string[] {
  return known.flatMap(before => {
    const after = next.find(({ id }) => id === before.id)
    if (!after || !hasBegun(before, at) || rulesOf(before) === rulesOf(after)) return []
    return [`edition ${before.id} has begun and is rewritten: give the new rules an id and a first day of their own`]
  })
}

function rulesOf({ edition }: CompiledProtocol): string {
  const { matrix, edition: document, ...rest } = edition
  const cells = [...matrix].map(([category, row]) => [category, [...row]])
  return JSON.stringify({ ...rest, cells, document: { ...document, until: '', reviewOn: '' } })
}
