// Who an Eclipse record is about and who is round them. Pure: what is not here was not asked.
import type { Records } from '../../../types/index.js'
import type { ChildFacts, IdentityFacts } from '../child.js'
import { coded } from '../codes.js'
import { RELATIONSHIP } from '../codes/people.js'
import { address, type WorkerFacts } from '../records.js'
import { current, day, plainNumber, sexOf, upnOf, yesNo } from '../values.js'
import type { CorePerson, ListRow, PersonWire } from './upstream.js'

/**
 * Warnings by which a system marks a record as protected: adoption, refuge, witness. Assumed: Eclipse publishes none that
 * says just this, so an authority that uses another (its RISK_23, say) names it in the source's `protectedWarnings`.
 */
export const PROTECTED_WARNINGS: readonly string[] = ['PROTECTED_ADOPTION', 'PROTECTED_REFUGE', 'PROTECTED_WITNESS']

/** Whether one of these warnings is in force on the day. */
export const isProtected = (person: CorePerson, warnings: ReadonlySet<string>, on: string): boolean =>
  person.warningAssignments.some(one => warnings.has(one.type) && current(day(one.endDate), on))

/** Locked to a named list that the acting person is not on. */
export const isLocked = ({ securedContext }: CorePerson): boolean =>
  securedContext?.subjectRestrictedViaLock === true && securedContext.subjectAccessAllowed === false

/** Who the record is about. The home postcode is left out where the address is not to be disclosed. */
export function childFacts(person: CorePerson, where: PersonWire['whereabouts'], on: string): ChildFacts {
  const birth = person.dateOfBirth
  const references = (type: string) => person.referenceNumbers.filter(one => one.type === type)
  const home = where.find(
    one =>
      one.type === 'HOME' && one.usage !== 'PREVIOUS' && one.doNotDisclose !== true && current(day(one.endDate), on),
  )
  return {
    id: person.id,
    forename: person.forename,
    surname: person.surname,
    knownAs: person.knownAs,
    otherNames: person.alternateNames.map(name => ({ forename: name.forename, surname: name.surname, use: name.type })),
    birth: {
      lower: birth?.lower ?? null,
      upper: birth?.upper ?? null,
      exact: birth?.mask === 'DAY' && birth.lower === birth.upper && person.dateOfBirthEstimated !== true,
      estimated: person.dateOfBirthEstimated,
    },
    sex: sexOf(person.gender),
    nhsNumber: plainNumber(person.nhsNumber),
    upn: upnOf(references('UPN')[0]?.referenceNumber ?? null),
    formerUpns: references('PUPN').flatMap(one => upnOf(one.referenceNumber) ?? []),
    homePostcode: home?.location?.postcode ?? null,
    uprns: [...new Set(where.filter(one => livesAt(one, on)).flatMap(({ location }) => location?.uprn ?? []))],
  }
}

/** Also where the address is not to be disclosed: it is compared with the caller's own, and goes no further. */
const livesAt = ({ type, usage, endDate }: PersonWire['whereabouts'][number], on: string): boolean =>
  (type === 'HOME' || type === 'PLACEMENT') && usage !== 'PREVIOUS' && current(day(endDate), on)

/** Reference numbers besides the UPN, as the record types them. */
export function identityFacts(
  person: CorePerson,
  wire: Pick<PersonWire, 'middleNames' | 'ethnicity' | 'firstLanguage' | 'interpreterRequired'>,
): IdentityFacts {
  return {
    middleNames: wire.middleNames,
    ethnicity: wire.ethnicity?.code ?? null,
    language: wire.firstLanguage?.code ?? null,
    interpreter: yesNo(wire.interpreterRequired),
    localIds: person.referenceNumbers
      .filter(one => one.type !== 'UPN')
      .map(one => ({ type: one.type, value: one.referenceNumber })),
  }
}

type WireAddress = PersonWire['contactAddresses'][number]

function addressUse(one: Pick<WireAddress, 'type' | 'usage' | 'endDate'>, on: string): Records.AddressUse {
  if (one.usage === 'PREVIOUS' || !current(day(one.endDate), on)) return 'FORMER'
  if (one.type === 'PLACEMENT') return 'PLACEMENT'
  if (one.type === 'EMERGENCY' || one.usage === 'TEMPORARY') return 'TEMPORARY'
  return one.type === 'HOME' ? 'HOME' : 'OTHER'
}

/** Addresses, current first, and telephone numbers. Eclipse holds no e-mail addresses of families. */
export function contact(
  addresses: PersonWire['contactAddresses'],
  phones: PersonWire['telephoneContacts'],
  on: string,
): Records.ContactRecord {
  const mapped = addresses.map(one =>
    address(
      {
        use: addressUse(one, on),
        lines: one.location?.lines ?? null,
        town: one.location?.town ?? null,
        postcode: one.location?.postcode ?? null,
        uprn: one.location?.uprn ?? null,
        from: day(one.startDate),
        until: day(one.endDate),
      },
      one.doNotDisclose === true,
    ),
  )
  const former = (one: Records.Address) => (one.use === 'FORMER' ? 1 : 0)
  return {
    addresses: mapped.toSorted((a, b) => former(a) - former(b)),
    phones: phones.map(one => ({ owner: one.owner, number: one.number, use: one.type })),
    emails: null,
  }
}

/** The people round the child. That someone may have no contact comes from a list of its own, joined by relationship. */
export function family(
  relationships: PersonWire['personRelationships'],
  keys: PersonWire['keyPersonRelationships'],
): Records.FamilyRecord {
  const attributes = new Map(keys.map(one => [one.relationshipId, one.attributes]))
  return {
    people: relationships.map(one => {
      const has = (attribute: string) => attributes.get(one.id)?.includes(attribute) === true
      return {
        name: one.person?.name ?? null,
        relationship: coded(RELATIONSHIP, one.type?.code ?? null),
        // Eclipse lists who has it; who is not on the list may have it unrecorded.
        parentalResponsibility: has('PARENTAL_RESPONSIBILITY') ? ('YES' as const) : ('NOT_RECORDED' as const),
        contactRestriction: has('NON_CONTACT')
          ? 'NO_CONTACT'
          : has('RESTRICTED_CONTACT')
            ? 'RESTRICTED'
            : 'NONE_RECORDED',
        sameHousehold: yesNo(one.sameHousehold),
        phone: one.person?.telephone ?? null,
        dateOfBirth: day(one.person?.dateOfBirth ?? null),
        risks: null,
        priority: one.priority,
      }
    }),
  }
}

export const worker = (one: ListRow['involvements']): WorkerFacts => ({
  staffRef: one.professional?.id ?? null,
  name: one.professional?.name ?? null,
  role: one.role?.code ?? null,
  team: one.team,
  organisation: one.professional?.organisation ?? null,
  phone: one.professional?.telephone ?? null,
  email: one.professional?.email ?? null,
  from: one.startDate,
  until: one.endDate,
})

/** The authority area of the current home address. */
export function homeAuthority(all: PersonWire['homeAreas'], on: string): string | null {
  const home = all.find(one => addressUse(one, on) === 'HOME')
  return home?.location?.localAuthority?.gssCode ?? null
}
