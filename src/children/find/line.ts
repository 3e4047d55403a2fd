// One line of text taken apart: what is plainly a date, number or postcode is that, and the rest are names.
import { BadArgument, HafanError } from '../../errors.js'
import { isNhsNumber, isUpn } from '../identity/identifiers.js'
import { dateIn } from './dates.js'

export interface LineParts {
  /** In the order written; two words for one name only where a hyphen ties them. */
  readonly names: readonly string[]
  /** Written before a comma: the family name. */
  readonly familyFirst: string | null
  readonly dateOfBirth: string | null
  /** A year alone. */
  readonly year: number | null
  readonly age: number | null
  readonly postcode: string | null
  readonly nhsNumber: string | null
  readonly upn: string | null
  readonly localId: string | null
}

const NHS = /(?<![\w-])(\d{3}[ -]?\d{3}[ -]?\d{4})(?![\w-])/
const UPN = /(?<![\w-])([A-Z]\d{11}[\dA-Z])(?![\w-])/i
const POSTCODE = /(?<![\w-])([A-Z]{1,2}\d[A-Z\d]?)(?:\s*(\d)([A-Z]{2})?)?(?![\w-])/i
const AGE = /(?<![\w-])(?:aged?|oed(?:ran)?)\s+(\d{1,2})(?![\w-])|(?<![\w-])(\d{1,2})\s*(?:years? old|yo|oed)(?![\w-])/i
const YEAR = /^(?:19|20)\d{2}$/
const MOST_WORDS = 12

/** Throws BAD_ARGUMENT or BAD_IDENTIFIER, and never guesses between two numbers. */
export function takenApart(line: string): LineParts {
  let text = line.normalize('NFC').replace(/[‘’ʼ]/g, "'").replace(/[‐-―]/g, '-')
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(text)
    if (found) text = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`
    return found
  }
  const { day, rest } = dateIn(text)
  text = rest
  const upn = take(UPN)?.[1]?.toUpperCase() ?? null
  if (upn !== null && !isUpn(upn)) throw wrongNumber()
  const nhsNumber = take(NHS)?.[1]?.replace(/\D/g, '') ?? null
  if (nhsNumber !== null && !isNhsNumber(nhsNumber)) throw wrongNumber()
  const aged = take(AGE)
  const age = aged ? Number(aged[1] ?? aged[2]) : null
  const code = take(POSTCODE)
  const postcode = code ? `${code[1] ?? ''} ${code[2] ?? ''}${code[3] ?? ''}`.trim().toUpperCase() : null
  const [before = [], ...after] = text.split(',').map(wordsOf)
  const words = [before, ...after].flat()
  if (words.length > MOST_WORDS) throw new BadArgument('text', `A search has at most ${MOST_WORDS} words.`)
  const numbers = words.filter(isNumber)
  const years = numbers.filter(word => YEAR.test(word))
  const locals = numbers.filter(word => !YEAR.test(word))
  if (locals.length > 1 || years.length > 1)
    throw new BadArgument('text', 'This line has more numbers than a search can tell apart: give one.')
  const [first, others] = [before.filter(word => !isNumber(word)), after.flat().filter(word => !isNumber(word))]
  const familyFirst = first.length > 0 && others.length > 0 ? first.join(' ') : null
  return {
    names: joined(familyFirst === null ? [...first, ...others] : others),
    familyFirst,
    dateOfBirth: day,
    year: years[0] === undefined ? null : Number(years[0]),
    age,
    postcode,
    nhsNumber,
    upn,
    localId: locals[0] ?? null,
  }
}

const isNumber = (word: string): boolean => /\d/.test(word)

/** Local numbers have hyphens, slashes and dots in them; names apostrophes and hyphens. */
const wordsOf = (text: string): string[] =>
  text
    .split(/[\s;]+/)
    .map(word => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter(word => word !== '')

const PARTICLE = /^(?:ap|ab|ferch|verch|mac|mc|o|al|el|bin|ibn|bint|van|von|der|de|da|dos)$/i

/** A particle belongs to the word after it, unless it comes first: Ffion, ap Rhys. */
const joined = (words: readonly string[]): string[] =>
  words.reduceRight<string[]>((names, word, index) => {
    const [next, ...rest] = names
    return next !== undefined && index > 0 && PARTICLE.test(word) ? [`${word} ${next}`, ...rest] : [word, ...names]
  }, [])

const wrongNumber = (): HafanError =>
  new HafanError(
    'BAD_IDENTIFIER',
    "A number in the line has the form of an NHS number or pupil number and does not add up. Check it; if it is a system's own number, give it as localId.",
  )
