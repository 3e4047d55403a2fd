// How much a hub has written in its thirtieth year. What grows with the years grows here with the number of episodes; who is away
// now, who waits for an answer and how much one child has do not.
import { createHash } from 'node:crypto'

export const EPISODES_A_CHILD = 3
export const VERSIONS_A_CHILD = 6
export const AUDIT_ROWS_AN_EPISODE = 10
/** Children whose records are as the store seals them, and whom the measurement asks for: as many at every size. */
const REAL = 3_333
export const DAY = 86_400_000
export const END = Date.parse('2026-02-12T10:00:00.000Z')
export const AREAS = ['W06000018', 'W06000019', 'W06000020', 'W06000021', 'W06000022']
/** Teams that are told, each of as much as the others. */
export const TEAMS = 20

export const childrenOf = (episodes: number): number => Math.ceil(episodes / EPISODES_A_CHILD)
/** Of so many children one is real: they lie all over the tables. */
export const realEvery = (children: number): number => Math.max(1, Math.floor(children / REAL))
export const realsOf = (children: number): readonly number[] => {
  const every = realEvery(children)
  return Array.from({ length: Math.min(REAL, Math.floor(children / every)) }, (_, nth) => nth * every)
}

/** A uuid that SQL makes as well: md5 of the same text. */
const idOf = (text: string): string => {
  const hex = createHash('md5').update(text).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
export const childIdOf = (child: number): string => idOf(`child ${child}`)

/** Days before the end on which an episode was reported: each child's in weeks of their own. */
export const daysBefore = (child: number, nth: number): number => 8 + nth * 7 + (child % 3_000)
