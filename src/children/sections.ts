// The sections of a child: each a list of answers, one per source asked.
import type { Part } from '../adapters/agency.js'
import type { Classification } from '../schema/classification.js'
import type { AgencyKind } from '../types/index.js'

export interface Section {
  readonly name: SectionName
  readonly answerType: string
  readonly recordType: string
  /** The agency whose sources answer; null where any source that offers the parts does. */
  readonly agency: AgencyKind | null
}

const TABLE = {
  identity: ['IdentityAnswer', 'IdentityRecord', null],
  contact: ['ContactAnswer', 'ContactRecord', null],
  family: ['FamilyAnswer', 'FamilyRecord', null],
  missingEpisodes: ['MissingEpisodesAnswer', 'MissingEpisodesRecord', null],
  police: ['PoliceAnswer', 'PoliceRecord', 'POLICE'],
  socialCare: ['SocialCareAnswer', 'SocialCareRecord', 'SOCIAL_CARE'],
  education: ['EducationAnswer', 'EducationRecord', 'EDUCATION'],
  health: ['HealthAnswer', 'HealthRecord', 'HEALTH'],
  thirdSector: ['ThirdSectorAnswer', 'ThirdSectorRecord', 'THIRD_SECTOR'],
  hub: ['HubAnswer', 'HubRecord', 'HUB'],
} as const satisfies Record<string, readonly [string, string, AgencyKind | null]>

export type SectionName = keyof typeof TABLE

export const SECTIONS: readonly Section[] = (Object.keys(TABLE) as SectionName[]).map(name => {
  const [answerType, recordType, agency] = TABLE[name]
  return { name, answerType, recordType, agency }
})

export function sectionNamed(name: SectionName): Section {
  const found = SECTIONS.find(section => section.name === name)
  if (!found) throw new Error(`no section ${name}`)
  return found
}

/** Where a part's value stands in its section's record. */
export interface Place {
  readonly fields: readonly string[]
  /** The value is an object keyed by these fields, rather than the value of the one field. */
  readonly keyed: boolean
}

const known = new WeakMap<Classification, Map<string, ReadonlyMap<Part, Place>>>()

/** Every part of a section and its place in the record; worked out once, as it is asked for with every value of a picture. */
export function partsOf(section: Section, classification: Classification): ReadonlyMap<Part, Place> {
  const sections = known.get(classification) ?? new Map<string, ReadonlyMap<Part, Place>>()
  known.set(classification, sections)
  const places = sections.get(section.name) ?? placesOf(section, classification)
  sections.set(section.name, places)
  return places
}

function placesOf(section: Section, { coordinates }: Classification): ReadonlyMap<Part, Place> {
  const parts = new Map<Part, Place>()
  for (const coordinate of coordinates.values()) {
    if (coordinate.type !== section.recordType || coordinate.part === null) continue
    const part = coordinate.part as Part
    const fields = [...(parts.get(part)?.fields ?? []), coordinate.field]
    parts.set(part, { fields, keyed: coordinate.wholePart || fields.length > 1 })
  }
  return parts
}
