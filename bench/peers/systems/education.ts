// The harness's schools: the school, attendance by term, exclusions, learning needs.
import { z } from 'zod'
import type { AgencySource } from '../../../src/adapters/agency.js'
import type { CreateSource } from '../../../src/adapters/registry.js'
import { day, parsed } from '../../../src/adapters/wire.js'
import { coded, createSystem, subjectOf } from './kit.js'

const pupil = z.object({
  surname: z.string(),
  forename: z.string(),
  dob: day,
  school: z.object({ urn: z.string(), name: z.string() }),
  attendance: z.array(z.object({ term: z.string(), possible: z.int(), attended: z.int(), percentage: z.number() })),
  exclusions: z.array(z.object({ type: z.string(), startDate: day, days: z.number() })),
  sen: z.object({ provision: z.string(), primaryNeed: z.string() }),
})

type Pupil = z.output<typeof pupil>

const DAY_MS = 86_400_000
const ISO_DAY = 10

/** Half days counted on from the first day, so that the number of days can be told from the last. */
const lastDay = (from: string, days: number): string =>
  new Date(Date.parse(from) + days * 2 * DAY_MS).toISOString().slice(0, ISO_DAY)

const enrolmentsOf = ({ school: { urn, name } }: Pupil) => [
  {
    school: { id: urn, name, town: null, phone: null },
    year: null,
    kind: null,
    from: null,
    until: null,
    current: true,
  },
]

const attendanceOf = ({ attendance }: Pupil) => ({
  presentPercent: null,
  unauthorisedPercent: null,
  marks: attendance.map(({ term, possible, attended, percentage }) => ({
    ...{ date: null, session: term, code: coded(String(possible)), group: null },
    ...{ minutesLate: attended, comment: String(percentage) },
  })),
  lastPresentAt: null,
})

const exclusionsOf = ({ exclusions }: Pupil) =>
  exclusions.map(({ type, startDate, days }) => ({
    ...{ type, from: startDate, until: lastDay(startDate, days), reason: null },
  }))

const needsOf = ({ sen: { provision, primaryNeed } }: Pupil) => [
  { provision: coded(provision), need: coded(primaryNeed), from: null, support: null },
]

export const createEducation: CreateSource = (config, transport): AgencySource =>
  createSystem<Pupil>(
    {
      path: id => `pupils/${id}`,
      accept: ['application/json'],
      read: body => parsed(pupil, body),
      subject: one => subjectOf(one.forename, one.surname, one.dob, null),
      maps: {
        'education.enrolments': enrolmentsOf,
        'education.attendance': attendanceOf,
        'education.exclusions': exclusionsOf,
        'education.learningNeeds': needsOf,
      },
    },
    config,
    transport,
  )
