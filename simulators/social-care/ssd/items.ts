// Region rows as SSD items. Field names follow the Standard Safeguarding Dataset where it has one; README.md says which.
import type { SocialCareRow } from '../../region/model.js'
import { birthRange, undisclosed, welshPlacementText, type Rows } from '../rows.js'

type Item = Readonly<Record<string, unknown>>
type Lister = (row: SocialCareRow, rows: Rows) => readonly Item[]

/** 903 codes since 2024-25; `I` for neither is assumed. */
const SEXES = { FEMALE: 'F', MALE: 'M', OTHER: 'I', UNKNOWN: 'U' } as const
const ROLES: Readonly<Record<SocialCareRow['involvements'][number]['role'], string>> = {
  WORKER: 'Allocated Case Worker',
  IRO: 'IRO',
  CP_CHAIR: 'CP Chair',
  OTHER: 'Involved Professional',
}

const letter = (value: boolean | null): 'Y' | 'N' | null => (value === null ? null : value ? 'Y' : 'N')

/** A child under the id given, and the id it had before a merge. */
export function childItem(row: SocialCareRow, id: string, legacyId: string | null): Item {
  const home = row.addresses.find(one => one.use === 'HOME' && one.until === null)
  return {
    pers_person_id: id,
    pers_legacy_id: legacyId,
    pers_common_child_id: row.nhsNumber,
    pers_upn: row.upn ?? 'UN5',
    pers_forename: row.givenName,
    pers_middle_names: row.middleNames,
    pers_surname: row.familyName,
    pers_known_as: row.knownAs,
    pers_alternative_names: row.formerNames.map(one => ({
      forename: one.givenName,
      surname: one.familyName,
      use: one.use,
    })),
    pers_sex: SEXES[row.sex],
    pers_dob: birthRange(row).lower,
    pers_dob_latest: birthRange(row).upper,
    pers_dob_estimated: letter(row.dateOfBirthEstimated),
    pers_ethnicity: row.ethnicity,
    pers_language: row.language,
    pers_interpreter: row.language === 'other' ? 'Y' : null,
    pers_postcode: home && !undisclosed(row, home.postcode, home.doNotDisclose) ? home.postcode : null,
    responsible_la: row.responsibleLa,
    responsible_la_child_id: row.responsibleLaChildId,
    host_la: row.hostLa,
    record_protection: row.protection,
  }
}

const episodes: Lister = row =>
  row.statuses.map(one => ({
    epis_kind: one.kind,
    epis_start_date: one.from,
    epis_end_date: one.until,
    epis_end_reason: one.endReason,
  }))

const placements: Lister = row =>
  row.placements.map(one => ({
    clap_cla_placement_type: null,
    clap_cla_placement_type_text: welshPlacementText(one.type),
    clap_cla_placement_provider: one.provider,
    clap_cla_placement_urn: one.urn,
    clap_cla_placement_name: one.name,
    clap_cla_placement_postcode: one.postcode,
    clap_cla_placement_telephone: one.phone,
    clap_cla_placement_distance: one.distance,
    clap_cla_placement_start_date: one.from,
    clap_cla_placement_end_date: one.until,
    clap_cla_placement_change_reason: one.changeReason,
    clap_do_not_disclose: letter(one.doNotDisclose),
  }))

const legalStatuses: Lister = row =>
  row.legal.map(one => ({
    lega_legal_status: one.code,
    lega_legal_status_start_date: one.from,
    lega_legal_status_end_date: one.until,
  }))

const plans: Lister = row =>
  row.plans.map(one => ({
    cppl_cp_plan_start_date: one.from,
    cppl_cp_plan_end_date: one.until,
    cppl_cp_plan_latest_category: one.category,
    cppl_cp_plan_ola: letter(one.otherLa),
  }))

