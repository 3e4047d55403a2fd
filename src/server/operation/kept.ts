// A bounded memory: what is used stays, and what was used longest ago goes first.

export interface Kept<Value> {
  get(key: string): Value | undefined
  set(key: string, value: Value): void
  delete(key: string): boolean
  readonly size: number
}

export function createKept<Value>(most: number): Kept<Value> {
  // A map gives its keys in the order they were set in: setting one again puts it last.
  const held = new Map<string, Value>()
  return {
    get(key) {
      const value = held.get(key)
      if (value === undefined) return undefined
      held.delete(key)
      held.set(key, value)
      return value
    },
    set(key, value) {
      held.delete(key)
      held.set(key, value)
      const [oldest] = held.keys()
      if (held.size > most && oldest !== undefined) held.delete(oldest)
    },
    delete: key => held.delete(key),
    get size() {
      return held.size
    },
  }
}
