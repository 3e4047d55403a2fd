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

/** A moment, made UTC to the second; one without an offset is taken for UTC. */
export const moment = z.string().transform((value, context) => {
  const time = DateTime.fromISO(value, { zone: 'utc' }).startOf('second')
  if (time.isValid) return time.toISO({ suppressMilliseconds: true })
  context.addIssue({ code: 'custom', message: 'not a time' })
  return z.NEVER
})

/** A day; a time of day after it is cut off. */
export const day = z.string().transform((value, context) => {
  const date = DateTime.fromISO(value, { setZone: true })
  if (date.isValid) return date.toISODate()
  context.addIssue({ code: 'custom', message: 'not a date' })
  return z.NEVER
})
