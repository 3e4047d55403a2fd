// Which names are known to be one name, and the plain ways in which Welsh and English spell it apart.
import { FAMILY_VARIANTS, GIVEN_VARIANTS } from './variants.js'

type Groups = ReadonlyMap<string, ReadonlySet<number>>

function groupsOf(text: string): Groups {
  const groups = new Map<string, Set<number>>()
  for (const [nth, line] of text.trim().split(/[|\n]/).entries())
    for (const name of line.trim().split(' ')) groups.set(name, (groups.get(name) ?? new Set()).add(nth))
  return groups
}

const GIVEN = groupsOf(GIVEN_VARIANTS)
const FAMILY = groupsOf(FAMILY_VARIANTS)

/** The first names of each group, as they are listed. */
const headsOf = (text: string): readonly string[] =>
  text
    .trim()
    .split(/[|\n]/)
    .map(line => line.trim().split(' ').slice(0, 2).join(' '))
const HEADS = { given: headsOf(GIVEN_VARIANTS), family: headsOf(FAMILY_VARIANTS) }

const sameGroup = (groups: Groups, one: string, other: string): boolean => {
  const [left, right] = [groups.get(one), groups.get(other)]
  return left !== undefined && right !== undefined && [...left].some(group => right.has(group))
}

/** The groups a word is in, each by a name that does not change when another group is added. */
export function namesakes(word: string): readonly string[] {
  return [
    ...[...(GIVEN.get(word) ?? [])].map(nth => HEADS.given[nth] ?? ''),
    ...[...(FAMILY.get(word) ?? [])].map(nth => HEADS.family[nth] ?? ''),
  ]
}

/** Two words that a list has as one name. */
export const isGrouped = (one: string, other: string): boolean =>
  sameGroup(GIVEN, one, other) || sameGroup(FAMILY, one, other)

/** Whether a word is a name in its own right, so that a likeness to it need not be a slip. */
export const isListed = (word: string): boolean => GIVEN.has(word) || FAMILY.has(word)

/** Spellings that Welsh and English have for one sound: ff/f, ph/f, dd/th, y/i, c/k, doubled letters, a final s or e. */
export function spelling(word: string): string {
  return word
    .replaceAll('ph', 'f')
    .replaceAll('dd', 'th')
    .replaceAll('ck', 'k')
    .replace(/c(?![eihy])/g, 'k')
    .replaceAll('y', 'i')
    .replaceAll('w', 'u')
    .replace(/(.)\1+/g, '$1')
    .replace(/(?<=.{3})e$/, '')
}
