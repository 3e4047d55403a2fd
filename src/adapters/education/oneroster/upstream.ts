// The shapes OneRoster 1.2 sends, as far as they are read here. `userIds` and a student's `agents` are optional in the
// standard; here they are required where a part rests on them, because their absence would read as "none".
import { z } from 'zod'

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}/)
  .transform(text => text.slice(0, 10))
const reference = z.object({ sourcedId: z.string().min(1) })
const status = z.string()

export const user = z.object({
  sourcedId: z.string().min(1),
  status,
  givenName: z.string(),
  familyName: z.string(),
  middleName: z.string().optional(),
  preferredFirstName: z.string().optional(),
  phone: z.string().optional(),
  userIds: z.array(z.object({ type: z.string(), identifier: z.string() })).optional(),
  roles: z.array(z.object({ roleType: z.string(), role: z.string(), org: reference })),
  agents: z.array(reference).optional(),
  grades: z.array(z.string()).optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
})
export type User = z.output<typeof user>

export const demographics = z.object({
  sourcedId: z.string().min(1),
  status,
  birthDate: day,
  sex: z.string().optional(),
})
export type Demographics = z.output<typeof demographics>

export const enrollment = z.object({
  status,
  user: reference,
  school: reference,
  role: z.string(),
  beginDate: day.optional(),
  endDate: day.optional(),
})
export type Enrollment = z.output<typeof enrollment>

export const org = z.object({
  sourcedId: z.string().min(1),
  status,
  name: z.string(),
  metadata: z.object({ town: z.string().nullish(), phone: z.string().nullish() }).optional(),
})

export const failure = z.object({
  imsx_CodeMinor: z.object({
    imsx_codeMinorField: z.array(z.object({ imsx_codeMinorFieldValue: z.string() })),
  }),
})
