// Chance that can be had again: the same seed gives the same run.

export interface Random {
  /** At least 0, less than 1. */
  next(): number
  /** A whole number from 0 up to, and without, `below`. */
  below(below: number): number
  chance(share: number): boolean
  pick<T>(from: readonly T[]): T
  shuffle<T>(from: readonly T[]): T[]
}

/** Mulberry32: small, quick, and good enough to draw operations with. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    below,
    chance: share => next() < share,
    pick<T>(from: readonly T[]): T {
      if (from.length === 0) throw new Error('nothing to pick from')
      return from[below(from.length)] as T
    },
    shuffle<T>(from: readonly T[]): T[] {
      return from
        .map(item => ({ item, at: next() }))
        .sort((left, right) => left.at - right.at)
        .map(({ item }) => item)
    },
  }
}

/** One number out of several, so that neighbours do not resemble each other. */
export function mixed(...numbers: readonly number[]): number {
  return numbers.reduce((state, one) => Math.imul((state ^ one) + 0x9e3779b9, 0x85ebca6b) >>> 0, 7)
}
