// A CSV file into the matcher's table. What a row says that cannot be is missing, and counted.
import { isDay } from '../../children/identity/matching/birth.js'
import type { Birth, PersonRecord } from '../../children/identity/matching/record.js'
import type { TableBuilder } from '../../children/identity/matching/table.js'
import { BadInput } from './bad-input.js'
import { placesOf } from './columns.js'
import type { ColumnMap, Places, Role, Without } from './columns.js'
import { csvRows } from './read-csv.js'

export interface PeopleRead {
  readonly ids: readonly string[]
  readonly rowOf: ReadonlyMap<string, number>
  readonly file: string
  readonly roles: readonly Role[]
  /** Places of columns that are nothing this knows, or are left out: 1 is the first. */
  readonly unread: readonly number[]
  readonly impossibleDates: number
}

/** How a file is to be read: what its columns are, which are left alone, and dates as 12/25/2010. */
export interface Reading {
  readonly map: ColumnMap | null
  readonly without: Without
  readonly monthFirst: boolean
}

/** Adds every row to the table. Throws BadInput. */
export async function readPeople(
  path: string,
  file: string,
  { map, without, monthFirst }: Reading,
  table: TableBuilder,
): Promise<PeopleRead> {
  const rowOf = new Map<string, number>()
  const lines = new Map<string, number>()
  const ids: string[] = []
  let places: Places | null = null
  let [line, impossibleDates, columns] = [0, 0, 0]
  for await (const fields of csvRows(path, file)) {
    line += 1
    if (places === null) {
      places = placesOf(fields, map, without, file)
      columns = fields.length
      continue
    }
    const said = saidIn(fields, places)
    const id = said('id') ?? ''
    if (id === '') throw new BadInput('CSV_ID_MISSING', `row ${line} of ${file} has no id.`)
    const before = lines.get(id)
    if (before !== undefined)
      throw new BadInput(
        'CSV_ID_TWICE',
        `rows ${before} and ${line} of ${file} have the same id. Give each record its own.`,
      )
    lines.set(id, line)
    const birth = birthOf(said('birth'), monthFirst) ?? yearOfAge(said('age'))
    if (birth !== undefined && !isDay(birth.from)) impossibleDates += 1
    rowOf.set(id, table.add(personOf(said, birth)))
    ids.push(id)
  }
  if (ids.length === 0) throw new BadInput('CSV_EMPTY', `${file} has no rows under its headers.`)
  const read: Places = places ?? {}
  const used = new Set(Object.values(read))
  const unread = Array.from({ length: columns }, (_, place) => place).filter(place => !used.has(place))
  return { ids, rowOf, file, roles: ROLES_OF(read), unread: unread.map(place => place + 1), impossibleDates }
}

const ROLES_OF = (places: Places): Role[] => (Object.keys(places) as Role[]).filter(role => places[role] !== undefined)

type Said = (role: Role) => string | undefined

const saidIn =
  (fields: readonly string[], places: Places): Said =>
  role => {
    const place = places[role]
    const text = place === undefined ? '' : (fields[place] ?? '').trim()
    return text === '' ? undefined : text
  }

const YES = /^(1|y|yes|true|verified|01|nn)$/i

function personOf(said: Said, birth: Birth | undefined): PersonRecord {
  const [nhs, sex, authority, authorityId] = [
    said('nhsNumber'),
    sexOf(said('sex')),
    said('authority'),
    said('authorityId'),
  ]
  const texts = <R extends Role>(...roles: readonly R[]): Partial<Record<R, string>> => {
    const found: Partial<Record<R, string>> = {}
    for (const role of roles) {
      const text = said(role)
      if (text !== undefined) found[role] = text
    }
    return found
  }
  const { addressKey: key } = texts('addressKey')
  return {
    ...texts('given', 'knownAs', 'middle', 'family', 'otherFamily', 'school', 'upn', 'otherNumber'),
    ...(nhs === undefined ? {} : { nhsNumber: { value: nhs, verified: YES.test(said('nhsVerified') ?? '') } }),
    ...(authorityId === undefined ? {} : { authorityId: { authority: authority ?? '', id: authorityId } }),
    ...(birth === undefined ? {} : { birth }),
    ...(sex === undefined ? {} : { sex }),
    address: {
      ...texts('number', 'street', 'building', 'place', 'region', 'postcode'),
      ...(key === undefined ? {} : { key }),
    },
    formerNumbers: [said('formerNumber')].filter(text => text !== undefined),
    formerPostcodes: [said('formerPostcode')].filter(text => text !== undefined),
    phones: [said('phone'), said('phone2')].filter(text => text !== undefined),
    adopted: YES.test(said('adopted') ?? ''),
  }
}

function sexOf(text: string | undefined): 'FEMALE' | 'MALE' | undefined {
  if (text !== undefined && /^(f|female|2)$/i.test(text)) return 'FEMALE'
  return text !== undefined && /^(m|male|1)$/i.test(text) ? 'MALE' : undefined
}

const NO_DATE: Birth = { from: '', to: '' }

/** YYYYMMDD, YYYY-MM-DD, DD/MM/YYYY or with the month first, or a month or year alone. What is none of them is no date of the calendar. */
function birthOf(text: string | undefined, monthFirst: boolean): Birth | undefined {
  if (text === undefined) return undefined
  const whole = /^(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?:[T ].*)?$/.exec(text)
  const reversed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const part = /^(\d{4})(?:-(\d{2}))?$/.exec(text)
  if (whole) return dayOf(whole[1], whole[2], whole[3])
  if (reversed) {
    const [, first = '', second = '', year] = reversed
    const [day, month] = monthFirst ? [second, first] : [first, second]
    return dayOf(year, month.padStart(2, '0'), day.padStart(2, '0'))
  }
  return part ? spanOf(part[1], part[2]) : NO_DATE
}

/** A day or month of 00 is one that is not known. */
function dayOf(year = '', month = '', day = ''): Birth {
  if (month === '00' || day === '00') return spanOf(year, month === '00' ? undefined : month)
  const text = `${year}-${month}-${day}`
  return { from: text, to: text }
}

function spanOf(year = '', month?: string): Birth {
  const from = `${year}-${month ?? '01'}-01`
  if (!isDay(from)) return NO_DATE
  const last = new Date(Date.UTC(Number(year), month === undefined ? 12 : Number(month), 0))
  return { from, to: last.toISOString().slice(0, 10) }
}

/** Ages are compared with ages alone: as years of birth, counted from any one year. */
function yearOfAge(text: string | undefined): Birth | undefined {
  return text !== undefined && /^\d{1,3}$/.test(text) && Number(text) <= 130
    ? spanOf(String(2000 - Number(text)))
    : undefined
}
