// Dates of birth in a line of text, as people in Wales write them: day first, or ISO, or with the month in words of either language.
import { DateTime } from 'luxon'
import { BadArgument } from '../../errors.js'

/** Beginnings of months, the mutated forms of Welsh among them ("12 o Fawrth"). The longest that fits counts. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'ion'],
  ['feb', 'chwe'],
  ['mar', 'maw', 'faw'],
  ['apr', 'ebr'],
  ['may', 'mai', 'fai'],
  ['jun', 'meh', 'feh'],
  ['jul', 'gor', 'orff'],
  ['aug', 'aws'],
  ['sep', 'med', 'fed'],
  ['oct', 'hyd'],
  ['nov', 'tach', 'dach'],
  ['dec', 'rha', 'rag'],
]
const WHOLE: readonly (readonly string[])[] = [
  ['january', 'ionawr'],
  ['february', 'chwefror'],
  ['march', 'mawrth', 'fawrth'],
  ['april', 'ebrill'],
  ['may', 'mai', 'fai'],
  ['june', 'mehefin', 'fehefin'],
  ['july', 'gorffennaf', 'orffennaf'],
  ['august', 'awst'],
  ['september', 'medi', 'fedi'],
  ['october', 'hydref'],
  ['november', 'tachwedd', 'dachwedd'],
  ['december', 'rhagfyr', 'ragfyr'],
]

const ISO = /(?<![\w-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\w-])/
const NUMBERS = /(?<![\w./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\w./-])/
const IN_WORDS =
  /(?<![\w./-])(\d{1,2})(?:st|nd|rd|th|af|ail|ydd|fed|eg)?[\s-]+(?:o\s+|of\s+)?(\p{L}{3,})\.?,?[\s-]+(\d{4}|\d{2})(?![\w./-])/iu

export interface DateInText {
  /** ISO day; null where the text has none. */
  readonly day: string | null
  /** The text without it. */
  readonly rest: string
}

/** Throws BAD_ARGUMENT for a date that no calendar has, for two dates, and for a year of two digits: which century is not guessed. */
export function dateIn(text: string): DateInText {
  const first = oneDate(text)
  if (first.day !== null && oneDate(first.rest).day !== null)
    throw new BadArgument('text', 'A search has one date, and this line has two: give the date of birth alone.')
  return first
}

function oneDate(text: string): DateInText {
  const iso = ISO.exec(text)
  if (iso) return cut(text, iso, iso[1], Number(iso[2]), Number(iso[3]))
  const numbers = NUMBERS.exec(text)
  if (numbers) return cut(text, numbers, numbers[4], Number(numbers[3]), Number(numbers[1]))
  const words = IN_WORDS.exec(text)
  const month = words ? monthOf(words[2] ?? '') : null
  return words && month !== null ? cut(text, words, words[3], month, Number(words[1])) : { day: null, rest: text }
}

function cut(text: string, found: RegExpExecArray, year: string | undefined, month: number, day: number): DateInText {
  if (year?.length !== 4)
    throw new BadArgument('text', 'A year of birth is written in four digits: the century is not guessed.')
  const date = DateTime.fromObject({ year: Number(year), month, day }, { zone: 'utc' })
  if (!date.isValid)
    throw new BadArgument('text', 'The date is none of the calendar. Write the day first, as in 31/12/2010.')
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`
  return { day: date.toISODate(), rest }
}

/** From 1; null for any other word. */
function monthOf(word: string): number | null {
  const lower = word.toLowerCase()
  const whole = WHOLE.findIndex(names => names.includes(lower))
  if (whole >= 0) return whole + 1
  // "Sept" is written as often as "Sep"; a longer word that only begins like a month is a name.
  const short = lower.length > 4 ? -1 : MONTHS.findIndex(names => names.some(name => lower.startsWith(name)))
  return short >= 0 ? short + 1 : null
}
