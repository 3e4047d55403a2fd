// What a search asks, made ready: read from a line and from parts, held to what is enough, and never echoed.
import { BadArgument, HafanError } from '../../errors.js'
import type { Demographics } from '../../types/child.js'
import type { Records } from '../../types/index.js'
import { parseIdentifier } from '../identity/identifiers.js'
import { folded } from '../identity/names.js'
import { takenApart } from './line.js'
import type { LineParts } from './line.js'

export interface Search {
  readonly given: readonly string[]
  readonly family: string | null
  /** One word that may be a given or a family name. */
  readonly either: string | null
  readonly dateOfBirth: string | null
  /** ISO days. */
  readonly born: { readonly from: string; readonly until: string } | null
  readonly age: number | null
  readonly sex: Records.Sex | null
  /** `NP20`. */
  readonly district: string | null
  /** `NP20 4`. */
  readonly sector: string | null
  readonly nhsNumber: string | null
  readonly upn: string | null
  readonly localId: string | null
}

const LONGEST = 200
const LONGEST_NAME = 60
/** A name of one letter fits a twentieth of all children. */
const SHORTEST_NAME = 2
const MOST_YEARS = 25
const TWO_YEARS_MS = 2 * 366 * 86_400_000
/** Without a space only a whole one can be split: NP24 is a district, and never NP2 4. */
const POSTCODES = [
  /^([A-Z]{1,2}\d[A-Z\d]?)\s+(\d)(?:[A-Z]{2})?$/,
  /^([A-Z]{1,2}\d[A-Z\d]?)(\d)[A-Z]{2}$/,
  /^([A-Z]{1,2}\d[A-Z\d]?)$/,
]

/** Throws BAD_ARGUMENT, BAD_IDENTIFIER or TOO_LITTLE_TO_SEARCH. */
export function readSearch(input: Records.FindChildrenInput): Search {
  const line = input.text == null ? null : takenApart(short('text', input.text, LONGEST))
  const search = {
    ...namesOf(input, line),
    ...birthOf(input, line),
    ...placeOf(input, line),
    ...numbersOf(input, line),
  }
  if (!isEnough(search))
    throw new HafanError(
      'TOO_LITTLE_TO_SEARCH',
      'This would fit too many children. Give a name of two letters or more together with another name, a date of birth, a range of birth of two years or less, or a postcode; or give a number.',
    )
  return search
}

/** A number finds by itself; a name needs something beside it, and sex is not enough. */
function isEnough({ given, family, either, dateOfBirth, born, age, district, ...numbers }: Search): boolean {
  if (numbers.nhsNumber !== null || numbers.upn !== null || numbers.localId !== null) return true
  const names = [...given, family ?? '', either ?? ''].filter(name => folded(name).length >= SHORTEST_NAME)
  if (names.length === 0) return false
  const narrow = born !== null && Date.parse(born.until) - Date.parse(born.from) <= TWO_YEARS_MS
  return names.length > 1 || dateOfBirth !== null || narrow || age !== null || district !== null
}

function namesOf(
  input: Records.FindChildrenInput,
  line: LineParts | null,
): Pick<Search, 'given' | 'family' | 'either'> {
  const [first, ...others] = line?.names ?? []
  const last = others.at(-1)
  const fromLine =
    line?.familyFirst != null
      ? { given: line.names, family: line.familyFirst, either: null }
      : last !== undefined
        ? { given: [first ?? '', ...others.slice(0, -1)], family: last, either: null }
        : { given: [], family: null, either: first ?? null }
  const [given, family] = [nameOf('givenName', input.givenName), nameOf('familyName', input.familyName)]
  return {
    given: given === null ? fromLine.given : [given],
    family: family ?? fromLine.family,
    either: given === null && family === null ? fromLine.either : null,
  }
}

function nameOf(field: string, given: string | null | undefined): string | null {
  if (given == null) return null
  const name = short(field, given, LONGEST_NAME).trim()
  return name === '' ? null : name
}

function birthOf(
  input: Records.FindChildrenInput,
  line: LineParts | null,
): Pick<Search, 'dateOfBirth' | 'born' | 'age' | 'sex'> {
  const dateOfBirth = input.dateOfBirth ?? line?.dateOfBirth ?? null
  const age = input.age ?? line?.age ?? null
  if (age !== null && (age < 0 || age > MOST_YEARS))
    throw new BadArgument(input.age == null ? 'text' : 'age', `An age is a whole number from 0 to ${MOST_YEARS}.`)
  const sex = input.sex === 'FEMALE' || input.sex === 'MALE' ? input.sex : null
  return { dateOfBirth, born: dateOfBirth === null ? rangeOf(input, line) : null, age, sex }
}

function rangeOf({ bornFrom, bornUntil }: Records.FindChildrenInput, line: LineParts | null): Search['born'] {
  if (bornFrom == null && bornUntil == null)
    return line?.year == null ? null : { from: `${line.year}-01-01`, until: `${line.year}-12-31` }
  if (bornFrom == null || bornUntil == null || bornFrom > bornUntil)
    throw new BadArgument(
      bornFrom == null ? 'bornFrom' : 'bornUntil',
      'A range of birth has a first and a last day, in this order.',
    )
  return { from: bornFrom, until: bornUntil }
}

function placeOf(input: Records.FindChildrenInput, line: LineParts | null): Pick<Search, 'district' | 'sector'> {
  const code = (input.postcode ?? line?.postcode ?? '').trim().toUpperCase()
  if (code === '') return { district: null, sector: null }
  const [, district = '', digit] = POSTCODES.flatMap(pattern => pattern.exec(code) ?? [])
  if (district === '')
    throw new BadArgument(
      input.postcode == null ? 'text' : 'postcode',
      'A postcode is written as NP20 4AB, or its beginning as NP20.',
    )
  return { district, sector: digit === undefined ? null : `${district} ${digit}` }
}

function numbersOf(
  input: Records.FindChildrenInput,
  line: LineParts | null,
): Pick<Search, 'nhsNumber' | 'upn' | 'localId'> {
  const anywhere = (): boolean => true
  const nhs = input.nhsNumber == null ? null : parseIdentifier({ nhsNumber: input.nhsNumber }, anywhere)
  const pupil = input.upn == null ? null : parseIdentifier({ upn: input.upn }, anywhere)
  const localId = input.localId?.trim() ?? line?.localId ?? null
  const local = localId === null ? null : parseIdentifier({ local: { source: '', value: localId } }, anywhere)
  return {
    nhsNumber: nhs?.kind === 'nhsNumber' ? nhs.nhsNumber : (line?.nhsNumber ?? null),
    upn: pupil?.kind === 'upn' ? pupil.upn : (line?.upn ?? null),
    localId: local?.kind === 'local' ? local.value : null,
  }
}

function short(field: string, text: string, most: number): string {
  if (text.length > most) throw new BadArgument(field, `A name or line to search by has at most ${most} characters.`)
  if (/\p{Cc}/u.test(text)) throw new BadArgument(field, 'A search has no control characters.')
  return text
}

/** As the index and the score take it: one reading of the words, or two where a single word may be either name. */
export function demographicsOf(search: Search): readonly Demographics[] {
  const { given, family, either, dateOfBirth, sex, sector } = search
  const said = { dateOfBirth, sex, postcodeSector: sector }
  if (either !== null)
    return [
      { ...said, givenNames: [either], familyNames: [] },
      { ...said, givenNames: [], familyNames: [either] },
    ]
  if (given.length === 0 && family === null) return []
  return [{ ...said, givenNames: given, familyNames: family === null ? [] : [family] }]
}
