// What each part of a Wonde record is made of: the includes it needs of the student call, or the list it reads.
import type { z } from 'zod'
import type { Part, PartValues } from '../../agency.js'
import type { Schools } from '../directory.js'
import { parsed } from '../../wire.js'
import type { Include } from './client.js'
import { attendanceOf, behaviourOf, checkWhose, exclusionsOf } from './events.js'
import * as map from './map.js'
import * as wire from './upstream.js'

/** What the parts of one lookup share. */
export interface Context {
  readonly recordId: string
  readonly day: string
  readonly schools: () => Promise<Schools>
  /** Every row of a list about this pupil. */
  readonly rows: <T>(list: string, include: string, schema: z.ZodType<T>) => Promise<readonly T[]>
}

interface IncludedPart<P extends Part> {
  readonly includes: readonly Include[]
  readonly build: (student: wire.Student, context: Context) => PartValues[P] | Promise<PartValues[P]>
}

/** Parts that come with the student. */
export const INCLUDED: { readonly [P in Part]?: IncludedPart<P> } = {
  identity: {
    includes: ['education_details'],
    build: student => map.identityOf(student, parsed(wire.educationDetails, student.education_details)),
  },
  contact: {
    includes: ['contact_details'],
    build: (student, { day }) => map.contactOf(parsed(wire.contactDetails, student.contact_details), day),
  },
  family: {
    includes: ['contacts', 'contacts.contact_details'],
    build: student => map.familyOf(parsed(wire.contacts, student.contacts)),
  },
  professionals: {
    includes: ['employees'],
    build: async (student, { schools }) =>
      map.professionalsOf(parsed(wire.employees, student.employees), await schools()),
  },
  'education.enrolments': {
    includes: ['enrolments'],
    build: async (student, { schools, day }) =>
      map.enrolmentsOf(parsed(wire.enrolments, student.enrolments), await schools(), day),
  },
  'education.learningNeeds': {
    includes: ['extended_details'],
    build: student => map.learningNeedsOf(parsed(wire.extendedDetails, student.extended_details)),
  },
  'fact.enrolments': {
    includes: ['enrolments'],
    build: (student, { day }) => map.enrolmentFacts(parsed(wire.enrolments, student.enrolments), day),
  },
  'fact.area': {
    includes: ['contact_details'],
    build: (student, { day }) => map.areaOf(parsed(wire.contactDetails, student.contact_details), day),
  },
}

type ListedPart<P extends Part> = (context: Context) => Promise<PartValues[P]>

/** Parts that are lists of their own. */
export const LISTED: { readonly [P in Part]?: ListedPart<P> } = {
  'education.attendance': async ({ recordId, rows, schools }) => {
    const [marks, summaries, known] = await Promise.all([
      rows('attendance/session', 'student,attendance_code', wire.mark),
      rows('attendance-summaries', 'student', wire.summary),
      schools(),
    ])
    checkWhose([...marks, ...summaries], recordId)
    return attendanceOf(marks, summaries, known)
  },
  'education.behaviour': async ({ recordId, rows }) =>
    behaviourOf(await rows('behaviours', 'students', wire.behaviour), recordId),
  'education.exclusions': async ({ recordId, rows }) => {
    const exclusions = await rows('exclusions', 'student', wire.exclusion)
    checkWhose(exclusions, recordId)
    return exclusionsOf(exclusions)
  },
}

/** Parts that name schools: the directory is read beside the other calls, not after them. */
export const NAMES_SCHOOLS: readonly Part[] = ['professionals', 'education.enrolments', 'education.attendance']

export const OFFERED: ReadonlySet<Part> = new Set([...Object.keys(INCLUDED), ...Object.keys(LISTED)] as Part[])
