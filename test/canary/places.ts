// Where a canary may stand in an answer, and how one is told of.
import type { SelectionSetNode } from 'graphql'
import { standsInList } from './board.js'
import { selectedOf } from './select.js'
import type { Document } from './select.js'
import type { Origin } from './tokens.js'

/** What may be filled into the draft of a risk assessment: none of intelligence, none of the child's own account. */
const FILLED: ReadonlySet<string> = new Set([
  'PoliceMarker.marker', 'HealthAlert.what', 'CareAlert.alert', 'CareStatus.source', 'Placement.type', 'LearningNeed.need',
  'MissingEpisode.lastSeenPlace', 'MissingEpisode.foundPlace', 'MissingEpisode.companions', 'Debrief.pushFactors',
  'Debrief.pullFactors', 'Debrief.whatWouldHelp', 'Phone.number',
]) // prettier-ignore

/** Whose references stand in what is due of a child: by which field, below which parts. */
const DUE_OF: Readonly<Record<string, readonly [field: string, ...parts: string[]]>> = {
  'MissingEpisode.reference': ['DueItem.episode', 'ChildDue.missingEpisodes', 'ChildDue.checks', 'ChildDue.interviews'],
  'Meeting.reference': ['DueItem.meeting', 'ChildDue.actions'],
  'Referral.reference': ['DueItem.referral', 'ChildDue.referrals'],
}
function isDue(coordinate: string | undefined, asked: ReadonlySet<string>): boolean {
  const [field = '', ...parts] = DUE_OF[coordinate ?? ''] ?? []
  return asked.has(field) && parts.some(part => asked.has(part))
}

/** Asked for at its own place, or worked into something that was asked for. */
export function mayHold({ path, also = [], part }: Origin, asked: ReadonlySet<string>): boolean {
  if ([path, ...also].some(way => way.every(one => asked.has(one)))) return true
  if (asked.has('Child.timeline')) return true
  if (standsInList(path.at(-1), asked)) return true
  if (isDue(path.at(-1), asked)) return true
  if (asked.has('Child.mirafDraft') && path.some(one => FILLED.has(one))) return true
  if (part === 'identity' && (asked.has('Child.calledBy') || asked.has('Child.conflicts'))) return true
  return part === 'police.nominal' && asked.has('Child.conflicts')
}

export const describe = (token: string, { source, child, path, handling, never }: Origin): string =>
  `${token} of ${source}, child ${child}, ${path.join(' > ')}${never ?? ''}${handling.map(({ code }) => ` under ${code}`).join('')}` // prettier-ignore

/** Where two records part. */
export function differing(actual: string, expected: readonly string[]): string {
  const [first = ''] = expected
  let at = 0
  while (at < actual.length && actual[at] === first[at]) at += 1
  return `given ${actual.slice(Math.max(0, at - 60), at + 60)}, expected ${first.slice(Math.max(0, at - 60), at + 60)}`
}

/** What is wrong with what stands where no child may be shown; null: nothing. */
export function whereNobodyStands(
  found: Readonly<Record<string, unknown>> | null,
  sets: readonly SelectionSetNode[],
  document: Document,
  told: boolean,
): string | null {
  if (found === null) return null
  const selected = [...selectedOf('Child', sets, document)]
  const types = selected.filter(([, { name }]) => name === '__typename').map(([key]) => found[key])
  const keys = selected.filter(([, { name }]) => name !== '__typename').map(([key]) => key)
  if (types.includes('Child') || keys.some(key => key in found)) return 'a child stands where none may be shown'
  return types.includes('ChildExists') && !told ? 'it is told that there is a child' : null
}
