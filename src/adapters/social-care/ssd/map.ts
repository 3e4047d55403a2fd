// SSD field names into the domain. Pure: what is not here was not asked.
import type { Records } from '../../../types/index.js'
import type { ChildFacts, IdentityFacts } from '../child.js'
import { coded, combined, worded } from '../codes.js'
import {
  ABUSE_CATEGORY,
  LEGAL_STATUS,
  PLACEMENT_CHANGE,
  PLACEMENT_TEXT,
  PLACEMENT_TYPE,
  PROVIDER,
} from '../codes/care.js'
import { ALERT, ASSESSMENT_FACTOR, REFERRAL_SOURCE } from '../codes/concerns.js'
import { RELATIONSHIP } from '../codes/people.js'
import { address, placements, type EpisodeFacts, type WorkerFacts } from '../records.js'
import { current, day, moment, plainNumber, sexOf, upnOf, yesNo } from '../values.js'
import type { ChildItem, Row } from './upstream.js'

/** Who the record is about. */
export function childFacts(item: ChildItem): ChildFacts {
  const estimated = item.pers_dob_estimated
  return {
    id: item.pers_person_id,
    forename: item.pers_forename,
    surname: item.pers_surname,
    knownAs: item.pers_known_as,
    otherNames: item.pers_alternative_names,
    birth: {
      lower: item.pers_dob,
      upper: item.pers_dob_latest,
      exact: item.pers_dob !== null && item.pers_dob === item.pers_dob_latest && estimated !== 'Y',
      estimated: estimated === null ? null : estimated === 'Y',
    },
    sex: sexOf(item.pers_sex),
    nhsNumber: plainNumber(item.pers_common_child_id),
    upn: upnOf(item.pers_upn),
    formerUpns: [],
    // The entry does not say whether the address may be disclosed, so nothing is taken of its postcode.
    homePostcode: null,
  }
}

export function identityFacts(item: ChildItem): IdentityFacts {
  const id = (type: string, value: string | null) => (value === null ? [] : [{ type, value }])
  return {
    middleNames: item.pers_middle_names,
    ethnicity: item.pers_ethnicity,
    language: item.pers_language,
    interpreter: yesNo(item.pers_interpreter),
    localIds: [...id('RESPLA_CHILDID', item.responsible_la_child_id), ...id('LEGACY_ID', item.pers_legacy_id)],
  }
}

const USES: Readonly<Record<string, Records.AddressUse>> = {
  HOME: 'HOME',
  PLACEMENT: 'PLACEMENT',
  TEMPORARY: 'TEMPORARY',
  FORMER: 'FORMER',
}

function addressUse(one: Row<'addresses'>, on: string): Records.AddressUse {
  if (!current(day(one.addr_address_end_date), on)) return 'FORMER'
  return USES[one.addr_address_type ?? ''] ?? 'OTHER'
}

/** Addresses, current first, and telephone numbers. The dataset holds no e-mail addresses of families. */
export function contact(
  addresses: readonly Row<'addresses'>[],
  phones: readonly Row<'telephones'>[],
  on: string,
): Records.ContactRecord {
  const former = (one: Records.Address) => (one.use === 'FORMER' ? 1 : 0)
  const mapped = addresses.map(one =>
    address(
      {
        use: addressUse(one, on),
        lines: one.addr_address_lines,
        town: one.addr_address_town,
        postcode: one.addr_address_postcode,
        uprn: one.addr_address_uprn,
        from: day(one.addr_address_start_date),
        until: day(one.addr_address_end_date),
      },
      one.addr_do_not_disclose === 'Y',
    ),
  )
  return {
    addresses: mapped.toSorted((a, b) => former(a) - former(b)),
    phones: phones.map(one => ({ owner: one.tele_owner, number: one.tele_number, use: one.tele_type })),
    emails: null,
  }
}

/** The authority area of the current home address. */
export const homeAuthority = (all: readonly Row<'addresses'>[], on: string): string | null =>
  all.find(one => addressUse(one, on) === 'HOME')?.addr_address_la ?? null

const RESTRICTIONS: Readonly<Record<string, Records.ContactRestriction>> = {
  NONE: 'NO_CONTACT',
  RESTRICTED: 'RESTRICTED',
}

/** The people round the child. A restriction in words nobody knows counts as one. */
export function family(all: readonly Row<'relationships'>[]): Records.FamilyRecord {
  const restriction = (value: string | null): Records.ContactRestriction =>
    value === null ? 'NONE_RECORDED' : (RESTRICTIONS[value.toUpperCase()] ?? 'RESTRICTED')
  return {
    people: all.map(one => ({
      name: one.rela_name,
      relationship: coded(RELATIONSHIP, one.rela_relationship_type),
      parentalResponsibility: yesNo(one.rela_parental_responsibility),
      contactRestriction: restriction(one.rela_contact_restriction),
      sameHousehold: yesNo(one.rela_same_household),
      phone: one.rela_telephone,
      dateOfBirth: day(one.rela_dob),
      risks: null,
      priority: one.rela_priority,
    })),
  }
}

