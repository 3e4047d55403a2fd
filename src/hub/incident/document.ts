// A report as a police system sends it: JSON:API resources of the POLE standard data model. How a person is part of an incident
// is the name of the person's relationship to it. Attributes beyond those the model prints are assumed (ADR 36). Resources of
// other types are kept with the rest of what was sent, and not read.
import { z } from 'zod'
import { authority, day, label, labelOrNull, moment, narrativeOrNull } from '../input/fields.js'
import { read } from '../input/read.js'
import { refuse, type Refused } from '../refusal.js'

const MOST_RESOURCES = 200
const MOST_MISSING = 20
const NAME = 35

const name = label.pipe(z.string().max(NAME, { error: 'TEXT_TOO_LONG' }))
const names = z.array(name, { error: 'FIELD_INVALID' }).max(10, { error: 'TOO_MANY_ENTRIES' }).readonly().default([])
const age = z.int({ error: 'FIELD_INVALID' }).min(0, { error: 'FIELD_INVALID' }).max(130, { error: 'FIELD_INVALID' })
const known = z.boolean({ error: 'FIELD_INVALID' })
/** A code of the model's own; of one that nobody here knows, the code is kept. */
const code = labelOrNull

/** By type and id, or by a local id, as JSON:API names a resource. */
const identified = {
  type: label,
  id: label.optional(),
  lid: label.optional(),
}
const linkage = z.strictObject({ data: z.strictObject(identified) })
const relationships = z.record(z.string().max(64), linkage, { error: 'FIELD_INVALID' }).default({})
const resource = <Shape extends z.ZodRawShape>(attributes: Shape) =>
  z.strictObject({ ...identified, attributes: z.strictObject(attributes), relationships })

const person = resource({
  givenName: names,
  middleName: names,
  surname: name.nullable().default(null),
  dateOfBirth: day.nullable().default(null),
  dateofBirthKnown: known.nullable().default(null),
  age: age.nullable().default(null),
  approximateAgeFrom: age.nullable().default(null),
  approximateAgeTo: age.nullable().default(null),
  gender: code.default(null),
  ethnicitySelfDefined: code.default(null),
  personDescription: narrativeOrNull.pipe(z.string().max(2_000, { error: 'TEXT_TOO_LONG' }).nullable()).default(null),
  registeredGp: labelOrNull.default(null),
  nextOfKinKnown: known.nullable().default(null),
  nhsNumber: labelOrNull.default(null),
})
const submission = resource({
  forceIdentifier: label,
  category: code.default(null),
  categorySubcode: code.default(null),
  customerReferenceNumber: label,
  submitTime: moment,
})
const location = resource({
  description: labelOrNull.default(null),
  localAuthority: authority.nullable().default(null),
})
const incident = resource({
  reportTime: moment.nullable().default(null),
  lastSeenTime: moment.nullable().default(null),
  description: narrativeOrNull.default(null),
})

const document = z.strictObject({
  jsonapi: z.unknown().optional(),
  meta: z.unknown().optional(),
  data: incident,
  included: z
    .array(z.looseObject({ type: label }, { error: 'FIELD_INVALID' }), { error: 'FIELD_INVALID' })
    .max(MOST_RESOURCES, { error: 'TOO_MANY_ENTRIES' })
    .readonly(),
})

export type SentPerson = z.output<typeof person>['attributes']

export interface SentIncident {
  readonly ok: true
  readonly force: string
  /** The force's own. */
  readonly reference: string
  readonly missing: readonly SentPerson[]
  /** As a report of any of them is read. */
  readonly said: object
  readonly about: object
}

type Identified = Pick<z.output<typeof incident>, 'type' | 'id' | 'lid'>

const isSame = (a: Identified, b: Identified): boolean =>
  a.type === b.type && ((a.id !== undefined && a.id === b.id) || (a.lid !== undefined && a.lid === b.lid))

/** All of one type, each read by its form. */
function allOf<T extends z.ZodType>(
  form: T,
  type: string,
  included: readonly object[],
): readonly z.output<T>[] | Refused {
  const found: z.output<T>[] = []
  for (const [index, one] of included.entries()) {
    if (!('type' in one) || one.type !== type) continue
    const result = read(form, one)
    if (!result.ok)
      return { ...result, field: ['included', index, result.field].filter(part => part !== null).join('.') }
    found.push(result.value)
  }
  return found
}
const isRefused = <T>(result: readonly T[] | Refused): result is Refused => 'ok' in result

/** What was sent, as far as the hub reads it; the field of a refusal is a path into it. */
export function readIncident(sent: unknown): SentIncident | Refused {
  const result = read(document, sent)
  if (!result.ok) return result
  const { data, included } = result.value
  const persons = allOf(person, 'person', included)
  if (isRefused(persons)) return persons
  const submissions = allOf(submission, 'submission', included)
  if (isRefused(submissions)) return submissions
  const locations = allOf(location, 'location', included)
  if (isRefused(locations)) return locations
  const [by, ...others] = submissions
  if (data.type !== 'incident') return refuse('FIELD_INVALID', 'data.type')
  if (!by || others.length > 0) return refuse('FIELD_INVALID', 'included')
  const is = (role: string) => (one: z.output<typeof person> | z.output<typeof location>) => {
    const to = one.relationships[role]?.data
    return to !== undefined && isSame(to, data)
  }
  const missing = persons.filter(is('missingPerson')).map(({ attributes }) => attributes)
  if (missing.length === 0) return refuse('NOBODY_MISSING', 'included')
  if (missing.length > MOST_MISSING) return refuse('TOO_MANY_ENTRIES', 'included')
  const place = locations.find(is('lastSeenAt'))?.attributes
  const { forceIdentifier: force, customerReferenceNumber: reference, submitTime } = by.attributes
  const { reportTime, lastSeenTime, description } = data.attributes
  return {
    ...{ ok: true, force, reference, missing },
    said: {
      ...{ reporter: 'POLICE', reportedAt: reportTime ?? submitTime, lastSeenAt: lastSeenTime },
      ...{ lastSeenPlace: place?.description ?? null, circumstances: description },
    },
    about: { missingFrom: null, placement: null, area: place?.localAuthority ?? null, homeAuthority: null },
  }
}
