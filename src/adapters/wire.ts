// Reading what a system sent against the shape it should have. What does not fit is a fault that names no content.
import { DateTime } from 'luxon'
import { z } from 'zod'
import { SourceFault } from './transport.js'

/** What the shape reads in the body. Throws SourceFault('MALFORMED') where it does not fit. */
export function parsed<T extends z.ZodType>(shape: T, body: unknown): z.output<T> {
  const result = shape.safeParse(body)
  if (!result.success) throw new SourceFault('MALFORMED')
  return result.data
}

/** Text of anybody's for a header. Headers carry ASCII only; half a surrogate pair cannot be encoded at all. */
export const headerText = (text: string): string => encodeURIComponent(text.replace(/[\uD800-\uDFFF]/gu, ''))

export const UTC_SECONDS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/
const SECONDS = 'YYYY-MM-DDTHH:mm:ss'.length
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Whether it reads back as it was written: a 30 February does not. For the many times that need no more looking at. */
export function standsAsWritten(value: string, length: number): boolean {
  const time = Date.parse(value)
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, length) === value.slice(0, length)
}

/** A moment, made UTC to the second; one without an offset is taken for UTC. */
export const moment = z.string().transform((value, context) => {
  // Nearly every time is written so; a picture holds hundreds of them.
  if (UTC_SECONDS.test(value) && standsAsWritten(value, SECONDS)) return `${value.slice(0, SECONDS)}Z`
  const time = DateTime.fromISO(value, { zone: 'utc' }).startOf('second')
  if (time.isValid) return time.toISO({ suppressMilliseconds: true })
  context.addIssue({ code: 'custom', message: 'not a time' })
  return z.NEVER
})

/** A day; a time of day after it is cut off. */
export const day = z.string().transform((value, context) => {
  if (DAY.test(value) && standsAsWritten(value, value.length)) return value
  const date = DateTime.fromISO(value, { setZone: true })
  if (date.isValid) return date.toISODate()
  context.addIssue({ code: 'custom', message: 'not a date' })
  return z.NEVER
})
