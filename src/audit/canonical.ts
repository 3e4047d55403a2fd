// JSON with one way to write each value, so that the same row always has the same bytes, and so the same hash.

/** What a row may be made of. Numbers are safe integers: fractions have more than one spelling. */
export type Canonical = string | number | boolean | null | readonly Canonical[] | { readonly [name: string]: Canonical }

/** Names in code-unit order, no spaces, JSON's own escapes. Throws on a number that is not a safe integer. */
export function canonicalJson(value: Canonical): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new RangeError('Audit rows hold whole numbers only')
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  // Most of a row are lists of words, and of those the plain way writes the same bytes.
  if (isList(value)) {
    return value.every(one => typeof one === 'string')
      ? JSON.stringify(value)
      : `[${value.map(canonicalJson).join(',')}]`
  }
  const names = Object.keys(value).sort()
  return `{${names.map(name => `${JSON.stringify(name)}:${canonicalJson(value[name] ?? null)}`).join(',')}}`
}

function isList(value: object): value is readonly Canonical[] {
  return Array.isArray(value)
}
