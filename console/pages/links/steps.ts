// What the matcher compared, in three heaps that a reader can weigh: what is alike, what differs, and what says nothing.
import { linksWords } from './words.js'

interface Step {
  readonly comparison: string | null
  readonly level: string | null
  readonly bits: number | null
}

export interface Compared {
  /** Null where this console has no words for it: the gateway's own are shown then. */
  readonly nameKey: string | null
  readonly levelKey: string | null
  readonly name: string
  readonly level: string
  readonly side: 'FOR' | 'AGAINST' | 'NEITHER'
}

const has = (tree: object, key: string | null): key is string => key !== null && Object.hasOwn(tree, key)
const { comparison: NAMES, level: LEVELS, rule: RULES } = linksWords.en
/** Below this a step moves nobody. */
const LITTLE = 0.5

export function stepsOf(steps: readonly Step[]): readonly Compared[] {
  return steps
    .filter(({ level }) => level !== null && level !== 'BEFORE_LOOKING')
    .map(({ comparison, level, bits }) => ({
      name: comparison ?? '',
      level: level ?? '',
      nameKey: has(NAMES, comparison) ? `comparison.${comparison}` : null,
      levelKey: has(LEVELS, level) ? `level.${level}` : null,
      side: bits === null || Math.abs(bits) < LITTLE ? 'NEITHER' : bits > 0 ? 'FOR' : 'AGAINST',
    }))
}

export const ruleKey = (rule: string | null): string | null => (has(RULES, rule) ? `rule.${rule}` : null)
