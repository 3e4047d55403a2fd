// Chance that is the same for a seed, and the slips that people and machines make with texts.
export interface Chance {
  readonly next: () => number
  readonly int: (below: number) => number
  readonly pick: <T>(from: readonly T[]) => T
  /** Early ones oftener, as names are. */
  readonly common: <T>(from: readonly T[]) => T
  readonly slip: (text: string) => string
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (below: number): number => Math.floor(next() * below)
  const from = <T>(all: readonly T[], nth: number): T => {
    const found = all[nth]
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }
  return {
    next,
    int,
    pick: all => from(all, int(all.length)),
    common: all => from(all, Math.floor(all.length * next() ** 2)),
    slip(text) {
      if (text.length < 2) return text
      const [at, kind] = [int(text.length - 1), int(4)]
      const other = /\d/.test(text[at] ?? '') ? String(int(10)) : ('abcdefghijklmnopqrstuvwxyz'[int(26)] ?? 'a')
      if (kind === 0) return text.slice(0, at) + other + text.slice(at + 1)
      if (kind === 1) return text.slice(0, at) + text.slice(at + 1)
      if (kind === 2) return text.slice(0, at) + other + text.slice(at)
      return text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2)
    },
  }
}

const STARTS = 'b br c ch d dr f g gr h j k l m n p r s sh st t tr v w'.split(' ')
const MIDDLES = 'a e i o u ai ee oa ou'.split(' ')
const ENDS = 'n r l s t d m ck th ll nd rt y'.split(' ')

/** Invented words that sound like names. */
export const invented = (chance: Chance, count: number): string[] =>
  [
    ...new Set(
      Array.from(
        { length: count * 2 },
        () => [1, 2].map(() => chance.pick(STARTS) + chance.pick(MIDDLES)).join('') + chance.pick(ENDS),
      ),
    ),
  ].slice(0, count)
