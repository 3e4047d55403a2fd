// How alike two names are, in levels; remembered for pairs of names, because the same few thousand meet again and again.
import { isOneSlip, isUnlike, likeness } from './distances.js'
import type { Lexicon, Name, Part } from './lexicon.js'
import { isGrouped } from './names/alike.js'

/** 0 is left for "one of them is missing". Lower is more alike. */
export const ALIKE = { EXACT: 1, VARIANT: 2, PART: 3, SLIP: 4, SOUND: 5, CLOSE: 6, INITIAL: 7, DIFFERENT: 8 } as const
export type Alike = (typeof ALIKE)[keyof typeof ALIKE]

const SOUNDS_LIKE = 0.78
const CLOSE = 0.86
/** Pairs remembered: a newer pair takes the place of an older, so memory has a bound whatever comes. */
const REMEMBERED = 1 << 20
const FEW = 1 << 11

/** The level of two names by their numbers. The same for (a, b) and (b, a). */
export function createNameLevels(lexicon: Lexicon): (one: number, other: number) => number {
  // A search compares a few dozen names: to clear a memory for a million pairs would take longer than the comparing.
  const remembered = lexicon.size() < FEW ? FEW : REMEMBERED
  const firsts = new Int32Array(remembered)
  const seconds = new Int32Array(remembered)
  const levels = new Uint8Array(remembered)
  return (one, other) => {
    if (one === 0 || other === 0) return 0
    if (one === other) return ALIKE.EXACT
    const first = one < other ? one : other
    const second = one < other ? other : one
    const at = ((Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> 7) & (remembered - 1)
    if (firsts[at] === first && seconds[at] === second) return levels[at] ?? 0
    const level = alike(lexicon.name(first), lexicon.name(second))
    firsts[at] = first
    seconds[at] = second
    levels[at] = level
    return level
  }
}

/** Two names, folded and not equal. */
function alike(one: Name, other: Name): Alike {
  if (one.text.length === 1 || other.text.length === 1)
    return one.text[0] === other.text[0] ? ALIKE.INITIAL : ALIKE.DIFFERENT
  if (one.words.length === 1 && other.words.length === 1) {
    if (one.spelling === other.spelling || (one.listed && other.listed && isGrouped(one.text, other.text)))
      return ALIKE.VARIANT
  } else {
    const [joined, also] = [one.words.join(''), other.words.join('')]
    if (joined === also || sameWords(one.parts, other.parts)) return ALIKE.VARIANT
    if (holds(one.parts, other.parts) || holds(other.parts, one.parts)) return ALIKE.PART
  }
  if (Math.min(one.text.length, other.text.length) >= 4 && isOneSlip(one.text, other.text)) return ALIKE.SLIP
  const sounds = one.sound !== '' && one.sound === other.sound
  if (!sounds && isUnlike(one.text, other.text, other.letters, CLOSE)) return ALIKE.DIFFERENT
  const near = likeness(one.text, other.text)
  if (near >= SOUNDS_LIKE && sounds) return ALIKE.SOUND
  if (near >= CLOSE) return ALIKE.CLOSE
  return ALIKE.DIFFERENT
}

/** Two words that are one. */
const isVariant = (one: Part, other: Part): boolean =>
  one.spelling === other.spelling || (one.listed && other.listed && isGrouped(one.word, other.word))

const isIn = (part: Part, parts: readonly Part[]): boolean => parts.some(also => isVariant(also, part))

/** Every word of the one is in the other: Prys in Prys-Jones, Mary in Mary Ann. Ann Louise is no part of Ann Marie. */
const holds = (parts: readonly Part[], some: readonly Part[]): boolean =>
  some.length < parts.length && some.every(part => isIn(part, parts))

/** The same words in another order, or each in its other spelling. */
const sameWords = (one: readonly Part[], other: readonly Part[]): boolean =>
  one.length === other.length && one.every(part => isIn(part, other)) && other.every(part => isIn(part, one))
