// A statement to read on a screen or on paper: English, then Welsh.
import { DateTime } from 'luxon'
import type { Both, Language } from '../grounds.js'
import type { Statement } from './build.js'
import * as words from './words.js'

export interface Printed extends Statement {
  readonly child: string
  /** Days, the last included. */
  readonly from: string
  readonly until: string
  readonly cut: boolean
}

export const LANGUAGES: readonly Language[] = ['en', 'cy']
const LOCALE: Readonly<Record<Language, string>> = { en: 'en-GB', cy: 'cy' }
const ZONE = 'Europe/London'

/** A moment as a family's clock had it. */
export const momentIn = (language: Language, at: string): string =>
  DateTime.fromISO(at, { zone: ZONE }).setLocale(LOCALE[language]).toFormat('d MMMM yyyy, HH:mm')
export const dayIn = (language: Language, day: string): string =>
  DateTime.fromISO(day, { zone: ZONE }).setLocale(LOCALE[language]).toFormat('d MMMM yyyy')

export const asText = (statement: Printed): string =>
  LANGUAGES.map(language => inLanguage(statement, language)).join(`\n${'─'.repeat(72)}\n\n`)

function inLanguage({ child, from, until, told, leftOut, cut }: Printed, language: Language): string {
  const say = (both: Both): string => both[language]
  const lines = [
    say(words.TITLE).toUpperCase(), '', wrapped(say(words.INTRODUCTION)), '',
    `${say(words.PERIOD)}: ${dayIn(language, from)} – ${dayIn(language, until)}. (${child})`, '',
  ] // prettier-ignore
  if (told.length + leftOut.length === 0) lines.push(say(words.NOBODY), '')
  for (const { at, who, why, what, rule } of told)
    lines.push(
      `${say(words.WHEN)}: ${momentIn(language, at)}`,
      wrapped(`${say(words.WHO)}: ${say(who)}`),
      `${say(words.WHY)}: ${say(why)}`,
      wrapped(`${say(words.WHAT)}: ${what.map(say).join('; ')}`),
      wrapped(`${say(words.RULE)}: ${say(rule)}`),
      '',
    )
  if (cut) lines.push(say(words.CUT), '')
  lines.push(say(words.LEFT_OUT).toUpperCase(), '')
  if (leftOut.length === 0) lines.push(say(words.NOTHING_LEFT_OUT), '')
  for (const { times, ground, decidedBy, decidedAt, lapsesOn } of leftOut)
    lines.push(
      `${say(words.TIMES)}: ${times}`,
      wrapped(say(ground)),
      `${say(words.DECIDED)}: ${decidedBy}, ${dayIn(language, decidedAt)}`,
      `${say(words.LOOKED_AT_AGAIN)}: ${dayIn(language, lapsesOn)}`,
      '',
    )
  return [...lines, wrapped(say(words.RIGHTS)), ''].join('\n')
}

const WIDTH = 72

/** Lines of a width that fits on paper; those after the first stand back. */
function wrapped(text: string): string {
  const lines: string[] = ['']
  for (const word of text.split(' ')) {
    const last = lines.length - 1
    const line = lines[last] ?? ''
    if (line !== '' && line.length + word.length >= WIDTH) lines.push(`  ${word}`)
    else lines[last] = line === '' ? word : `${line} ${word}`
  }
  return lines.join('\n')
}
