// Chance with a memory: the same seed and label give the same run of numbers, whatever else is drawn elsewhere. Every
// child draws from a run of its own, so that one child stays as it is when others are added.

// Taken out once: under a test runner every look at a global is slow, and these are looked at millions of times.
const { floor, imul } = Math

export interface Random {
  /** In [0, 1). */
  next(): number
  /** A whole number, both ends included. */
  int(min: number, max: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  weighted<T>(choices: readonly (readonly [T, number])[]): T
}

/** A run of numbers of its own for each (seed, label): sfc32 over a string hash. */
export function createRandom(seed: number, label: string): Random {
  let [a, b, c, d] = hash(`${seed}/${label}`)
  const next = (): number => {
    const t = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return (t >>> 0) / 4294967296
  }
  for (let warm = 0; warm < 8; warm++) next()
  const pick = <T>(list: readonly T[]): T => {
    const item = list[floor(next() * list.length)]
    if (item === undefined) throw new RangeError('Nothing to pick from')
    return item
  }
  return {
    next,
    pick,
    int: (min, max) => min + floor(next() * (max - min + 1)),
    chance: probability => next() < probability,
    weighted: choices => {
      let rest = next() * choices.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [item, weight] of choices) if ((rest -= weight) < 0) return item
      return pick(choices)[0]
    },
  }
}

/** Four 32-bit words from a text. */
function hash(text: string): [number, number, number, number] {
  let a = 1779033703
  let b = 3144134277
  let c = 1013904242
  let d = 2773480762
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = b ^ imul(a ^ code, 597399067)
    b = c ^ imul(b ^ code, 2869860233)
    c = d ^ imul(c ^ code, 951274213)
    d = a ^ imul(d ^ code, 2716044179)
  }
  return [a, b, c, d]
}
