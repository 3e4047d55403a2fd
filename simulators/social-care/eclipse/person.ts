// One region row as an Eclipse Person. Lists are functions, so that what a query does not select costs nothing.
import type { SimRequest } from '../../kit/system.js'
import type { AddressRow, RelativeRow, SocialCareRow } from '../../region/model.js'
import { birthRange, holds, undisclosed, welshPlacementText, type Rows } from '../rows.js'

const GENDERS = { FEMALE: 'FEMALE', MALE: 'MALE', OTHER: 'INDETERMINATE', UNKNOWN: 'UNKNOWN' } as const
const CLASSIFICATIONS: Readonly<Record<SocialCareRow['statuses'][number]['kind'], string>> = {
  CIN: 'Child in need',
  CP: 'Child protection plan',
  LAC: 'Looked after',
  LEAVER: 'Care leaver',
}
const coded = (code: string | null, name: string | null = null) => (code === null ? null : { code, name })
const midnight = (day: string | null) => (day === null || day.includes('T') ? day : `${day}T00:00:00Z`)
const isWarning = (code: string) => !code.startsWith('ALERT')

/** The person under the id asked: with the wrong-child fault on, another child's record under that id. */
export function personOf(row: SocialCareRow, id: string, rows: Rows, request: SimRequest) {
  const authority = (gss: string | null) => (gss === null ? null : { gssCode: gss, name: rows.authorityName(gss) })
  return {
    __typename: 'Person',
    id,
    objectVersion: 1,
    personIdentifier: id,
    forename: row.givenName,
    middleNames: row.middleNames,
    surname: row.familyName,
    knownAs: row.knownAs,
    alternateNames: () =>
      row.formerNames.map(one => ({ forename: one.givenName, surname: one.familyName, type: one.use })),
    nhsNumber: row.nhsNumber,
    gender: GENDERS[row.sex],
    dateOfBirth: () => ({ ...birthRange(row), mask: row.dateOfBirthMask }),
    dateOfBirthEstimated: row.dateOfBirthEstimated,
    ethnicity: coded(row.ethnicity),
    firstLanguage: coded(row.language),
    interpreterRequired: row.language === 'other' ? true : null,
    addresses: () => addressesOf(row, rows),
    preferredAddress: () => preferred(row, rows, request),
    telephoneContacts: () => row.phones.map(one => ({ owner: one.owner, number: one.number, type: one.use })),
    referenceNumbers: () => [
      ...(row.upn === null ? [] : [{ type: 'UPN', referenceNumber: row.upn }]),
      ...(row.responsibleLaChildId === null
        ? []
        : [{ type: 'RESPLA_CHILDID', referenceNumber: row.responsibleLaChildId }]),
    ],
    classificationAssignments: () =>
      row.statuses.map(one => ({
        classification: {
          code: one.kind,
          codePath: `STATUS/${one.kind}`,
          name: CLASSIFICATIONS[one.kind],
          significantWhenCurrent: true,
        },
        startDateTime: midnight(one.from),
        endDateTime: midnight(one.until),
        endReason: one.endReason,
        status: holds(one.until, request) ? 'ACTIVE' : 'CLOSED',
        assignmentDateStatus: holds(one.until, request) ? 'CURRENT' : 'PAST',
      })),
    alertAssignments: () => [...row.alerts.filter(one => !isWarning(one.code)).map(assignment), ...missingAlerts(row)],
    warningAssignments: () => [
      ...row.alerts.filter(one => isWarning(one.code)).map(assignment),
      ...(row.protection === null
        ? []
        : [{ type: `PROTECTED_${row.protection}`, startDate: null, endDate: null, notes: null }]),
    ],
    personRelationships: ({ kinds }: { kinds?: readonly string[] }) =>
      row.relatives.map(relationOf).filter(one => !kinds || kinds.includes(one.kind)),
    keyPersonRelationships: ({ relationshipAttributes }: { relationshipAttributes: readonly string[] }) =>
      row.relatives
        .map((one, index) => ({ relationshipId: `R${String(index + 1)}`, attributes: attributesOf(one) }))
        .filter(one => one.attributes.some(attribute => relationshipAttributes.includes(attribute))),
    legalStatuses: () => row.legal.map(one => ({ type: coded(one.code), startDate: one.from, endDate: one.until })),
    childProtectionPlans: () =>
      row.plans.map(one => ({
        startDate: one.from,
        endDate: one.until,
        latestCategory: coded(one.category),
        otherAuthority: one.otherLa,
      })),
    placements: () =>
      row.placements.map(one => ({
        kind: { system: 'wg-cla', code: null, text: welshPlacementText(one.type) },
        provider: coded(one.provider),
        urn: one.urn,
        name: one.name,
        postcode: one.postcode,
        telephone: one.phone,
        distanceMiles: one.distance,
        startDate: one.from,
        endDate: one.until,
        changeReason: coded(one.changeReason),
        doNotDisclose: one.doNotDisclose,
      })),
    responsibleLocalAuthority: authority(row.responsibleLa),
    hostLocalAuthority: authority(row.hostLa),
    assessments: () =>
      row.assessments.map(one => ({
        type: one.type,
        startDate: one.from,
        endDate: one.until,
        factors: one.factors,
        outcome: one.outcome,
      })),
    referrals: () => row.referrals.map(one => ({ date: one.on, source: coded(one.source), outcome: one.outcome })),
    meetings: () => row.meetings.map(one => ({ type: one.type, date: one.on, decision: one.decision })),
    duplicateStatus: null,
    duplicateMasterId: null,
    securedContext: {
      subjectAccessAllowed: true,
      subjectRestrictedViaLock: row.lockedTo !== null,
      subjectLockOwner: row.lockedTo?.[0] ?? null,
    },
    securityMetaData: {
      secured: row.lockedTo !== null,
      readSummary: true,
      readDetail: true,
      write: false,
      admin: false,
    },
  }
}

