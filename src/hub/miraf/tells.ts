// What a text written for schools and carers may not tell: names of others, where somebody lives, numbers and accounts, and that
// something is known from intelligence. It errs towards finding: a word found wrongly costs a rewrite, one that is missed may cost
// more. It does not find what is written around: a person still reads it before it is approved.

export interface Finding {
  readonly kind: 'NAME' | 'ADDRESS' | 'NUMBER' | 'ACCOUNT' | 'INTELLIGENCE'
  /** Where in the text as it is kept (trimmed), so that the place can be marked; what stands there is not repeated. */
  readonly from: number
  readonly until: number
}

const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[ABD-HJLNP-UW-Z]{2}\b/giu
const NUMBERED_STREET =
  /\b\d{1,4}[a-z]?,?\s+(?:[\p{L}'’.-]{1,30}\s+){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Close|Drive|Lane|Way|Terrace|Crescent|Place|Court|Gardens|Grove|Square|Row|View|Walk)\b/giu
const NAMED_STREET =
  /\p{Lu}[\p{L}'’-]{1,30}\s+(?:Street|Road|Avenue|Close|Crescent|Terrace|Lane|Drive|Gardens|Grove)\b/gu
const WELSH_STREET = /(?<!\p{L})(?:Stryd|Heol|Ffordd|Lôn|Clos|Rhodfa|Rhes|Cilgant)\s+\p{Lu}[\p{L}'’-]{1,30}/gu
const FLAT = /\bff?lat\s+\d{1,4}/giu
/** Telephones, NHS and pupil numbers: nine digits however they are parted, or six in a row. */
const LONG_NUMBER = /\d(?:[\s().-]{0,2}\d){8,}|\d{6,}/gu
const ACCOUNT = /[^\s@]{1,64}@[^\s@]|https?:|www\.|(?<![^\s(])@\w{2,}/giu
const INTELLIGENCE = new RegExp(
  `(?<!\\p{L})(?:${[
    'intelligence', 'intel', 'informants?', 'informers?', 'chis', 'covert\\p{L}*', 'undercover', 'surveillance',
    '3x5x2', '5x5x5', 'handling code', 'saniti[sz]ed', 'official[ -]sensitive', 'pnc', 'pnd', 'intercept\\p{L}*',
    '(?:police|confidential|anonymous|reliable|untested) sources?', 'sources? (?:says?|said|reports?|reported|tells?|told|states?|stated)',
    '[cg]udd[- ]?wybodaeth', 'chudd[- ]?wybodaeth', 'hysbys(?:ydd|wyr|wr)', 'gwyliadwriaeth', 'wyliadwriaeth', '[cg]udd',
    'ffynhonnell (?:gyfrinachol|heddlu|ddienw)',
  ].join('|')})(?!\\p{L})`,
  'giu',
) // prettier-ignore

const PATTERNS: readonly (readonly [kind: Finding['kind'], pattern: RegExp])[] = [
  ['ADDRESS', POSTCODE],
  ['ADDRESS', NUMBERED_STREET],
  ['ADDRESS', NAMED_STREET],
  ['ADDRESS', WELSH_STREET],
  ['ADDRESS', FLAT],
  ['NUMBER', LONG_NUMBER],
  ['ACCOUNT', ACCOUNT],
  ['INTELLIGENCE', INTELLIGENCE],
]

/** Names that are words as well: found only where they are written with a capital. */
const WORDS_TOO = new Set(
  'may will rose grace hope joy faith summer autumn sky river mark jack art bill rob pat sue drew dean chase hunter daisy lily poppy ruby amber price green brown white black young long king day field wood hill park best little rich north west page cook bell ball ward stone bush banks brook reed fox bird baker haf eira enfys seren heulwen'.split(
    ' ',
  ),
)
const PARTICLES = new Set(['ap', 'ab', 'ferch', 'van', 'von', 'de', 'da', 'di', 'el', 'al', 'bin', 'the'])

/** Without accents, case and apostrophes: as people write names in a hurry. */
const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}|['’]/gu, '')
    .toLowerCase()

const WORD = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu
const wordsOf = (text: string): readonly RegExpExecArray[] => [...text.matchAll(WORD)]

/** A word, and what it is without its ending; the parts of a double name each as well. */
function spellings(word: string): readonly string[] {
  const parts = [word, ...word.split('-')]
  return parts.flatMap(part => [folded(part), folded(part.replace(/['’]s$/u, ''))])
}

function namesIn(text: string, names: readonly string[]): readonly Finding[] {
  const sought = new Set(names.flatMap(name => wordsOf(name).flatMap(([word]) => spellings(word))))
  const isTold = (word: string): boolean =>
    spellings(word).some(spelling => {
      if (!sought.has(spelling) || PARTICLES.has(spelling) || spelling.length < 2) return false
      return /^\p{Lu}/u.test(word) || (!WORDS_TOO.has(spelling) && spelling.length > 2)
    })
  return wordsOf(text)
    .filter(([word]) => isTold(word))
    .map(({ 0: word, index }) => ({ kind: 'NAME', from: index, until: index + word.length }))
}

/** Every place that tells something, in the order of the text. `names`: of the family, companions, staff. */
export function tells(text: string, names: readonly string[]): readonly Finding[] {
  const found = PATTERNS.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map(({ 0: match, index }) => ({ kind, from: index, until: index + match.length })),
  )
  return [...namesIn(text, names), ...found].sort((a, b) => a.from - b.from || a.until - b.until)
}
