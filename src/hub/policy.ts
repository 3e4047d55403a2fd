// The numbers of the hub's rules. Every one can be set otherwise; what is here is what the sources say, or, where they say
// nothing, what ADR 34 chose. G: evaluation of the Gwent hub. O: inspection of ten authorities. S: Staffordshire, 2018.
import { z } from 'zod'

const whole = (from: number, to: number) => z.number().int().min(from).max(to)

export const hubPolicy = z.strictObject({
  /** Days are counted where the hub is, so that midnight is its own. */
  timeZone: z.literal(['Europe/London', 'UTC']).default('Europe/London'),
  /** Clocks of two systems differ: a time so little ahead is not in the future. */
  skewMinutes: whole(0, 60).default(5),
  episode: z
    .strictObject({
      /** An absence without apparent risk is looked at again within a day at the latest (ADR 34). */
      absentReviewWithinHours: whole(1, 168).default(24),
    })
    .prefault({}),
})

export type HubPolicy = z.output<typeof hubPolicy>
