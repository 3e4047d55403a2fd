// Which column of a file is what: from a map that is given, or from names in common use.
import { parse } from 'yaml'
import { z } from 'zod'
import { BadInput } from './bad-input.js'

/** What a column can be → header names that are taken for it. Lower case, signs left out. */
const KNOWN = {
  id: ['id', 'recid', 'recordid', 'rowid', 'uniqueid'],
  given: ['given', 'givenname', 'firstname', 'forename', 'forenames', 'givennames'],
  knownAs: ['knownas', 'preferredname', 'nickname'],
  middle: ['middlename', 'middlenames', 'secondname'],
  family: ['family', 'familyname', 'surname', 'lastname'],
  otherFamily: ['formerfamilyname', 'previoussurname', 'maidenname'],
  birth: ['dateofbirth', 'birthdate', 'dob'],
  sex: ['sex', 'gender'],
  addressKey: ['uprn', 'addresskey'],
  number: ['streetnumber', 'housenumber', 'number'],
  street: ['address1', 'street', 'streetname', 'addressline1'],
  place: ['suburb', 'town', 'city', 'place'],
  region: ['state', 'county', 'region'],
  postcode: ['postcode', 'zip', 'zipcode', 'postalcode'],
  formerPostcode: ['formerpostcode', 'previouspostcode'],
  phone: ['phone', 'phonenumber', 'telephone', 'mobile'],
  phone2: ['phone2', 'otherphone'],
  school: ['school', 'schoolname', 'schoolurn'],
  nhsNumber: ['nhsnumber', 'nhsno'],
  nhsVerified: ['nhsnumberverified', 'nhsverified'],
  upn: ['upn', 'uniquepupilnumber'],
  authority: ['authority', 'responsibleauthority'],
  authorityId: ['authorityid', 'lachildid', 'responsibleauthorityid'],
  formerNumber: ['formernumber', 'formerupn'],
  otherNumber: ['socsecid', 'ssn', 'socialsecuritynumber'],
  adopted: ['adopted'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Role = keyof typeof KNOWN
const isRole = (text: string): text is Role => Object.hasOwn(KNOWN, text)
const ROLES: readonly Role[] = Object.keys(KNOWN).filter(isRole)
export const ROLE_NAMES = ROLES.join(', ')

export type ColumnMap = Readonly<Partial<Record<Role, string>>>
export type Places = Readonly<Partial<Record<Role, number>>>

const mapSchema = z.partialRecord(
  z.enum(Object.fromEntries(ROLES.map(role => [role, role])) as { [R in Role]: R }),
  z.string().min(1).max(200),
)

/** Throws BadInput for a map that names what no column can be. */
export function readMap(text: string): ColumnMap {
  let value: unknown
  try {
    value = parse(text, { maxAliasCount: 0 })
  } catch {
    throw new BadInput('MAP_INVALID', 'the map is not YAML. Write a line for each column: given: first_name')
  }
  const { success, data } = mapSchema.safeParse(value)
  if (!success) throw new BadInput('MAP_INVALID', `the map may name ${ROLE_NAMES}, each with the name of a column.`)
  return data
}

const plain = (header: string): string => header.toLowerCase().replace(/[^a-z0-9]/g, '')

/** Role → place of its column. Headers are not echoed: a file without them has a person in its first row. */
export function placesOf(headers: readonly string[], map: ColumnMap | null, file: string): Places {
  const trimmed = headers.map(header => header.trim())
  const places: Partial<Record<Role, number>> = {}
  for (const role of ROLES) {
    const names: readonly string[] = KNOWN[role]
    const named = map?.[role]
    const place =
      map === null ? trimmed.findIndex(header => names.includes(plain(header))) : trimmed.indexOf(named ?? '')
    if (place >= 0) places[role] = place
    else if (named !== undefined)
      throw new BadInput('CSV_COLUMNS', `${file} has no column for "${role}" of the name that the map gives.`)
  }
  if (places.id === undefined)
    throw new BadInput('CSV_COLUMNS', `${file} has no column that is an id. Name it with --map: id: NAME`)
  const telling = ROLES.filter(
    role => places[role] !== undefined && role !== 'id' && role !== 'sex' && role !== 'adopted',
  )
  if (telling.length < 2)
    throw new BadInput(
      'CSV_COLUMNS',
      `${file} has too few columns that can be compared. Name them with --map: ${ROLE_NAMES}.`,
    )
  return places
}
