// Several children of one incident. Siblings are each named: an episode for each who is missing, none for those who are not.
// An authority that counted all siblings of one incident had its figures wrong (O).
import { z } from 'zod'
import { id } from '../input/fields.js'
import { read } from '../input/read.js'
import { refuse, type Refused } from '../refusal.js'
import type { Episode, Standing } from './episode.js'
import { step, type StepDeps } from './step.js'

const MOST_CHILDREN = 20

const incidentForm = z.strictObject({
  incident: id,
  children: z
    .array(z.strictObject({ childId: id, reference: id, missing: z.boolean({ error: 'FIELD_INVALID' }) }))
    .max(MOST_CHILDREN, { error: 'TOO_MANY_ENTRIES' }),
  /** What is the same for all of them; read as part of each report. */
  report: z.record(z.string(), z.unknown()),
})

export interface IncidentReported {
  readonly ok: true
  /** One for each child who is missing, in the order they were named. */
  readonly episodes: readonly Episode[]
}

/** Whoever is named of an incident: somebody is missing, and nobody is named twice. */
export function whyMisnamed(
  children: readonly { readonly childId: string; readonly missing: boolean }[],
): Refused | null {
  if (children.length > MOST_CHILDREN) return refuse('TOO_MANY_ENTRIES', 'children')
  if (!children.some(({ missing }) => missing)) return refuse('NOBODY_MISSING', 'children')
  return new Set(children.map(({ childId }) => childId)).size < children.length
    ? refuse('CHILD_TWICE', 'children')
    : null
}

/** All of them or none. `othersOf` gives a child's episodes that are recorded already. */
export function reportIncident(
  input: unknown,
  deps: Omit<StepDeps, 'others'> & { readonly othersOf: (childId: string) => readonly Standing[] },
): IncidentReported | Refused {
  const said = read(incidentForm, input)
  if (!said.ok) return said
  const { incident, children, report } = said.value
  const misnamed = whyMisnamed(children)
  if (misnamed) return misnamed
  const missing = children.filter(child => child.missing)
  if (new Set(children.map(({ reference }) => reference)).size < children.length) return refuse('SAID_TWICE')
  const episodes: Episode[] = []
  for (const { childId, reference } of missing) {
    const one = { ...report, type: 'REPORT', incident, childId, reference }
    const stepped = step(null, one, { ...deps, others: deps.othersOf(childId) })
    if (!stepped.ok) return stepped
    episodes.push(stepped.episode)
  }
  return { ok: true, episodes }
}
