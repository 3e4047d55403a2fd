// The shapes Wonde sends, as far as they are read here. Fields that must be there are required even where they may be
// null, so that a renamed one is noticed instead of being taken for nothing.
import { z } from 'zod'

const DAY = /^\d{4}-\d{2}-\d{2}/

/** A day, sent as text or as a date object. */
const day = z
  .union([z.string(), z.object({ date: z.string() }).transform(value => value.date)])
  .pipe(z.string().regex(DAY))
  .transform(text => text.slice(0, 10))
const moment = z.iso.datetime({ offset: true }).transform(text => new Date(text).toISOString().replace('.000Z', 'Z'))
/** An included object or list comes wrapped in `data` once more. */
const wrapped = <T extends z.ZodType>(inner: T) =>
  z.object({ data: inner }).transform(value => (value as { data: z.output<T> }).data)
const text = z.string().nullable()
const flag = z.boolean().nullable()

const meta = z.object({ last_synced: moment.nullish() })
export const singleAnswer = z.object({ data: z.unknown(), meta })
export const pageAnswer = z.object({
  data: z.array(z.unknown()),
  meta: meta.extend({ pagination: z.object({ next: text, more: z.boolean() }) }),
})
export const failure = z.object({ error: z.string(), include: z.string().optional() })

/** A student; each include is read apart, by the parts that need it. */
export const student = z.object({
  id: z.string().min(1),
  forename: z.string(),
  middle_names: text,
  surname: z.string(),
  legal_surname: text,
  known_as: text.optional(),
  gender: text,
  date_of_birth: day.nullable(),
  protected_record: z.boolean(),
  education_details: z.unknown().optional(),
  extended_details: z.unknown().optional(),
  contact_details: z.unknown().optional(),
  contacts: z.unknown().optional(),
  enrolments: z.unknown().optional(),
  employees: z.unknown().optional(),
})
export type Student = z.output<typeof student>

export const educationDetails = wrapped(
  z.object({ upn: text, former_upn: text, ethnicity_code: text.optional(), first_language: text.optional() }),
)

export const extendedDetails = wrapped(
  z.object({
    learning_needs: z.array(z.object({ provision: z.string(), need: text, start_date: day.nullable(), support: text })),
  }),
)

export const contactDetails = wrapped(
  z.object({
    phones: z.array(z.object({ owner: text, type: text, number: text })),
    emails: z.array(z.string()),
    addresses: z.array(
      z.object({
        type: text,
        lines: z.array(z.string()),
        town: text,
        postcode: text,
        uprn: text,
        local_authority: text,
        start_date: day.nullable(),
        end_date: day.nullable(),
        do_not_disclose: z.boolean(),
      }),
    ),
  }),
)
export type WondeAddress = z.output<typeof contactDetails>['addresses'][number]

export const contacts = wrapped(
  z.array(
    z.object({
      forename: text,
      surname: text,
      date_of_birth: day.nullable(),
      relationship: text,
      priority: z.number().int().nullable(),
      parental_responsibility: flag,
      lives_with_pupil: flag,
      contact_restriction: text,
      contact_details: wrapped(z.object({ phones: z.object({ primary: text }) })),
    }),
  ),
)

export const enrolments = wrapped(
  z.array(
    z.object({
      school_id: z.string(),
      enrolment_status: text,
      nc_year: text,
      start_date: day.nullable(),
      end_date: day.nullable(),
      deleted: z.boolean(),
    }),
  ),
)
export type WondeEnrolment = z.output<typeof enrolments>[number]

export const employees = wrapped(
  z.array(
    z.object({
      id: z.string(),
      forename: text,
      surname: text,
      role: z.string(),
      school_id: z.string(),
      phone: text,
      email: text,
    }),
  ),
)

const aboutOne = wrapped(z.object({ id: z.string() }))

export const mark = z.object({
  date: day,
  session: z.string(),
  school_id: text,
  comment: text,
  minutes_late: z.number().int().nullable(),
  student: aboutOne,
  attendance_code: wrapped(z.object({ code: z.string() })),
})
export type WondeMark = z.output<typeof mark>

export const summary = z.object({
  possible_marks: z.number(),
  present_marks: z.number(),
  unauthorised_absence_marks: z.number(),
  student: aboutOne,
})

export const behaviour = z.object({
  type: text,
  incident: text,
  date: day,
  students: wrapped(z.array(z.object({ id: z.string(), role: text }))),
})

export const exclusion = z.object({
  type: z.string(),
  reason: text,
  start_date: day.nullable(),
  end_date: day.nullable(),
  student: aboutOne,
})

export const school = z.object({
  id: z.string(),
  name: z.string(),
  phone_number: text,
  address: z.object({ address_town: text, address_country: z.object({ name: text }) }),
})

export const listedStudent = z.object({ id: z.string().min(1) })
