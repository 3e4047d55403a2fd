// What a school is told before the first bell: of its own pupils, what happened yesterday and tonight. On a Monday that is since
// Friday, because nobody read it in between.
import { DateTime } from 'luxon'
import type { SchoolAlertsQuery } from './generated/query.js'

type Alert = SchoolAlertsQuery['alerts']['edges'][number]['node']
type NotShown = Exclude<NonNullable<Alert['child']>, { readonly __typename: 'Child' }>

const SATURDAY = 6

/** Midnight at the beginning of the school day before this one, on London's clocks. */
export function sinceWhen(now: Date): Date {
  let day = DateTime.fromJSDate(now, { zone: 'Europe/London' }).startOf('day').minus({ days: 1 })
  while (day.weekday >= SATURDAY) day = day.minus({ days: 1 })
  return day.toJSDate()
}

export interface Morning {
  /** Pupils by the gateway's own ids, each once. */
  readonly pupils: readonly string[]
  /** Somebody whom it could not be checked of just now: no name, and whom to ring. */
  readonly unchecked: readonly NotShown[]
}

export function morningOf(alerts: readonly Alert[], since: Date): Morning {
  const own = alerts.filter(({ at }) => Date.parse(at) >= since.getTime())
  const pupils = own.flatMap(({ pupils: named, child }) => (child?.__typename === 'Child' ? [child.id] : named))
  const unchecked = own.flatMap(({ child }) => (child === null || child.__typename === 'Child' ? [] : [child]))
  return { pupils: [...new Set(pupils)], unchecked: unchecked.slice(0, 1) }
}
