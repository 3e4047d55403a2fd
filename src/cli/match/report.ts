// What `hafan match` says of its run.
import { BY_MATCH, byProbability, calibration, linked, quality } from '../../children/identity/matching/evaluate.js'
import type { Linking } from '../../children/identity/matching/evaluate.js'
import type { Matched, Matcher } from '../../children/identity/matching/match.js'
import type { Role } from './columns.js'
import type { PeopleRead } from './read-people.js'

/** Even odds: where F1 is at its best if probabilities can be believed. */
const EVEN = 0.5
const THRESHOLDS = [EVEN, 0.8, 0.9, 0.95, 0.99, 0.995, 0.999]
const four = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(4)).padStart(9)

/** What is compared, and what a reader might think is. Headers are not echoed: a file without them has a person in its first row. */
export function columnsSaid(sides: readonly Pick<PeopleRead, 'file' | 'roles' | 'unread'>[]): string {
  const all = [...new Set(sides.flatMap(({ roles }) => roles))].filter(role => role !== 'id')
  const inEach = (role: Role): boolean => sides.every(({ roles }) => roles.includes(role))
  const alone = all.filter(role => !inEach(role))
  const unread = sides.filter(side => side.unread.length > 0)
  return [
    `Compared by: ${all.filter(inEach).join(', ')}.`,
    ...(alone.length > 0 ? [`Not compared, since one file alone has it: ${alone.join(', ')}.`] : []),
    ...unread.map(side => `Not read in ${side.file}: column ${side.unread.join(', ')}. Name what it is with --map.`),
    '',
  ].join('\n')
}

/** Counts of outcomes, and what bounds left out. */
export function summary({ pairs, compared, passes, notKept }: Matched, size: number): string {
  const count = (outcome: string): number => pairs.filter(pair => pair.outcome === outcome).length
  const left = passes.filter(({ leftOut }) => leftOut > 0)
  return [
    `${size} records, ${compared} pairs compared: ${count('MATCH')} MATCH, ${count('MANY')} MANY, ${count('POSSIBLE')} POSSIBLE.`,
    ...left.map(
      ({ name, leftOut }) =>
        `Left out: ${leftOut} pairs of blocks by ${name}, too large to compare; other blocks may have them.`,
    ),
    ...(notKept > 0 ? [`Left out: ${notKept} pairs beyond what is kept.`] : []),
    '',
  ].join('\n')
}

/** Precision, recall and F1 at even odds and of MATCH alone, then at several thresholds, then how far probabilities can be believed. */
export function evaluation(
  matched: Matched,
  size: number,
  split: number | null,
  matcher: Matcher,
  truth: ReadonlySet<number>,
  many: boolean,
): string {
  const by = (linking: Linking): ReadonlySet<number> => linked(matched, size, split, matcher, linking)
  const [even, match] = [by(byProbability(EVEN, many)), by({ ...BY_MATCH, many })]
  const row = (name: string, found: ReadonlySet<number>): string => {
    const { precision, recall, f1 } = quality(found, truth)
    return `${name.padEnd(12)}${four(precision)}${four(recall)}${four(f1)}${String(found.size).padStart(10)}`
  }
  const said = (found: ReadonlySet<number>): string => {
    const { precision, recall, f1 } = quality(found, truth)
    return `F1 ${f1.toFixed(4)}, precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`
  }
  return [
    `Against ${truth.size} true pairs; a pair that was never compared counts as missed.`,
    `Linked at even odds: ${said(even)}.`,
    `Linked by MATCH, with all that is POSSIBLE left to a person: ${said(match)}.`,
    '',
    `${'linked at'.padEnd(12)}${'precision'.padStart(9)}${'recall'.padStart(9)}${'F1'.padStart(9)}${'pairs'.padStart(10)}`,
    ...THRESHOLDS.map(least => row(`≥ ${least}`, least === EVEN ? even : by(byProbability(least, many)))),
    row('MATCH', match),
    '',
    `${'probability'.padEnd(20)}${'pairs'.padStart(9)}${'predicted'.padStart(11)}${'observed'.padStart(9)}`,
    ...calibration(matched.pairs, size, truth).map(
      ({ from, to, pairs, predicted, observed }) =>
        `${`${from} to ${to}`.padEnd(20)}${String(pairs).padStart(9)}  ${four(predicted)}${four(observed)}`,
    ),
    '',
  ].join('\n')
}
