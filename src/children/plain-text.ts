// Text of a source as it may be shown: in one normal form, without what is invisible and steers how the rest is read, and not
// without end. It stays plain text: whoever puts it on a page or in a table escapes it there. Identifiers that anything is
// decided by are compared before this, as they came: what is cleaned could become somebody else's number.

const MOST_CHARACTERS = 10_000
const CUT = ' […]'

/** All that nearly every value consists of: nothing here is to be done for it. */
const PLAIN = /^[\n\t\x20-\x7e]*$/
/** A flag of a part of a country is a black one and its letters, which are invisible anywhere else. */
const FLAG = '\\u{1F3F4}[\\u{E0020}-\\u{E007E}]{1,8}\\u{E007F}'
const BREAKS = '\\r\\n?|[\\u2028\\u2029\\u0085]'
const HALF_CHARACTERS = '\\p{Surrogate}'
/** Controls, marks of direction, and what has no width. Joiners stay: several scripts, and many pictures, need them. */
const HIDDEN =
  '[\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\xad\\u061c\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\u{E0000}-\\u{E007F}]'
const ODD = new RegExp(`(${FLAG})|(${BREAKS})|(${HALF_CHARACTERS})|${HIDDEN}`, 'gu')

export function plainText(text: string): string {
  const clean = PLAIN.test(text) ? text : cleaned(text)
  if (clean.length <= MOST_CHARACTERS) return clean
  // Said where it is cut: what follows may matter. Not in the middle of a character.
  return `${clean.slice(0, MOST_CHARACTERS).replace(/[\ud800-\udbff]$/, '')}${CUT}`
}

/** Whether it holds what is invisible and steers how the rest is read, or half a character: nobody types these. */
export function hides(text: string): boolean {
  if (PLAIN.test(text)) return false
  return [...text.matchAll(ODD)].some(([, flag, lineBreak]) => flag === undefined && lineBreak === undefined)
}

function cleaned(text: string): string {
  return text
    .replace(ODD, (_odd, flag?: string, lineBreak?: string, half?: string) => {
      if (flag !== undefined) return flag
      if (lineBreak !== undefined) return '\n'
      return half === undefined ? '' : '\ufffd'
    })
    .normalize('NFC')
}
