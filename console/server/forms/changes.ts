// What differs between two versions of a risk assessment, as people read it: parts by name, codes by their labels.
import type { Label } from '../../api/labels.js'
import type { Translate } from '../../words/translate.js'

export interface Change {
  readonly field: string | null
  readonly before: readonly string[] | null
  readonly after: readonly string[] | null
}

export interface ReadChange {
  readonly part: string
  /** Null where it was not there, or is not. */
  readonly before: readonly string[] | null
  readonly after: readonly string[] | null
}

/** The enum whose codes a field holds; any other field holds text as it was written. */
const ENUMS: Readonly<Record<string, string>> = {
  ...{ level: 'RiskLevel', computed: 'RiskLevel', likelihood: 'MirafLikelihood', impact: 'MirafImpact' },
  ...{ push: 'PushFactor', pull: 'PullFactor', protective: 'MirafProtective', state: 'MirafContributionState' },
  ...{ category: 'Category', place: 'MirafFactPlace', agency: 'AgencyKind' },
}
const ENTRIES: Readonly<Record<string, string>> = { hazards: 'MirafHazard', contributions: 'AgencyKind' }
/** Parts that have a name in both languages. */
const PARTS = new Set(
  'reason level computed judged hazards push pull protective places companions transport phone response contacts contributions facts reviewOn likelihood impact note state text category'.split(
    ' ',
  ),
)

export function readChange({ field, before, after }: Change, t: Translate, label: Label): ReadChange {
  const steps = (field ?? '').split('.')
  const [first = '', second = ''] = steps
  const last = steps.at(-1) ?? ''
  const enumName = ENUMS[last]
  const values = (texts: readonly string[] | null): readonly string[] | null =>
    texts?.map(text => (enumName === undefined ? text : label(enumName, text))) ?? null
  const entry = ENTRIES[first]
  const named = (step: string): string => t(`miraf.part.${PARTS.has(step) ? step : 'entry'}`)
  const parts = [
    named(first),
    ...(entry === undefined || second === '' ? [] : [label(entry, second)]),
    ...(steps.length > (entry === undefined ? 1 : 2) && first !== 'facts' ? [named(last)] : []),
  ]
  return { part: parts.join(': '), before: values(before), after: values(after) }
}
