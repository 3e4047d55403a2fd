// A child of whom nothing is recorded, to be given what a test needs.
import type { SocialCareRow } from '../../../simulators/region/model.js'

export const GSS = 'W06000022'

/** A child with nothing recorded. */
export function plainRow(laChildId: string, changes: Partial<SocialCareRow> = {}): SocialCareRow {
  return {
    personId: `person-${laChildId}`,
    gss: GSS,
    laChildId,
    givenName: 'Owain',
    middleNames: null,
    familyName: `Rees ${laChildId}`,
    knownAs: null,
    formerNames: [],
    dateOfBirth: '2011-09-30',
    dateOfBirthMask: 'DAY',
    dateOfBirthEstimated: false,
    sex: 'MALE',
    ethnicity: null,
    language: 'en',
    addresses: [],
    relatives: [],
    phones: [],
    nhsNumber: null,
    upn: null,
    responsibleLaChildId: null,
    responsibleLa: GSS,
    hostLa: null,
    statuses: [],
    legal: [],
    plans: [],
    placements: [],
    involvements: [],
    alerts: [],
    assessments: [],
    chronology: [],
    referrals: [],
    meetings: [],
    episodes: [],
    lockedTo: null,
    protection: null,
    ...changes,
  }
}
