// The points at which the two readings are compared, taken from the protocol's text: all of them, or a CI's worth.
import type { Point, Reading } from './reading.js'

type Held = Pick<Point, 'held' | 'undecided'>
type Token = Pick<Point, 'secondedFrom' | 'vetting' | 'clearance'>

const AGENCIES = [null, 'POLICE', 'SOCIAL_CARE', 'EDUCATION', 'HEALTH', 'THIRD_SECTOR', 'HUB']
const VERDICTS = ['YES', 'NO', 'UNDECIDED'] as const

const holdable = (file: Reading, role: string): readonly string[] =>
  Object.keys(file.relationships).filter(name => file.relationships[name]?.heldBy.includes(role))

/** Every set: each relationship absent, holding or undecided. */
const everySet = (names: readonly string[]): readonly Held[] =>
  names.reduce<readonly Held[]>(
    (sets, name) =>
      sets.flatMap(set => [
        set,
        { ...set, held: [...set.held, name] },
        { ...set, undecided: [...set.undecided, name] },
      ]),
    [{ held: [], undecided: [] }],
  )

const words = (file: Reading, of: 'vetting' | 'clearance'): readonly string[] => [
  ...new Set(Object.values(file.conditions).flatMap(condition => condition[of] ?? [])),
]

function everyToken(file: Reading): readonly Token[] {
  const clearances = words(file, 'clearance').reduce<readonly (readonly string[])[]>(
    (sets, word) => sets.flatMap(set => [set, [...set, word]]),
    [[]],
  )
  return AGENCIES.flatMap(secondedFrom =>
    [null, ...words(file, 'vetting')].flatMap(vetting =>
      clearances.map(clearance => ({ secondedFrom, vetting, clearance })),
    ),
  )
}

/** Tokens that say at most one thing beside the role. */
const singleTokens = (file: Reading): readonly Token[] =>
  everyToken(file).filter(
    ({ secondedFrom, vetting, clearance }) =>
      (secondedFrom === null ? 0 : 1) + (vetting === null ? 0 : 1) + clearance.length <= 1,
  )

function* walk(
  file: Reading,
  roles: readonly string[],
  tokens: readonly Token[],
  sets: (names: readonly string[]) => readonly Held[],
): Generator<Point> {
  for (const role of roles)
    for (const held of sets(holdable(file, role)))
      for (const token of tokens)
        for (const purpose of Object.keys(file.purposes))
          for (const episode of VERDICTS)
            for (const recent of VERDICTS)
              for (const breakGlass of [false, true])
                yield { role, ...held, ...token, purpose, episode, recent, breakGlass }
}

export const everyPoint = (file: Reading): Generator<Point> =>
  walk(file, Object.keys(file.roles), everyToken(file), everySet)

/** Every role, purpose, circumstance and coordinate with no relationship and each alone, and with pairs as `random` draws them. */
export function somePoints(
  file: Reading,
  random: () => number,
  roles: readonly string[] = Object.keys(file.roles),
): Generator<Point> {
  return walk(file, roles, singleTokens(file), names => {
    const size = ({ held, undecided }: Held): number => held.length + undecided.length
    const pairs = everySet(names).filter(set => size(set) === 2)
    const drawn = pairs.length === 0 ? [] : [pairs[Math.floor(random() * pairs.length)]]
    return [...everySet(names).filter(set => size(set) <= 1), ...drawn].flatMap(set => set ?? [])
  })
}
