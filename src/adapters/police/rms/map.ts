// From the force's documents to the domain. Pure: what does not fit the wire shape is a SourceFault('MALFORMED').
import type { z } from 'zod'
import { restrain, type Involvement, type Subject } from '../../agency.js'
import { SourceFault } from '../../transport.js'
import type { Bilingual, Records } from '../../../types/index.js'
import { parsed } from '../../wire.js'
import { COORDINATOR, gradeOf, linkedRiskOf, markerOf, OFFICER_IN_CASE, sexOf, sharedFreely } from './codes.js'
import * as wire from './upstream.js'
import type { PersonDocument, Resource } from './upstream.js'

type Person = z.output<typeof wire.person>

/** The rows that may leave the force, and whether any may not. Unknown classifications may not. */
export function shareable(rows: readonly Resource[]): { rows: readonly Resource[]; keptBack: boolean } {
  const kept = rows.filter(row => {
    const { gsc } = parsed(wire.classified, row.attributes)
    return gsc === null || gsc === undefined || /^OFFICIAL(\W*SENSITIVE)?$/i.test(gsc.trim())
  })
  return { rows: kept, keptBack: kept.length < rows.length }
}

/** Who the force says the nominal is, by every name it has. */
export function subjectOf(person: Person): Subject {
  const { givenName, knownAs, surname, formerNames } = person
  return {
    nhsNumber: null,
    nhsNumberVerified: false,
    upn: null,
    formerUpns: [],
    demographics: {
      givenNames: distinct([...givenName, knownAs, ...formerNames.map(name => name.givenName)]),
      familyNames: distinct([surname, ...formerNames.map(name => name.surname)]),
      dateOfBirth: person.dateOfBirthKnown ? person.dateOfBirth : null,
      sex: sexOf(person.gender),
      postcodeSector: person.homePostcodeSector,
    },
  }
}

const distinct = (names: readonly (string | null)[]): readonly string[] => [
  ...new Set(names.filter(name => name !== null).filter(name => name !== '')),
]

/** The nominal as shown. A date of birth the force only estimates is not shown as one. */
export function nominalOf(id: string, person: Person): Records.PoliceNominal {
  const formerNames = person.formerNames.map(name => `${name.givenName} ${name.surname}`)
  return {
    nominalId: id,
    pncId: person.pncId,
    givenNames: [...person.givenName, ...person.middleName],
    familyName: person.surname,
    dateOfBirth: person.dateOfBirthKnown ? person.dateOfBirth : null,
    aliases: distinct([person.knownAs, ...person.aliases, ...formerNames]),
    description: person.personDescription,
    lastPoliceProtectionAt: person.lastPoliceProtectionAt,
    mergedFrom: person.mergedFrom,
    servicesKnownTo: person.servicesKnownTo ?? null,
  }
}

/** The resources a relation of the person names. A relation or resource that did not come is a fault, not "none". */
function related<T extends z.ZodType>({ data, included }: PersonDocument, relation: string, shape: T): z.output<T>[] {
  const ids = data.relationships[relation]?.data
  if (ids === undefined) throw new SourceFault('MALFORMED')
  const wanted = ids === null ? [] : Array.isArray(ids) ? ids : [ids]
  return wanted.map(({ type, id }) => {
    const found = included.find(resource => resource.type === type && resource.id === id)
    return parsed(shape, found?.attributes)
  })
}

/** Markers in words; a code that nobody knows stays, and says so. */
export function markersOf(document: PersonDocument): readonly Records.PoliceMarker[] {
  return related(document, 'warningMarkers', wire.marker).map(({ code, ...rest }) => ({
    marker: markerOf(code),
    ...rest,
    linkedRisk: linkedRiskOf(code),
  }))
}

/** People known to go with the child, as text. */
export const associatesOf = (document: PersonDocument): readonly Records.Associate[] =>
  related(document, 'associates', wire.associate)

/** Vehicles linked to the child. */
export const vehiclesOf = (document: PersonDocument): readonly Records.Vehicle[] =>
  related(document, 'vehicles', wire.vehicle)

/** The officer in the case and the missing-person coordinator, where there are any. */
export function officersOf(document: PersonDocument): readonly Involvement[] {
  const as = (relation: string, role: Bilingual): Involvement[] =>
    related(document, relation, wire.officer).map(({ collarNumber, force, ...officer }) => ({
      ...officer,
      role,
      agency: 'POLICE',
      organisation: force,
      from: null,
      until: null,
      staffRef: collarNumber,
      reveals: 'POLICE_RECORD',
    }))
  return [...as('officerInCase', OFFICER_IN_CASE), ...as('missingPersonCoordinator', COORDINATOR)]
}

/** An occurrence under the force's reference. */
export const occurrenceOf = (row: Resource): Records.Occurrence => ({
  reference: row.id,
  ...parsed(wire.occurrence, row.attributes),
})

/** A public protection notice under the force's reference. */
export const noticeOf = (row: Resource): Records.ProtectionNotice => ({
  reference: row.id,
  ...parsed(wire.notice, row.attributes),
})

/** A time in custody. */
export const custodyOf = (row: Resource): Records.CustodyEvent => parsed(wire.custody, row.attributes)

/** A bail condition. */
export const bailOf = (row: Resource): Records.BailCondition => parsed(wire.bail, row.attributes)

/** A report with its grades. One that is not freely shareable is for the audience of code C, which holds no carer and no
 * school; so that handling comes before the one for reports about a carer or a school. */
export function reportOf(row: Resource): Records.IntelligenceReport {
  if (row.attributes['restricted'] === true) return keptBackOf(row)
  const { scheme, source, information, handling, about, ...rest } = parsed(wire.report, row.attributes)
  const report: Records.IntelligenceReport = {
    reference: row.id,
    scheme,
    sourceGrade: gradeOf(scheme, 'source', source),
    informationGrade: gradeOf(scheme, 'information', information),
    handling: gradeOf(scheme, 'handling', handling),
    ...rest,
    keptBack: false,
    desk: null,
  }
  if (!sharedFreely(scheme, handling)) return restrain(report, { code: 'INTELLIGENCE_C' })
  if (about === null) return report
  if (about === 'CARER') return restrain(report, { code: 'ABOUT_CARER' })
  if (about === 'SCHOOL') return restrain(report, { code: 'ABOUT_SCHOOL' })
  // About somebody the gateway has no audience for: the narrowest one.
  return restrain(report, { code: 'INTELLIGENCE_C' })
}

function keptBackOf(row: Resource): Records.IntelligenceReport {
  const { handling, contact } = parsed(wire.keptBackReport, row.attributes)
  const report: Records.IntelligenceReport = {
    reference: row.id,
    recordedAt: null,
    scheme: null,
    sourceGrade: null,
    informationGrade: null,
    // A stub does not name its scheme; both have their own letters or digits.
    handling: gradeOf(/^\d$/.test(handling) ? '5x5x5' : '3x5x2', 'handling', handling),
    conditions: null,
    text: null,
    keptBack: true,
    desk: contact,
  }
  return restrain(report, { code: 'INTELLIGENCE_C' })
}
