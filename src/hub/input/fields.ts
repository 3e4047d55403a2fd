// The kinds of field that the hub's forms have. Where one does not fit, the message is the code of its refusal.
import { z } from 'zod'
import { hides } from '../../children/plain-text.js'
import { codesOf, type CodeList } from '../words.js'

const SHORT = 200
const SENTENCES = 2_000
/** Some four printed pages: what a worker writes, never a document. */
const NARRATIVE = 20_000
const MOST_CODES = 40
const MOST_LABELS = 20

/** Its length is looked at first, so that a megabyte is refused before it is read. */
const written = (most: number) =>
  z
    .string({ error: 'FIELD_INVALID' })
    .max(most, { error: 'TEXT_TOO_LONG', abort: true })
    .refine(text => !hides(text), { error: 'TEXT_HIDDEN_CHARACTERS', abort: true })
    .transform(text => text.replaceAll(/\r\n?/g, '\n').normalize('NFC').trim())

/** Blank text is no text. */
const filled = (most: number, code: 'REASON_REQUIRED' | 'FIELD_INVALID') =>
  written(most).refine(text => text !== '', { error: code })

const orNull = (most: number) =>
  written(most)
    .transform(text => (text === '' ? null : text))
    .nullable()

export const label = filled(SHORT, 'FIELD_INVALID')
export const labelOrNull = orNull(SHORT)
export const reason = filled(SENTENCES, 'REASON_REQUIRED')
export const reasonOrNull = orNull(SENTENCES)
export const narrative = filled(NARRATIVE, 'FIELD_INVALID')
export const narrativeOrNull = orNull(NARRATIVE)

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/
const SECONDS = 'YYYY-MM-DDTHH:mm:ss'.length

/** Whether it reads back as it was written: a 30 February does not. */
const readsBack = (text: string, length: number): boolean => {
  const time = Date.parse(text)
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, length) === text.slice(0, length)
}

export const moment = z
  .string({ error: 'TIME_INVALID' })
  .refine(text => MOMENT.test(text) && readsBack(text, SECONDS), { error: 'TIME_INVALID', abort: true })
  .transform(text => new Date(text).toISOString())

const DAY = /^\d{4}-\d{2}-\d{2}$/
export const day = z
  .string({ error: 'DAY_INVALID' })
  .refine(text => DAY.test(text) && readsBack(text, text.length), { error: 'DAY_INVALID' })

/** A reference or an id: never free text. */
export const id = z.string({ error: 'FIELD_INVALID' }).regex(/^[\w.:-]{1,64}$/, { error: 'FIELD_INVALID' })
/** GSS code of an authority of England or Wales. */
export const authority = z.string({ error: 'FIELD_INVALID' }).regex(/^[EW]\d{8}$/, { error: 'CODE_UNKNOWN' })

export const coded = <Code extends string>(list: CodeList<Code>) => z.enum(codesOf(list), { error: 'CODE_UNKNOWN' })

const distinct = (items: readonly string[]): boolean => new Set(items).size === items.length

export const codedMany = <Code extends string>(list: CodeList<Code>) =>
  z
    .array(coded(list), { error: 'FIELD_INVALID' })
    .max(MOST_CODES, { error: 'TOO_MANY_ENTRIES' })
    .refine(distinct, { error: 'SAID_TWICE' })
    .readonly()

/** Things named in words, each once: places, people, what would help. */
export const labels = z
  .array(label, { error: 'FIELD_INVALID' })
  .max(MOST_LABELS, { error: 'TOO_MANY_ENTRIES' })
  .refine(distinct, { error: 'SAID_TWICE' })
  .readonly()
