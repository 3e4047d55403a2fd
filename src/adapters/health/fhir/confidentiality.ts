// What of a clinical record may be passed on at all. Two gates: the owner's label, and content that is never forwarded
// whatever its label (agencies.md §1.4). Both leave only that an entry exists, and when, for those allowed even that.
import { type Concept } from '../datatypes.js'
import { isLabelled } from '../patient.js'
import type { Allergy, Appointment, CareTeam, Condition, Encounter, Flag } from './upstream.js'

export type Clinical = Encounter | Appointment | Condition | Allergy | Flag | CareTeam

// SNOMED CT: termination of pregnancy, sexually transmitted infection, HIV, contraception.
const NEVER_CODES = new Set([
  '57797005', '386639001', '302375005', '8098009', '86406008', '165816005', '105629000', '240589008', '15628003',
  '13197004', '408969000', '169553002', '70317007',
]) // prettier-ignore

const NEVER_WORDS =
  /sexual(ly)?[- ](health|transmitted)|iechyd rhywiol|\bs\.?t\.?[id]s?\b|\bgum clinic\b|genito-?urinary medicine|\bhiv\b|chlamydia|gonorrh|syphilis|herpes genitalis|genital (herpes|warts)|contracep|atal cenhedlu|morning[- ]after|terminations? of pregnancy|\babortions?\b|erthyl|pregnancy advisory|\bbpas\b/iu

/** Whether a resource must stay out of every ordinary part. */
export function isWithheld(resource: Clinical): boolean {
  return isLabelled(resource) || isNeverForwarded(resource)
}

function isNeverForwarded(resource: Clinical): boolean {
  const codes = conceptsOf(resource).flatMap(concept => concept.coding ?? [])
  if (codes.some(({ code }) => NEVER_CODES.has(code ?? ''))) return true
  return textsOf(resource).some(text => NEVER_WORDS.test(text))
}

function conceptsOf(resource: Clinical): Concept[] {
  switch (resource.resourceType) {
    case 'Encounter':
      return [...(resource.reasonCode ?? []), ...(resource.type ?? []), ...present(resource.serviceType)]
    case 'Appointment':
      return [...(resource.reasonCode ?? []), ...(resource.serviceType ?? []), ...(resource.serviceCategory ?? [])]
    case 'Condition':
      return [...present(resource.code), ...(resource.category ?? [])]
    case 'AllergyIntolerance':
    case 'Flag':
      return present(resource.code)
    case 'CareTeam':
      return (resource.participant ?? []).flatMap(({ role }) => role ?? [])
  }
}

function present(concept: Concept | undefined): Concept[] {
  return concept === undefined ? [] : [concept]
}

/** Every text that a mapping could pass on, displays of codes and of references included. */
function textsOf(resource: Clinical): string[] {
  const texts = conceptsOf(resource).flatMap(({ coding, text }) => [
    text,
    ...(coding ?? []).map(({ display }) => display),
  ])
  return [...texts, ...ownTexts(resource)].filter(text => text !== undefined)
}

function ownTexts(resource: Clinical): (string | undefined)[] {
  switch (resource.resourceType) {
    case 'Encounter':
      return [resource.serviceProvider?.display, ...(resource.location ?? []).map(({ location }) => location.display)]
    case 'Appointment':
      return [resource.description, ...resource.participant.map(({ actor }) => actor?.display)]
    case 'Condition':
    case 'AllergyIntolerance':
      return (resource.note ?? []).map(({ text }) => text)
    case 'Flag':
      return []
    case 'CareTeam':
      return [resource.name, ...(resource.managingOrganization ?? []).map(({ display }) => display)]
  }
}
