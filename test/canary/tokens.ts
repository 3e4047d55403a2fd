// The canaries: values of which each is found nowhere else, so that wherever one turns up it can be said whose it is.
import type { Carries } from './carries.js'
import { createRandom } from './random.js'

/** Who may receive a row, beside whoever its category is given to. */
export interface Handling {
  readonly code: string
  readonly audience?: readonly string[]
}

/** Where a value came from. */
export interface Origin {
  readonly source: string
  readonly child: number
  readonly part: string
  /** The coordinates from the child down to the value. */
  readonly path: readonly string[]
  /** Of every row the value stands in. */
  readonly handling: readonly Handling[]
  /** For values that nobody is ever shown: identifiers, workers' ids, what a record says of whom it is about. */
  readonly never?: 'IDENTIFIER' | 'RECORD_ID' | 'FACT'
  /** Known only by what the involvement gives away. */
  readonly reveals?: string
  /** Other ways to it. */
  readonly also?: readonly (readonly string[])[]
  /** Of another's record, carried in one of the hub's. */
  readonly carried?: Carries
}

export interface Mint {
  text(origin: Origin): string
  day(origin: Origin): string
  moment(origin: Origin): string
  whole(origin: Origin): number
  fraction(origin: Origin): number
  /** For a value made elsewhere, such as an NHS number. */
  register(value: string, origin: Origin): string
  readonly known: ReadonlyMap<string, Origin>
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const LENGTH = 8
const SPACE = LETTERS.length ** LENGTH
/** Prime to the space: neighbours share no beginning, so that a cut token is nobody else's. */
const STEP = 104_729_000_003

const DAY_MS = 86_400_000
/** Days and moments have years of their own, in which no child, clock or certificate lives. */
const FIRST_DAY = Date.UTC(1000, 0, 1)
const FIRST_MOMENT_DAY = Date.UTC(1400, 0, 1)
const FIRST_WHOLE = 1_100_000_000

const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

export function createMint(): Mint {
  const known = new Map<string, Origin>()
  const count = { text: 1, day: 0, moment: 0, whole: 0 }
  const seconds = createRandom(1)
  function register(value: string, origin: Origin): string {
    if (known.has(value)) throw new Error('two canaries are alike')
    known.set(value, origin)
    return value
  }
  const whole = (origin: Origin): number => {
    const value = FIRST_WHOLE + (count.whole += 1)
    register(String(value), origin)
    return value
  }
  return {
    known,
    register,
    whole,
    text(origin) {
      let rest = Number((BigInt((count.text += 1)) * BigInt(STEP)) % BigInt(SPACE))
      let letters = ''
      for (let place = 0; place < LENGTH; place += 1) {
        letters += LETTERS[rest % LETTERS.length] ?? ''
        rest = Math.floor(rest / LETTERS.length)
      }
      return register(`cnr${letters}`, origin)
    },
    day: origin => register(isoDay(FIRST_DAY + (count.day += 1) * DAY_MS), origin),
    moment(origin) {
      const day = register(isoDay(FIRST_MOMENT_DAY + (count.moment += 1) * DAY_MS), origin)
      const two = (below: number): string => String(seconds.below(below)).padStart(2, '0')
      return `${day}T${two(24)}:${two(60)}:${two(60)}Z`
    },
    fraction: origin => whole(origin) + 0.25,
  }
}
