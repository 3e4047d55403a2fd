// The wire shapes of the SSD REST interface. Fields are required and may be null: a field that is renamed or left out is
// a different answer from one that says "none".
import { z } from 'zod'

const text = z.string().nullable()
const person = z.string()

/** A child. */
export const childItem = z.object({
  pers_person_id: person,
  pers_legacy_id: text,
  pers_common_child_id: text,
  pers_upn: text,
  pers_forename: z.string(),
  pers_middle_names: text,
  pers_surname: z.string(),
  pers_known_as: text,
  pers_alternative_names: z.array(z.object({ forename: text, surname: text, use: text })),
  pers_sex: text,
  pers_dob: text,
  pers_dob_latest: text,
  pers_dob_estimated: text,
  pers_ethnicity: text,
  pers_language: text,
  pers_interpreter: text,
  pers_postcode: text,
  responsible_la: text,
  responsible_la_child_id: text,
  host_la: text,
  record_protection: text,
})
export type ChildItem = z.output<typeof childItem>

/** An entry of a list: a child, or the id of one that is kept back. */
export const listedChild = z.union([z.object({ pers_person_id: person, restricted: z.literal(true) }), childItem])
export type ListedChild = z.output<typeof listedChild>

/** One page of anything; each item is checked by whoever asked for it. */
export const pageBody = z.object({
  items: z.array(z.record(z.string(), z.unknown())),
  total: z.number().int(),
  offset: z.number().int(),
})

/** RFC 9457 problem details, as far as they decide anything. */
export const problemBody = z.object({ type: z.string() })

/** The collections below a child. `owner` is each item's own word on whose it is. */
export const COLLECTIONS = {
  episodes: collection('epis_person_id', {
    epis_kind: z.string(),
    epis_start_date: text,
    epis_end_date: text,
    epis_end_reason: text,
  }),
  placements: collection('clap_person_id', {
    clap_cla_placement_type: text,
    clap_cla_placement_type_text: text,
    clap_cla_placement_provider: text,
    clap_cla_placement_urn: text,
    clap_cla_placement_name: text,
    clap_cla_placement_postcode: text,
    clap_cla_placement_telephone: text,
    clap_cla_placement_distance: z.number().nullable(),
    clap_cla_placement_start_date: text,
    clap_cla_placement_end_date: text,
    clap_cla_placement_change_reason: text,
    clap_do_not_disclose: text,
  }),
  'legal-statuses': collection('lega_person_id', {
    lega_legal_status: text,
    lega_legal_status_start_date: text,
    lega_legal_status_end_date: text,
  }),
  'cp-plans': collection('cppl_person_id', {
    cppl_cp_plan_start_date: text,
    cppl_cp_plan_end_date: text,
    cppl_cp_plan_latest_category: text,
    cppl_cp_plan_ola: text,
  }),
  'missing-episodes': collection('miss_person_id', {
    miss_table_id: text,
    miss_missing_episode_start_date: z.string(),
    miss_missing_episode_type: text,
    miss_missing_episode_end_date: text,
    miss_missing_rhi_offered: text,
    miss_missing_rhi_accepted: text,
  }),
  involvements: collection('invo_person_id', {
    invo_professional_id: text,
    invo_professional_role_id: text,
    invo_professional_team: text,
    invo_involvement_start_date: text,
    invo_involvement_end_date: text,
    prof_professional_name: text,
    prof_organisation: text,
    prof_telephone: text,
    prof_email: text,
  }),
  assessments: collection('cina_person_id', {
    cina_assessment_type: text,
    cina_assessment_start_date: text,
    cina_assessment_auth_date: text,
    cinf_assessment_factors: z.array(z.string()).nullable(),
    cina_assessment_outcome: text,
  }),
  contacts: collection('cont_person_id', {
    cont_contact_date: text,
    cont_contact_source_code: text,
    cont_contact_outcome: text,
  }),
  relationships: collection('rela_person_id', {
    rela_relationship_type: text,
    rela_name: text,
    rela_parental_responsibility: text,
    rela_contact_restriction: text,
    rela_same_household: text,
    rela_telephone: text,
    rela_dob: text,
    rela_priority: z.number().int().nullable(),
  }),
  addresses: collection('addr_person_id', {
    addr_address_type: text,
    addr_address_lines: z.array(z.string()).nullable(),
    addr_address_town: text,
    addr_address_postcode: text,
    addr_address_uprn: text,
    addr_address_la: text,
    addr_address_start_date: text,
    addr_address_end_date: text,
    addr_do_not_disclose: text,
  }),
  telephones: collection('tele_person_id', { tele_owner: text, tele_number: text, tele_type: text }),
  alerts: collection('aler_person_id', {
    aler_alert_code: z.string(),
    aler_alert_start_date: text,
    aler_alert_end_date: text,
    aler_alert_note: text,
  }),
  chronology: collection('chro_person_id', { chro_entry_date: text, chro_entry_type: text, chro_entry_text: text }),
  meetings: collection('meet_person_id', { meet_type: text, meet_date: text, meet_decision: text }),
} as const

export type CollectionName = keyof typeof COLLECTIONS
export type Row<C extends CollectionName> = z.output<(typeof COLLECTIONS)[C]['item']>

function collection<O extends string, F extends z.ZodRawShape>(owner: O, fields: F) {
  return { item: z.object(fields), owner: z.object({ [owner]: z.string() }).transform(value => String(value[owner])) }
}
