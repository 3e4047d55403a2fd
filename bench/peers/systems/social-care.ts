// The harness's social services: who the child is, where the child lives, statuses, placements, plans, workers.
import { z } from 'zod'
import type { AgencySource } from '../../../src/adapters/agency.js'
import type { CreateSource } from '../../../src/adapters/registry.js'
import { day, parsed } from '../../../src/adapters/wire.js'
import { coded, createSystem, sexOf, subjectOf } from './kit.js'

const person = z.object({
  givenName: z.string(),
  familyName: z.string(),
  birthDate: day,
  sex: z.string(),
  postcode: z.string(),
  status: z.string(),
  legalStatus: z.string(),
  allocatedWorkers: z.array(z.object({ id: z.string(), name: z.string(), role: z.string(), team: z.string() })),
  placements: z.array(z.object({ type: z.string(), provider: z.string(), startDate: day, endDate: day.nullable() })),
  plans: z.array(z.object({ type: z.string(), reviewDate: day, status: z.string() })),
})

type Person = z.output<typeof person>

const identityOf = ({ givenName, familyName, birthDate, sex }: Person) => ({
  ...{ givenName, familyName, dateOfBirth: birthDate, sex: sexOf(sex) },
  ...{ middleNames: null, knownAs: null, otherNames: null, dateOfBirthRange: null, dateOfBirthEstimated: null },
  ...{ ethnicity: null, language: null, interpreterNeeded: null, communicationNeeds: null, nhsNumber: null },
  ...{ nhsNumberStatus: null, upn: null, localIds: null, deceasedOn: null },
})

const contactOf = ({ postcode }: Person) => ({
  addresses: [{ use: 'HOME' as const, lines: null, town: null, postcode, uprn: null, from: null, until: null }],
  phones: null,
  emails: null,
})

const statusesOf = ({ status }: Person) => [
  { status: 'IN_NEED' as const, source: coded(status), from: null, until: null, endReason: null },
]

const ordersOf = ({ legalStatus }: Person) => [{ order: coded(legalStatus), from: null, until: null }]

const placementsOf = ({ placements }: Person) => ({
  placements: placements.map(({ type, provider, startDate, endDate }) => ({
    ...{ type: coded(type), provider: coded(provider), from: startDate, until: endDate },
    ...{ urn: null, name: null, postcode: null, phone: null, distanceMiles: null, changeReason: null },
  })),
  responsibility: null,
})

const meetingsOf = ({ plans }: Person) =>
  plans.map(({ type, reviewDate, status }) => ({ type, on: reviewDate, decision: status }))

/** Who is who is sorted by name: the number in front says in which order the system has them. */
const workersOf = ({ allocatedWorkers }: Person) =>
  allocatedWorkers.map(({ id, name, role, team }, index) => ({
    ...{ staffRef: id, name, team, until: null, reveals: 'LEGAL_STATUS' as const },
    role: { en: `${String(index)} ${role}`, cy: role },
    ...{ agency: 'SOCIAL_CARE' as const, organisation: null, phone: null, email: null, from: null },
  }))

export const createSocialCare: CreateSource = (config, transport): AgencySource =>
  createSystem<Person>(
    {
      path: id => `people/${id}`,
      accept: ['application/json'],
      read: body => parsed(person, body),
      subject: one => subjectOf(one.givenName, one.familyName, one.birthDate, sexOf(one.sex)),
      maps: {
        identity: identityOf,
        contact: contactOf,
        'socialCare.statuses': statusesOf,
        'socialCare.legalOrders': ordersOf,
        'socialCare.placements': placementsOf,
        'socialCare.meetings': meetingsOf,
        professionals: workersOf,
      },
    },
    config,
    transport,
  )
