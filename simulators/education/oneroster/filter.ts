// The part of OneRoster's filter grammar that is served: `field='value'` and `field!='value'`, joined by AND and OR
// with AND binding tighter. Dotted fields reach into objects; in a list any element may match.

export type Row = Readonly<Record<string, unknown>>
interface Term {
  readonly path: readonly string[]
  readonly equal: boolean
  readonly value: string
}

/** `field` where one is named that the resource does not have, `syntax` where it is no filter. */
export type Filter =
  | { readonly kind: 'filter'; readonly anyOf: readonly (readonly Term[])[] }
  | { readonly kind: 'field' }
  | { readonly kind: 'syntax' }

const TERM = /^\s*([A-Za-z][\w.]*)\s*(!=|=)\s*'([^']*)'\s*(AND|OR|$)/

export function parseFilter(text: string, fields: readonly string[]): Filter {
  const anyOf: Term[][] = [[]]
  let rest = text
  for (;;) {
    const [whole, field = '', operator, value = '', joint] = TERM.exec(rest) ?? []
    if (whole === undefined) return { kind: 'syntax' }
    if (!fields.includes(field)) return { kind: 'field' }
    anyOf.at(-1)?.push({ path: field.split('.'), equal: operator === '=', value })
    if (joint === '') break
    if (joint === 'OR') anyOf.push([])
    rest = rest.slice(whole.length)
  }
  return { kind: 'filter', anyOf }
}

/** Rows of a collection by the values of a field, gathered at the first question that names the field. */
export interface Index {
  readonly rows: readonly Row[]
  having(field: string, value: string): readonly Row[]
}

export function createIndex(rows: readonly Row[]): Index {
  const fields = new Map<string, ReadonlyMap<unknown, readonly Row[]>>()
  function gather(field: string): ReadonlyMap<unknown, readonly Row[]> {
    const path = field.split('.')
    const by = new Map<unknown, Row[]>()
    for (const row of rows) {
      for (const value of new Set(valuesAt(row, path))) {
        const having = by.get(value)
        if (having === undefined) by.set(value, [row])
        else having.push(row)
      }
    }
    fields.set(field, by)
    return by
  }
  return { rows, having: (field, value) => (fields.get(field) ?? gather(field)).get(value) ?? [] }
}

/** The rows a filter lets through, in the collection's order where it is more than a list of values. */
export function select(index: Index, { anyOf }: Extract<Filter, { kind: 'filter' }>): readonly Row[] {
  const single = anyOf.flatMap(allOf => (allOf.length === 1 && allOf[0]?.equal === true ? allOf : []))
  if (single.length === anyOf.length)
    return [...new Set(single.flatMap(term => index.having(term.path.join('.'), term.value)))]
  return index.rows.filter(row => anyOf.some(allOf => allOf.every(term => holds(row, term))))
}

function holds(row: Row, { path, equal, value }: Term): boolean {
  return valuesAt(row, path).includes(value) === equal
}

function valuesAt(value: unknown, path: readonly string[]): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(element => valuesAt(element, path))
  const [name, ...rest] = path
  if (name === undefined) return [value]
  if (typeof value !== 'object' || value === null) return []
  return valuesAt(Reflect.get(value, name), rest)
}
