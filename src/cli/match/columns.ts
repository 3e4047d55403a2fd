// Which column of a file is what: from a map that is given, or from names in common use.
import { parse } from 'yaml'
import { z } from 'zod'
import { BadInput } from './bad-input.js'

/** What a column can be → header names that are taken for it. Lower case, signs left out. */
const KNOWN = {
  id: ['id', 'recid', 'recordid', 'rowid', 'uniqueid', 'personid', 'voterid', 'registrationnumber', 'ncid'],
  given: ['given', 'givenname', 'firstname', 'forename', 'forenames', 'givennames', 'fname', 'first'],
  knownAs: ['knownas', 'preferredname', 'nickname'],
  middle: ['middlename', 'middlenames', 'middleinitial', 'middle', 'midlname', 'mname', 'secondname'],
  family: ['family', 'familyname', 'surname', 'lastname', 'lname', 'last'],
  otherFamily: ['formerfamilyname', 'previoussurname', 'maidenname'],
  birth: ['dateofbirth', 'birthdate', 'dob', 'birthday', 'born', 'yearofbirth', 'birthyear', 'yob'],
  age: ['age', 'birthage', 'ageinyears'],
  sex: ['sex', 'gender', 'sexcode', 'gendercode'],
  addressKey: ['uprn', 'addresskey'],
  number: ['streetnumber', 'housenumber', 'housenum', 'number'],
  street: ['address1', 'street', 'streetname', 'addressline1', 'streetaddress', 'address', 'resstreetaddress'],
  building: ['address2', 'addressline2', 'building', 'housename'],
  place: ['suburb', 'town', 'city', 'place', 'cityname', 'rescitydesc'],
  region: ['state', 'statecode', 'statecd', 'county', 'region'],
  postcode: ['postcode', 'zip', 'zipcode', 'postalcode', 'pcode'],
  formerPostcode: ['formerpostcode', 'previouspostcode'],
  phone: ['phone', 'phonenumber', 'fullphonenumber', 'telephone', 'mobile'],
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
export function placesOf(headers: readonly string[], map: ColumnMap | null, without: Without, file: string): Places {
  const trimmed = headers.map(header => header.trim())
  const places: Partial<Record<Role, number>> = {}
  for (const role of ROLES) {
    const names: readonly string[] = KNOWN[role]
    const named = map?.[role]
    const place =
      map === null ? trimmed.findIndex(header => names.includes(plain(header))) : trimmed.indexOf(named ?? '')
    if (place >= 0 && !without.leavesOut(role, trimmed[place] ?? '')) places[role] = place
    else if (place < 0 && named !== undefined)
      throw new BadInput('CSV_COLUMNS', `${file} has no column for "${role}" of the name that the map gives.`)
  }
  // An age says what the date of birth says, and less.
  if (places.birth !== undefined) delete places.age
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

export interface Without {
  readonly leavesOut: (role: Role, header: string) => boolean
  /** Throws BadInput where a name left nothing out of any file. */
  readonly check: () => void
}

/** Columns that are not to be compared, by what they are or by their header. */
export function withoutOf(words: readonly string[]): Without {
  const names = words.flatMap(text => text.split(',')).map(name => name.trim())
  const used = new Set<string>()
  return {
    leavesOut(role, header) {
      const found = names.filter(name => name === role || plain(name) === plain(header))
      for (const name of found) used.add(name)
      return found.length > 0
    },
    check() {
      const unused = names.findIndex(name => !used.has(name))
      if (unused >= 0)
        throw new BadInput(
          'WITHOUT_UNKNOWN',
          `no column that would be compared goes by name ${unused + 1} of --without. Give its header, or what it is: ${ROLE_NAMES}.`,
        )
    },
  }
}
