// The numbers of the hub's rules. Every one can be set otherwise; what is here is what the sources say, or, where they say
// nothing, what ADR 34 chose. G: evaluation of the Gwent hub. O: inspection of ten authorities. S: Staffordshire, 2018.
import { z } from 'zod'

const whole = (from: number, to: number) => z.number().int().min(from).max(to)
const often = z.strictObject({ episodes: whole(1, 100), withinDays: whole(1, 3_660) }).readonly()

export type Often = z.output<typeof often>

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
  thresholds: z
    .strictObject({
      /** A meeting at 3, 5 and 9 in any rolling 90 days (S). */
      meetings: z
        .array(often)
        .min(1)
        .max(10)
        .readonly()
        .default([3, 5, 9].map(episodes => ({ episodes, withinDays: 90 }))),
      /** To be held within a week; one that a person calls within a day, since waiting may be too late (S 39; ADR 34). */
      meetingWithinDays: whole(0, 90).default(7),
      calledWithinDays: whole(0, 90).default(1),
      /** When the multi-agency group looks at a child (O, Hertfordshire); how long is "extended" is ours (ADR 34). */
      group: often.default({ episodes: 3, withinDays: 90 }),
      extendedHours: whole(1, 2_000).default(72),
    })
    .prefault({}),
  due: z
    .strictObject({
      triageMinutes: whole(0, 1_440).default(60),
      /** As soon as possible: due from the return on. */
      checkHours: whole(0, 168).default(0),
      /** From return, by the clock; by the nation of the area the child went missing in. */
      interviewHours: z.strictObject({ E: whole(1, 336).default(72), W: whole(1, 336).default(72) }).prefault({}),
      /** A review of the assessment; 0 episodes: never for their number. */
      mirafAfterEpisodes: whole(0, 50).default(5),
      mirafOnRise: z.boolean().default(true),
      mirafOnRequest: z.boolean().default(true),
      mirafOnDate: z.boolean().default(true),
      referralSilentAfterDays: whole(1, 365).default(14),
      serafMonths: whole(1, 24).default(3),
      /** The longest list the board shows; what is beyond it is counted. */
      boardItems: whole(1, 5_000).default(500),
    })
    .prefault({}),
  retention: z
    .strictObject({
      /** Whether the gateway ends by itself, each day, what was kept long enough: the controller's decision, and no default's. */
      endDaily: z.boolean().default(false),
    })
    .prefault({}),
})

export type HubPolicy = z.output<typeof hubPolicy>

/** As the sources and ADR 34 say, until a region sets its own. */
export const HUB_POLICY: HubPolicy = hubPolicy.parse({})
