// From the charity's rows to the domain. Pure: what does not fit the wire shape is a SourceFault('MALFORMED').
import { DateTime } from 'luxon'
import { restrain, type Involvement, type Subject } from '../../agency.js'
import type { AgencyKind, Records } from '../../../types/index.js'
import { parsed } from '../../wire.js'
import { audienceOf, DEBRIEF_WORKER, languageOf, outcomeOf, serviceOf, sexOf } from './codes.js'
import * as wire from './upstream.js'
import type { Client, ListRow } from './upstream.js'

/** The date of birth where it is known to the day. */
const born = (client: Client): string | null =>
  client.dateOfBirthPrecision === 'day' && !client.dateOfBirthEstimated ? client.dateOfBirth : null

const distinct = (names: readonly (string | null)[]): readonly string[] => [
  ...new Set(names.filter(name => name !== null).filter(name => name !== '')),
]

/** Who the charity says the client is, by every name it has. */
export function subjectOf(client: Client): Subject {
  return {
    nhsNumber: null,
    nhsNumberVerified: false,
    upn: null,
    formerUpns: [],
    demographics: {
      givenNames: distinct([client.firstName, client.preferredName, ...client.otherNames.map(name => name.firstName)]),
      familyNames: distinct([client.lastName, ...client.otherNames.map(name => name.lastName)]),
      dateOfBirth: born(client),
      sex: sexOf(client.gender),
      postcodeSector: client.postcodeSector,
    },
  }
}

/** The client's identity. The charity holds no number of another agency. */
export function identityOf(client: Client): Records.IdentityRecord {
  return {
    givenName: client.firstName,
    middleNames: client.middleNames,
    familyName: client.lastName,
    knownAs: client.preferredName,
    otherNames: client.otherNames.map(name => ({
      givenName: name.firstName,
      familyName: name.lastName,
      use: name.kind,
    })),
    dateOfBirth: born(client),
    dateOfBirthRange: bornBetween(client),
    dateOfBirthEstimated: client.dateOfBirthEstimated,
    sex: sexOf(client.gender),
    ethnicity: null,
    language: languageOf(client.language),
    interpreterNeeded: 'NOT_RECORDED',
    communicationNeeds: null,
    nhsNumber: null,
    nhsNumberStatus: 'NOT_STATED',
    upn: null,
    localIds: [{ type: 'Debrief service client number', value: client.id }],
    deceasedOn: null,
  }
}

function bornBetween(client: Client): Records.DateRange | null {
  if (client.dateOfBirth === null || born(client) !== null) return null
  const day = DateTime.fromISO(client.dateOfBirth, { zone: 'utc' })
  const unit = client.dateOfBirthPrecision
  return { earliest: day.startOf(unit).toISODate(), latest: day.endOf(unit).toISODate() }
}

/** A return interview. */
export function debriefOf(row: ListRow): Records.Debrief {
  const { episodeRef, outcome, withinTarget, wouldHelp, ...rest } = parsed(wire.debrief, row)
  return {
    episodeReference: episodeRef,
    outcome: outcomeOf(outcome),
    withinTarget: withinTarget === null ? 'NOT_RECORDED' : withinTarget ? 'YES' : 'NO',
    whatWouldHelp: wouldHelp,
    // In the charity's record neither is apart from the account.
    ...{ provider: null, places: null, companions: null },
    ...rest,
  }
}

/** An account is for those the child agreed to, and for the charity the child told. A word that nobody knows widens
 * nothing, and is shown as such. */
export function accountOf(row: ListRow, holder: AgencyKind): Records.ChildAccount {
  const { audience, ...rest } = parsed(wire.account, row)
  const agreed = audience.map(audienceOf)
  const known = agreed.filter(kind => kind !== null)
  const account = { ...rest, agreedAudience: agreed.map(kind => kind ?? 'UNRECOGNISED') }
  return restrain(account, { code: 'ACCOUNT_AUDIENCE', audience: [...known, holder] })
}

/** Mediation between child and family. */
export const mediationOf = (row: ListRow): Records.Mediation => parsed(wire.mediation, row)

/** A referral to another service. */
export function referralOf(row: ListRow): Records.OnwardReferral {
  const { service, ...rest } = parsed(wire.referral, row)
  return { service: serviceOf(service), ...rest }
}

/** A worker of the organisation that runs the system, by its name in the gateway's settings. */
export function workerOf(row: ListRow, organisation: string): Involvement {
  const { ref, ...rest } = parsed(wire.worker, row)
  return {
    ...rest,
    role: DEBRIEF_WORKER,
    agency: 'THIRD_SECTOR',
    organisation,
    staffRef: ref,
    reveals: 'DEBRIEF_OUTCOME',
  }
}
