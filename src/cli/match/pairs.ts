// The file of pairs, a row each: what it is, whether it is linked, and why. It has no value of a record.
import type { Matcher, Pair } from '../../children/identity/matching/match.js'

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const BATCH = 65_536

/** `links` as in linked: a pair of one group that was not likely by itself has a row as well. */
export async function* pairLines(
  pairs: readonly Pair[],
  links: ReadonlySet<number>,
  ids: readonly string[],
  matcher: Matcher,
): AsyncGenerator<string> {
  let text = 'left,right,linked,outcome,probability,bits,rule,why\n'
  for (const pair of [...pairs, ...followed(pairs, links, ids.length, matcher)]) {
    const { a, b, outcome, probability, bits, rule } = pair
    const why = matcher
      .explain(a, b)
      .map(step => `${step.comparison} ${step.level} ${step.bits.toFixed(1)}`)
      .join('; ')
    const linked = links.has(a * ids.length + b) ? 'yes' : 'no'
    const said = [linked, outcome, probability.toFixed(6), bits.toFixed(2), rule ?? '', why]
    text += `${[ids[a] ?? '', ids[b] ?? '', ...said].map(quoted).join(',')}\n`
    if (text.length < BATCH) continue
    yield text
    text = ''
  }
  yield text
}

/** Pairs that are linked because of a third record. */
function followed(pairs: readonly Pair[], links: ReadonlySet<number>, size: number, matcher: Matcher): Pair[] {
  const known = new Set(pairs.map(({ a, b }) => a * size + b))
  return [...links]
    .filter(key => !known.has(key))
    .map(key => {
      const [a, b] = [Math.floor(key / size), key % size]
      const { outcome, rule, certain, probability, bits } = matcher.judge(a, b)
      return { a, b, outcome, rule, certain, probability, bits }
    })
}