const missingEpisodes: Lister = row =>
  row.episodes.map(one => ({
    miss_table_id: one.ref,
    miss_missing_episode_start_date: one.from,
    miss_missing_episode_type: one.type,
    miss_missing_episode_end_date: one.until,
    miss_missing_rhi_offered: one.interviewOffered,
    miss_missing_rhi_accepted: one.interviewAccepted,
  }))

const involvements: Lister = (row, rows) =>
  row.involvements.map(one => {
    const worker = rows.staff.get(one.staffRef)
    return {
      invo_professional_id: one.staffRef,
      invo_professional_role_id: ROLES[one.role],
      invo_professional_team: one.team,
      invo_involvement_start_date: one.from,
      invo_involvement_end_date: one.until,
      prof_professional_name: worker?.name ?? null,
      prof_social_worker_registration_no: worker?.registration ?? null,
      prof_organisation: rows.authorityName(worker?.organisation ?? rows.gss),
      prof_telephone: worker?.phone ?? null,
      prof_email: worker?.email ?? null,
    }
  })

const assessments: Lister = row =>
  row.assessments.map(one => ({
    cina_assessment_type: one.type,
    cina_assessment_start_date: one.from,
    cina_assessment_auth_date: one.until,
    cinf_assessment_factors: one.factors,
    cina_assessment_outcome: one.outcome,
  }))

const contacts: Lister = row =>
  row.referrals.map(one => ({
    cont_contact_date: one.on,
    cont_contact_source_code: one.source,
    cont_contact_outcome: one.outcome,
  }))

const relationships: Lister = row =>
  row.relatives.map(one => ({
    rela_relationship_type: one.relationship,
    rela_name: one.name,
    rela_parental_responsibility: letter(one.parentalResponsibility),
    rela_contact_restriction: one.contact,
    rela_same_household: letter(one.sameHousehold),
    rela_telephone: one.phone,
    rela_dob: one.dateOfBirth,
    rela_priority: one.priority,
  }))

const addresses: Lister = row =>
  row.addresses.map(one => ({
    addr_address_type: one.use,
    addr_address_lines: one.lines,
    addr_address_town: one.town,
    addr_address_postcode: one.postcode,
    addr_address_uprn: one.uprn,
    addr_address_la: one.gss,
    addr_address_start_date: one.from,
    addr_address_end_date: one.until,
    addr_do_not_disclose: letter(undisclosed(row, one.postcode, one.doNotDisclose)),
  }))

const telephones: Lister = row =>
  row.phones.map(one => ({ tele_owner: one.owner, tele_number: one.number, tele_type: one.use }))

const alerts: Lister = row =>
  row.alerts.map(one => ({
    aler_alert_code: one.code,
    aler_alert_start_date: one.from,
    aler_alert_end_date: one.until,
    aler_alert_note: one.note,
  }))

const chronology: Lister = row =>
  row.chronology.map(one => ({
    chro_entry_date: one.at,
    chro_entry_type: one.type === 'BEHAVIOURS01' ? 'Missing from home or care' : one.type,
    chro_entry_text: one.text,
  }))

const meetings: Lister = row =>
  row.meetings.map(one => ({ meet_type: one.type, meet_date: one.on, meet_decision: one.decision }))

/** What hangs on a child: the path of each collection, the prefix of its owner field, and its items. */
export const COLLECTIONS: Readonly<Record<string, readonly [prefix: string, items: Lister]>> = {
  episodes: ['epis', episodes],
  placements: ['clap', placements],
  'legal-statuses': ['lega', legalStatuses],
  'cp-plans': ['cppl', plans],
  'missing-episodes': ['miss', missingEpisodes],
  involvements: ['invo', involvements],
  assessments: ['cina', assessments],
  contacts: ['cont', contacts],
  relationships: ['rela', relationships],
  addresses: ['addr', addresses],
  telephones: ['tele', telephones],
  alerts: ['aler', alerts],
  chronology: ['chro', chronology],
  meetings: ['meet', meetings],
}
