// What a name, postcode or phone number is once everything that varies without meaning is gone.

/** Words before a family name that are written or left out: ap Rhys, Rhys; O'Neill, Neill; Mac Donald, Macdonald. */
const PARTICLES: ReadonlySet<string> = new Set([
  'ap',
  'ab',
  'ferch',
  'verch',
  'o',
  'mac',
  'mc',
  'al',
  'el',
  'bin',
  'ibn',
  'bint',
  'van',
  'von',
  'de',
  'da',
  'dos',
])

/** What stands where a newborn has no name yet, or nobody knew it. */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
  'baby',
  'babi',
  'infant',
  'newborn',
  'unborn',
  'twin',
  'triplet',
  'boy',
  'girl',
  'male',
  'female',
  'child',
  'unknown',
  'unnamed',
  'notknown',
  'anhysbys',
  'nk',
  'na',
  'none',
  'null',
  'test',
])
const COUNTERS = /^(one|two|three|i|ii|iii|[a-d1-3])$/
const FOLDS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  œ: 'oe',
}

/** Words in lower-case Latin letters: accents off, hyphens and apostrophes taken for spaces. */
function words(text: string): string[] {
  // Most names have no letter that folds.
  const plain = /^[\x20-\x7e]*$/.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .replace(/[ßæøłđðþıœ]/g, letter => FOLDS[letter] ?? letter)
  return plain.split(/[^\p{L}\p{N}]+/u).filter(word => word !== '')
}

/** A given name in words, or '' where it is missing or a placeholder ("Baby Jones", "Twin 2", "Unknown"). */
export function givenName(text: string | undefined): string {
  if (text === undefined) return ''
  const all = words(text)
  const [first] = all
  if (first === undefined || PLACEHOLDERS.has(first)) return ''
  return all.filter(word => !PLACEHOLDERS.has(word) || !COUNTERS.test(word)).join(' ')
}

/** A family name without the particles before it. A particle that is all there is stays. */
export function familyName(text: string | undefined): string {
  if (text === undefined) return ''
  // O'Neill and Mac Donald keep their letters together; the particle alone falls away.
  const all = words(text)
  if (all.length === 1 && PLACEHOLDERS.has(all[0] ?? '')) return ''
  const kept = all.filter(word => !PARTICLES.has(word))
  return (kept.length > 0 ? kept : all).map(withoutMac).join(' ')
}

const withoutMac = (word: string): string => (/^ma?c[^aeiouhk].{3,}$/.test(word) ? word.replace(/^ma?c/, '') : word)

const ABBREVIATIONS: Readonly<Record<string, string>> = {
  st: 'street',
  rd: 'road',
  ave: 'avenue',
  av: 'avenue',
  cl: 'close',
  ct: 'court',
  cres: 'crescent',
  dr: 'drive',
  ln: 'lane',
  pl: 'place',
  tce: 'terrace',
  terr: 'terrace',
  pde: 'parade',
  cct: 'circuit',
  gdns: 'gardens',
  hts: 'heights',
}

export const plainText = (text: string | undefined): string =>
  text === undefined
    ? ''
    : words(text)
        .map(word => ABBREVIATIONS[word] ?? word)
        .join(' ')

/** Letters and digits alone, in capitals: numbers, postcodes, keys. */
export const code = (text: string | undefined): string =>
  text === undefined ? '' : text.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** The last nine digits of a phone number: with and without the code of the country they are the same. */
export function phone(text: string): string {
  const digits = text.replace(/\D/g, '')
  return digits.length < 6 ? '' : digits.slice(-9)
}

const UK_POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/

export const isUkPostcode = (text: string): boolean => UK_POSTCODE.test(text)

/** Sector and district of a postcode: NP20 9 and NP20; of another country's, all but the last one and two characters. */
export function postcodeAreas(text: string): { readonly sector: string; readonly district: string } {
  const [sector, district] = isUkPostcode(text) ? [2, 3] : [1, 2]
  return { sector: text.slice(0, -sector), district: text.slice(0, -district) }
}
