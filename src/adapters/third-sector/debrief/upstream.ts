// The wire shapes of the charity's case system (simulators/third-sector/README.md states the assumed contract). Fields are
// required and null where nothing is recorded, so that a renamed one fails loudly.
import { z } from 'zod'
import { day, moment } from '../../wire.js'

/** What a client number may look like. Anything else is never sent. */
export const RECORD_ID = /^[A-Za-z0-9-]{1,40}$/

const words = z.array(z.string())
const text = z.string().nullable()

/** Rows are read later, client by client, so that one client's bad row does not cost another's record. */
export const listPage = z.object({
  items: z.array(z.looseObject({ clientId: z.string() })),
  next: text,
})
export const clientPage = z.object({
  items: z.array(z.looseObject({ id: z.string() })),
  unknown: words,
  next: text,
})
export type ListRow = z.output<typeof listPage>['items'][number]

export const client = z.object({
  id: z.string().regex(RECORD_ID),
  firstName: text,
  middleNames: text,
  lastName: text,
  preferredName: text,
  otherNames: z.array(z.object({ firstName: z.string(), lastName: z.string(), kind: text })),
  dateOfBirth: day.nullable(),
  dateOfBirthPrecision: z.enum(['day', 'month', 'year']),
  dateOfBirthEstimated: z.boolean(),
  gender: text,
  language: text,
  postcodeSector: text,
  protected: z.boolean(),
})
export type Client = z.output<typeof client>

export const debrief = z.object({
  episodeRef: text,
  offeredAt: moment.nullable(),
  outcome: z.string(),
  declinedReason: text,
  heldAt: moment.nullable(),
  withinTarget: z.boolean().nullable(),
  pushFactors: words,
  pullFactors: words,
  wouldHelp: words,
})
export const account = z.object({ at: moment, gist: text, words: text, audience: words })
export const mediation = z.object({ startedOn: day.nullable(), sessions: z.number().int().min(0), status: z.string() })
export const referral = z.object({ service: z.string(), sentOn: day.nullable(), takeUp: z.string() })
export const worker = z.object({
  ref: z.string(),
  name: text,
  phone: text,
  email: text,
  team: text,
  from: day.nullable(),
  until: day.nullable(),
})
