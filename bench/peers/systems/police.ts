// The harness's police: markers, reports of missing children, intelligence.
import { z } from 'zod'
import type { AgencySource } from '../../../src/adapters/agency.js'
import type { CreateSource } from '../../../src/adapters/registry.js'
import { day, moment, parsed } from '../../../src/adapters/wire.js'
import { coded, createSystem, sexOf, subjectOf } from './kit.js'

const nominal = z.object({
  surname: z.string(),
  forenames: z.string(),
  dateOfBirth: day,
  gender: z.string(),
  warningMarkers: z.array(
    z.object({ code: z.string(), description: z.string(), severity: z.int(), createdOn: day, reviewOn: day }),
  ),
  missingReports: z.array(
    z.object({
      reference: z.string(),
      reportedAt: moment,
      returnedAt: moment,
      riskGrade: z.enum(['HIGH', 'MEDIUM', 'LOW']),
      locationFound: z.string(),
    }),
  ),
  intelligence: z.array(
    z.object({ logRef: z.string(), grading: z.string(), category: z.string(), text: z.string(), recordedOn: day }),
  ),
})

type Nominal = z.output<typeof nominal>

const markersOf = ({ warningMarkers }: Nominal) =>
  warningMarkers.map(({ code, description, severity, createdOn }) => ({
    marker: coded(code, String(severity)),
    from: createdOn,
    until: null,
    note: description,
    linkedRisk: null,
  }))

const episodesOf = ({ missingReports }: Nominal) => ({
  episodes: missingReports.map(({ reference, reportedAt, returnedAt, riskGrade, locationFound }) => ({
    reference,
    reportedAt,
    lastSeenAt: null,
    endedAt: returnedAt,
    status: 'CLOSED' as const,
    category: 'MISSING' as const,
    risk: riskGrade,
    riskLabel: null,
    riskHistory: null,
    missingFrom: null,
    hostAuthority: null,
    homeAuthority: null,
    lastSeenPlace: null,
    foundPlace: locationFound,
    foundBy: null,
    companions: null,
    circumstances: null,
    harm: null,
    safeAndWell: null,
    returnInterviewReferredAt: null,
    returnInterviewOffered: null,
    returnInterviewAccepted: null,
    version: null,
  })),
})

const intelligenceOf = ({ intelligence }: Nominal) =>
  intelligence.map(({ logRef, grading, category, text }) => ({
    reference: logRef,
    recordedAt: null,
    scheme: null,
    sourceGrade: coded(grading),
    informationGrade: null,
    handling: null,
    conditions: category,
    text,
    keptBack: false,
    desk: null,
  }))

export const createPolice: CreateSource = (config, transport): AgencySource =>
  createSystem<Nominal>(
    {
      path: id => `nominals/${id}`,
      accept: ['application/json'],
      read: body => parsed(nominal, body),
      subject: one => subjectOf(one.forenames, one.surname, one.dateOfBirth, sexOf(one.gender)),
      maps: { 'police.markers': markersOf, episodes: episodesOf, 'police.intelligence': intelligenceOf },
    },
    config,
    transport,
  )
