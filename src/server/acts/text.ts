// Text that people write for people: plain, and what it looks like is what it is.
import { BadArgument } from '../../errors.js'

/** Controls, and marks that turn the direction of writing or cannot be seen; private and unassigned characters. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/u
/** Neither a web page nor a spreadsheet may take the text for an instruction. */
const MARKUP = /[<>]|^[=+@|-]/u
const LETTERS = /\p{L}/gu

/** The text as it is kept: composed, on one line. Throws BAD_ARGUMENT, which says what is wrong with it and repeats nothing. */
export function plainText(
  given: string,
  { field, what }: { readonly field: string; readonly what: string },
  least: number,
  most: number,
): string {
  const text = given
    .normalize('NFC')
    .replace(/\r?\n|\t/g, ' ')
    .trim()
    .replace(/ {2,}/g, ' ')
  if (HIDDEN.test(text))
    refuse(field, `${what} has characters that cannot be seen or that turn the writing. Type it anew.`)
  if (MARKUP.test(text)) refuse(field, `${what} is plain text: it has no < or >, and begins with a letter or a digit.`)
  const length = [...text].length
  if (length < least || length > most || (text.match(LETTERS) ?? []).length * 2 < least)
    refuse(field, `${what} takes ${least} to ${most} characters, in words.`)
  return text
}

/** Throws BAD_ARGUMENT for a key that could not be told from another, or would be long to keep. */
export function checkKey(key: unknown): void {
  if (typeof key !== 'string' || !/^[\w-]{8,64}$/.test(key))
    refuse('key', '"key" takes 8 to 64 letters, digits, hyphens and underscores: a random UUID is a good one.')
}

function refuse(field: string, sentence: string): never {
  throw new BadArgument(field, sentence)
}