export const worker = (one: Row<'involvements'>): WorkerFacts => ({
  staffRef: one.invo_professional_id,
  name: one.prof_professional_name,
  role: one.invo_professional_role_id,
  team: one.invo_professional_team,
  organisation: one.prof_organisation,
  phone: one.prof_telephone,
  email: one.prof_email,
  from: one.invo_involvement_start_date,
  until: one.invo_involvement_end_date,
})

export const episode = (one: Row<'missing-episodes'>): EpisodeFacts => ({
  reference: one.miss_table_id,
  from: one.miss_missing_episode_start_date,
  until: one.miss_missing_episode_end_date,
  type: one.miss_missing_episode_type,
  offered: one.miss_missing_rhi_offered,
  accepted: one.miss_missing_rhi_accepted,
})

/** Adoption, refuge, witness protection: whatever the word, a mark is a mark. */
export const isProtected = (item: ChildItem): boolean => item.record_protection !== null

export const careAlerts = (all: readonly Row<'alerts'>[]): readonly Records.CareAlert[] =>
  all.map(one => ({
    alert: coded(ALERT, one.aler_alert_code),
    from: day(one.aler_alert_start_date),
    until: day(one.aler_alert_end_date),
    note: one.aler_alert_note,
  }))

export const legalOrders = (
  all: readonly Row<'legal-statuses'>[],
  nation: 'wales' | 'england',
): readonly Records.LegalOrder[] =>
  all.map(one => ({
    order: coded(LEGAL_STATUS[nation], one.lega_legal_status),
    from: day(one.lega_legal_status_start_date),
    until: day(one.lega_legal_status_end_date),
  }))

export const protectionPlans = (all: readonly Row<'cp-plans'>[]): readonly Records.ProtectionPlan[] =>
  all.map(one => ({
    from: day(one.cppl_cp_plan_start_date),
    until: day(one.cppl_cp_plan_end_date),
    category: combined(ABUSE_CATEGORY, one.cppl_cp_plan_latest_category),
    otherAuthority: yesNo(one.cppl_cp_plan_ola),
  }))

export const carePlacements = (all: readonly Row<'placements'>[], on: string): readonly Records.Placement[] =>
  placements(
    all.map(one => ({
      type:
        one.clap_cla_placement_type === null
          ? worded(PLACEMENT_TEXT, one.clap_cla_placement_type_text)
          : coded(PLACEMENT_TYPE, one.clap_cla_placement_type),
      provider: coded(PROVIDER, one.clap_cla_placement_provider),
      urn: one.clap_cla_placement_urn,
      name: one.clap_cla_placement_name,
      postcode: one.clap_cla_placement_postcode,
      phone: one.clap_cla_placement_telephone,
      distanceMiles: one.clap_cla_placement_distance,
      from: day(one.clap_cla_placement_start_date),
      until: day(one.clap_cla_placement_end_date),
      changeReason: coded(PLACEMENT_CHANGE, one.clap_cla_placement_change_reason),
      hidden: one.clap_do_not_disclose === 'Y',
    })),
    on,
  )

export const assessments = (all: readonly Row<'assessments'>[]): readonly Records.Assessment[] =>
  all.map(one => ({
    type: one.cina_assessment_type,
    startedOn: day(one.cina_assessment_start_date),
    completedOn: day(one.cina_assessment_auth_date),
    factors: one.cinf_assessment_factors?.flatMap(factor => coded(ASSESSMENT_FACTOR, factor) ?? []) ?? null,
    outcome: one.cina_assessment_outcome,
  }))

export const chronology = (all: readonly Row<'chronology'>[]): readonly Records.ChronologyEntry[] =>
  all.map(one => ({ at: moment(one.chro_entry_date), type: one.chro_entry_type, text: one.chro_entry_text }))

export const referrals = (all: readonly Row<'contacts'>[]): readonly Records.CareReferral[] =>
  all.map(one => ({
    receivedOn: day(one.cont_contact_date),
    source: coded(REFERRAL_SOURCE, one.cont_contact_source_code),
    outcome: one.cont_contact_outcome,
  }))

export const meetings = (all: readonly Row<'meetings'>[]): readonly Records.CareMeeting[] =>
  all.map(one => ({ type: one.meet_type, on: day(one.meet_date), decision: one.meet_decision }))
