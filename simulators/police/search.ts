// Finding nominals by what is known of them. Spelling counts: the system knows no variants.
import type { PoliceNominal } from '../region/model.js'

type Test = (row: PoliceNominal, value: string) => boolean

const FILTERS: Readonly<Record<string, Test>> = {
  'filter[surname]': (row, value) => same(row.familyName, value),
  'filter[givenName]': (row, value) => same(row.givenName, value),
  'filter[dateOfBirth]': (row, value) => row.dateOfBirth === value,
  'filter[pncId]': (row, value) => row.pncId !== null && same(row.pncId, value),
  'filter[postcode]': (row, value) => row.addresses.some(address => same(bare(address.postcode), bare(value))),
}

/** The nominals that pass every filter given; null where none is given. */
export function matching(rows: readonly PoliceNominal[], query: URLSearchParams): readonly PoliceNominal[] | null {
  const given = Object.entries(FILTERS).flatMap(([name, test]) => {
    const value = query.get(name)
    return value === null ? [] : [{ test, value }]
  })
  return given.length === 0 ? null : rows.filter(row => given.every(({ test, value }) => test(row, value)))
}

/** A comma-separated list of ids, each once; null where the filter is absent. */
export function idsAsked(text: string | null): readonly string[] | null {
  return text === null ? null : [...new Set(text.split(',').filter(id => id !== ''))]
}

const same = (a: string, b: string): boolean => a.localeCompare(b, 'en', { sensitivity: 'accent' }) === 0
const bare = (postcode: string): string => postcode.replaceAll(' ', '')
