// `personByCriteria`: which rows match. Identifiers match exactly, names by word, with Eclipse's sound-alike and
// match-beginning switches in a simple form.
import type { SimRequest } from '../../kit/system.js'
import type { SocialCareRow } from '../../region/model.js'
import { birthRange, compact, involved } from '../rows.js'
import type { Paging } from './lists.js'

export interface Criteria {
  readonly nameOrId?: string | null
  readonly nhsNo?: string | null
  readonly upn?: string | null
  readonly tupn?: string | null
  readonly dayOfBirth?: number | null
  readonly monthOfBirth?: number | null
  readonly yearOfBirth?: number | null
  readonly maxAge?: number | null
  readonly gender?: string | null
  readonly postCode?: string | null
  readonly houseStreetOrTown?: string | null
  readonly refNo?: string | null
  readonly extRefNo?: string | null
  readonly allocatedWorkerId?: string | null
  readonly allocatedTeams?: readonly string[] | null
  readonly useSoundalike?: boolean | null
  readonly matchBeginning?: boolean | null
  readonly paging?: Paging | null
  readonly sort?: 'ID' | 'SURNAME' | null
}

type Test = (row: SocialCareRow) => boolean

/** Rows that meet every criterion given. With none, every row: how a linking pass reads the register [A]. */
export function search(all: readonly SocialCareRow[], criteria: Criteria, request: SimRequest) {
  const tests = testsOf(criteria, request)
  const hits = all.filter(row => tests.every(test => test(row)))
  if (criteria.sort !== 'SURNAME') return hits
  return hits.sort((a, b) => a.familyName.localeCompare(b.familyName, 'en'))
}

/** Whether the search names somebody by number. Others never return a witness-protected person [A, after PDS]. */
export const byNumber = (criteria: Criteria): boolean =>
  [criteria.nhsNo, criteria.upn, criteria.tupn, criteria.refNo, criteria.extRefNo].some(one => one != null)

function testsOf(criteria: Criteria, request: SimRequest): readonly Test[] {
  const tests: Test[] = []
  const when = <T>(value: T | null | undefined, test: (value: T) => Test) => {
    if (value != null) tests.push(test(value))
  }
  const birth = (row: SocialCareRow, part: number) => Number(row.dateOfBirth.split('-')[part])
  when(criteria.nhsNo, value => row => row.nhsNumber === compact(value))
  when(criteria.upn, value => row => row.upn === compact(value))
  // A temporary number ends in a letter.
  when(criteria.tupn, value => row => row.upn === compact(value) && /[A-Z]$/.test(row.upn))
  when(criteria.refNo, value => row => [row.upn, row.responsibleLaChildId, row.laChildId].includes(value))
  when(criteria.extRefNo, value => row => row.responsibleLaChildId === value)
  when(criteria.yearOfBirth, value => row => birth(row, 0) === value)
  when(criteria.monthOfBirth, value => row => birth(row, 1) === value)
  when(criteria.dayOfBirth, value => row => birth(row, 2) === value)
  when(
    criteria.maxAge,
    value => row => request.now.getUTCFullYear() - Number(birthRange(row).upper.slice(0, 4)) <= value,
  )
  when(criteria.gender, value => row => (row.sex === 'OTHER' ? 'INDETERMINATE' : row.sex) === value)
  when(criteria.postCode, value => row => row.addresses.some(one => compact(one.postcode).startsWith(compact(value))))
  when(
    criteria.houseStreetOrTown,
    value => row => row.addresses.some(one => fold([...one.lines, one.town].join(' ')).includes(fold(value))),
  )
  when(criteria.allocatedWorkerId, value => row => involved(row, value, [], request))
  when(criteria.allocatedTeams, value => row => involved(row, null, value, request))
  when(criteria.nameOrId, value => row => row.laChildId === value || named(row, value, criteria))
  return tests
}

function named(row: SocialCareRow, value: string, criteria: Criteria): boolean {
  const shape = criteria.useSoundalike === false ? fold : sound
  const names = [row.givenName, row.familyName, row.knownAs ?? ''].flatMap(name => shape(name).split(' '))
  const wanted = shape(value).split(' ').filter(Boolean)
  const matches = (name: string, word: string) => (criteria.matchBeginning ? name.startsWith(word) : name === word)
  return wanted.length > 0 && wanted.every(word => names.some(name => matches(name, word)))
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()

/** Doubled letters, y/i and c/s/z told apart by nobody over a telephone. */
const sound = (text: string): string =>
  fold(text)
    .replace(/(.)\1+/g, '$1')
    .replace(/y/g, 'i')
    .replace(/[cz]/g, 's')
