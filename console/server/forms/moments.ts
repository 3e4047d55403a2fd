// A moment as a form asks for it: a day and a time, on London's clocks, in two inputs.
import { DateTime } from 'luxon'

const ZONE = 'Europe/London'

/** `at` in ISO 8601 in UTC, null where nothing was given; WRONG where it is no moment that London's clocks show. */
export function momentIn(form: URLSearchParams, name: string): { readonly at: string | null } | 'WRONG' {
  const [day, time] = [(form.get(`${name}-day`) ?? '').trim(), (form.get(`${name}-time`) ?? '').trim()]
  if (day === '' && time === '') return { at: null }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}$/.test(time)) return 'WRONG'
  const read = DateTime.fromISO(`${day}T${time}`, { zone: ZONE })
  // In the hour that spring leaves out it reads back as another; of the hour that autumn has twice, the first is meant.
  if (!read.isValid || read.toFormat("yyyy-MM-dd'T'HH:mm") !== `${day}T${time}`) return 'WRONG'
  return { at: read.toUTC().toISO({ suppressMilliseconds: true }) }
}

/** Puts a moment into the two inputs. */
export function putMoment(form: URLSearchParams, name: string, at: Date): void {
  const here = DateTime.fromJSDate(at, { zone: ZONE })
  form.set(`${name}-day`, here.toFormat('yyyy-MM-dd'))
  form.set(`${name}-time`, here.toFormat('HH:mm'))
}

/** The day, so many days from now, in London. */
export const dayFrom = (now: Date, days: number): string =>
  DateTime.fromJSDate(now, { zone: ZONE }).plus({ days }).toFormat('yyyy-MM-dd')

/** A day as one input has it; null where none was given, WRONG where the calendar has none such. */
export function dayIn(form: URLSearchParams, name: string): { readonly on: string | null } | 'WRONG' {
  const on = (form.get(name) ?? '').trim()
  if (on === '') return { on: null }
  return /^\d{4}-\d{2}-\d{2}$/.test(on) && DateTime.fromISO(on, { zone: ZONE }).isValid ? { on } : 'WRONG'
}
