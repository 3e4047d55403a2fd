// A CSV file into the matcher's table. What a row says that cannot be is missing, and counted.
import { isDay } from '../../children/identity/matching/birth.js'
import type { Birth, PersonRecord } from '../../children/identity/matching/record.js'
import type { TableBuilder } from '../../children/identity/matching/table.js'
import { BadInput } from './bad-input.js'
import { placesOf } from './columns.js'
import type { ColumnMap, Places, Role } from './columns.js'
import { csvRows } from './read-csv.js'

export interface PeopleRead {
  readonly ids: readonly string[]
  readonly rowOf: ReadonlyMap<string, number>
  readonly roles: readonly Role[]
  readonly impossibleDates: number
}

/** Adds every row to the table. Throws BadInput. */
export async function readPeople(
  path: string,
  file: string,
  map: ColumnMap | null,
  table: TableBuilder,
): Promise<PeopleRead> {
  const rowOf = new Map<string, number>()
  const lines = new Map<string, number>()
  const ids: string[] = []
  let places: Places | null = null
  let [line, impossibleDates] = [0, 0]
  for await (const fields of csvRows(path, file)) {
    line += 1
    if (places === null) {
      places = placesOf(fields, map, file)
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
    const birth = birthOf(said('birth'))
    if (birth === 'IMPOSSIBLE') impossibleDates += 1
    rowOf.set(id, table.add(personOf(said, birth === 'IMPOSSIBLE' ? undefined : birth)))
    ids.push(id)
  }
  if (ids.length === 0) throw new BadInput('CSV_EMPTY', `${file} has no rows under its headers.`)
  const read: Places = places ?? {}
  return { ids, rowOf, roles: ROLES_OF(read), impossibleDates }
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
    address: { ...texts('number', 'street', 'place', 'region', 'postcode'), ...(key === undefined ? {} : { key }) },
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

/** YYYYMMDD, YYYY-MM-DD, DD/MM/YYYY, or a month or year alone. */
function birthOf(text: string | undefined): Birth | undefined | 'IMPOSSIBLE' {
  if (text === undefined) return undefined
  const whole = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?$/.exec(text)
  const british = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const part = /^(\d{4})(?:-(\d{2}))?$/.exec(text)
  if (whole) return dayOf(whole[1], whole[2], whole[3])
  if (british) return dayOf(british[3], british[2]?.padStart(2, '0'), british[1]?.padStart(2, '0'))
  if (!part) return 'IMPOSSIBLE'
  const [, year = '', month] = part
  const from = `${year}-${month ?? '01'}-01`
  const last = new Date(Date.UTC(Number(year), month === undefined ? 12 : Number(month), 0)).toISOString().slice(0, 10)
  return isDay(from) ? { from, to: last } : 'IMPOSSIBLE'
}

function dayOf(year = '', month = '', day = ''): Birth | 'IMPOSSIBLE' {
  const text = `${year}-${month}-${day}`
  return isDay(text) ? { from: text, to: text } : 'IMPOSSIBLE'
}
