// Whether what came is what was asked for. Types alone say nothing of bytes from a network.
import type { Fields, Operation, OperationKind, Shape } from './operation.js'

/** Whether this may be handed out as the operation's answer. */
export const fits = <Data, Variables>(
  data: unknown,
  { shape }: Operation<Data, Variables, OperationKind>,
): data is Data => misfit(shape, data, 'data') === null

/** Where the answer is not what was asked for, by names of fields alone; null where it is. */
export function misfit(shape: Shape, value: unknown, path: string): string | null {
  if ('orNull' in shape) return value === null ? null : misfit(shape.orNull, value, path)
  if ('leaf' in shape) return isLeaf(shape.leaf, value) ? null : path
  if ('listOf' in shape) {
    if (!Array.isArray(value)) return path
    const items: readonly unknown[] = value
    return first(items, item => misfit(shape.listOf, item, `${path}[]`))
  }
  if (!isObject(value)) return path
  if ('fields' in shape) return misfitIn(shape.fields, value, path)
  const name = value['__typename']
  const fields = typeof name === 'string' && Object.hasOwn(shape.oneOf, name) ? shape.oneOf[name] : undefined
  return fields === undefined ? `${path}.__typename` : misfitIn(fields, value, path)
}

function misfitIn(fields: Fields, value: Readonly<Record<string, unknown>>, path: string): string | null {
  const found = first(Object.entries(fields), ([key, shape]) =>
    Object.hasOwn(value, key) ? misfit(shape, value[key], `${path}.${key}`) : `${path}.${key}`,
  )
  return found ?? (isEnvelope(fields) && !isConsistent(value) ? `${path}.status` : null)
}

const isEnvelope = (fields: Fields): boolean => ['status', 'complete', 'missing', 'record'].every(key => key in fields)

const EMPTY_HANDED = new Set(['RECORDED', 'NOTHING_RECORDED', 'WITHHELD', 'UNAVAILABLE', 'UNVERIFIED'])

/** A record without FOUND, or FOUND without a record, would be shown as what it is not; so would a status nobody knows. */
function isConsistent({ status, complete, missing, record }: Readonly<Record<string, unknown>>): boolean {
  if (complete === true && Array.isArray(missing) && missing.length > 0) return false
  if (status === 'FOUND') return record !== null
  return typeof status === 'string' && EMPTY_HANDED.has(status) && record === null
}

function isLeaf(leaf: 'text' | 'whole' | 'number' | 'yesNo', value: unknown): boolean {
  switch (leaf) {
    case 'text':
      return typeof value === 'string'
    case 'whole':
      return Number.isInteger(value)
    case 'number':
      return Number.isFinite(value)
    case 'yesNo':
      return typeof value === 'boolean'
  }
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function first<T>(items: readonly T[], find: (item: T) => string | null): string | null {
  for (const item of items) {
    const found = find(item)
    if (found !== null) return found
  }
  return null
}
