// What is due of a child besides one episode, as far as the caller may know of it: a review tells of the assessment, a meeting that is
// owed of the meetings, a referral to chase of the referrals.
import type { Due } from '../../hub/due/due.js'
import type { DueKind } from '../../hub/due/kinds.js'
import type { AdmittedChild } from '../../resolvers/context.js'
import type { Category } from '../../types/index.js'
import { dueOfChildren } from './due-of-children.js'
import type { RegisterDeps } from './register.js'

const SUMMARY = 2
const TELLS_OF: Readonly<Partial<Record<DueKind, Category>>> = {
  MIRAF: 'MIRAF',
  MEETING: 'MEETINGS',
  ACTION: 'MEETINGS',
  REFERRAL: 'REFERRALS',
  SERAF: 'EXPLOITATION_RISK',
}

/** Of which category it tells that something of a kind is due. */
export const tellsOf = (kind: DueKind): Category => TELLS_OF[kind] ?? 'MISSING_EPISODES'

type DueBesides = (childId: string, child: AdmittedChild) => readonly Due[]

/** Nothing is read where the query does not ask for it. */
export async function dueBesidesOf(
  childIds: readonly string[],
  deps: Pick<RegisterDeps, 'operation' | 'store' | 'policy' | 'now'>,
): Promise<DueBesides> {
  const asked = deps.operation.passed?.requested.coordinates.has('BoardEntry.due') === true
  if (!asked) return () => []
  const due = await dueOfChildren([...new Set(childIds)], deps)
  return (childId, child) => {
    if (!('rights' in child)) return []
    const { review, casework = [] } = due.get(childId) ?? {}
    return [...(review ? [review] : []), ...casework].filter(({ kind }) => {
      const category = TELLS_OF[kind]
      return category !== undefined && child.rights.grants[category].strength >= SUMMARY
    })
  }
}