const assignment = (one: SocialCareRow['alerts'][number]) => ({
  type: one.code,
  startDate: one.from,
  endDate: one.until,
  notes: one.note,
})

/** A child missing now carries ALERT04, unless a worker has put one on already. */
function missingAlerts(row: SocialCareRow) {
  const open = row.episodes.find(one => one.until === null)
  if (!open || row.alerts.some(one => one.code === 'ALERT04' && one.until === null)) return []
  return [{ type: 'ALERT04', startDate: open.from.slice(0, 10), endDate: null, notes: null }]
}

function addressOf(row: SocialCareRow, one: AddressRow, rows: Rows) {
  return {
    type: one.use === 'PLACEMENT' ? 'PLACEMENT' : 'HOME',
    usage: one.use === 'FORMER' ? 'PREVIOUS' : one.use === 'TEMPORARY' ? 'TEMPORARY' : 'PERMANENT',
    preferred: one.use === 'PLACEMENT' || one.use === 'HOME',
    doNotDisclose: undisclosed(row, one.postcode, one.doNotDisclose),
    location: {
      lines: one.lines,
      town: one.town,
      postcode: one.postcode,
      uprn: one.uprn,
      localAuthority: one.gss === null ? null : { gssCode: one.gss, name: rows.authorityName(one.gss) },
    },
    startDate: one.from,
    endDate: one.until,
  }
}

const addressesOf = (row: SocialCareRow, rows: Rows) => row.addresses.map(one => addressOf(row, one, rows))

/** Eclipse prefers PLACEMENT, then HOME, then EMERGENCY, then WORK. */
function preferred(row: SocialCareRow, rows: Rows, request: SimRequest) {
  const current = row.addresses.filter(one => one.use !== 'FORMER' && holds(one.until, request))
  const one = current.find(address => address.use === 'PLACEMENT') ?? current[0]
  return one ? addressOf(row, one, rows) : null
}

function attributesOf(one: RelativeRow): readonly string[] {
  return [
    ...(one.parentalResponsibility === true ? ['PARENTAL_RESPONSIBILITY'] : []),
    ...(one.contact === 'NONE' ? ['NON_CONTACT'] : []),
    ...(one.contact === 'RESTRICTED' ? ['RESTRICTED_CONTACT'] : []),
  ]
}

const relationOf = (one: RelativeRow, index: number) => ({
  id: `R${String(index + 1)}`,
  kind: one.relationship === 'OTHER' || one.relationship === 'FOSTER_CARER' ? 'SOCIAL' : 'FAMILIAL',
  type: coded(one.relationship),
  person: { name: one.name, dateOfBirth: one.dateOfBirth, telephone: one.phone },
  sameHousehold: one.sameHousehold,
  priority: one.priority,
})
