// What is due of a child besides one episode, as far as the caller may know of it: a meeting that is owed tells of the meetings,
// a referral to chase of the referrals.
import { caseworkOf } from '../../hub/casework/read.js'
import { dueOfCasework, type Due } from '../../hub/due/due.js'
import type { DueKind } from '../../hub/due/kinds.js'
import { standingOfRow } from '../../hub/episode/kept.js'
import type { AdmittedChild } from '../../resolvers/context.js'
import type { Category } from '../../types/index.js'
import type { RegisterDeps } from './register.js'

const SUMMARY = 2
const TELLS_OF: Readonly<Partial<Record<DueKind, Category>>> = {
  MEETING: 'MEETINGS',
  ACTION: 'MEETINGS',
  REFERRAL: 'REFERRALS',
  SERAF: 'EXPLOITATION_RISK',
}

type DueOfChild = (childId: string, child: AdmittedChild) => readonly Due[]

/** Nothing is read where the query does not ask for it. */
export async function caseworkDueOf(
  childIds: readonly string[],
  { operation, store, policy }: Pick<RegisterDeps, 'operation' | 'store' | 'policy'>,
): Promise<DueOfChild> {
  const asked = operation.passed?.requested.coordinates.has('BoardEntry.due') === true && childIds.length > 0
  if (!asked) return () => []
  const ids = [...new Set(childIds)]
  const [facts, held] = await Promise.all([store.hub.factsOf(ids), store.casework.owedOf(ids)])
  return (childId, child) => {
    if (!('rights' in child)) return []
    const episodes = (facts.get(childId)?.episodes ?? []).map(one => standingOfRow({ ...one, childId }))
    return dueOfCasework({ childId, episodes, ...caseworkOf(held.get(childId) ?? []) }, policy).filter(({ kind }) => {
      const category = TELLS_OF[kind]
      return category !== undefined && child.rights.grants[category].strength >= SUMMARY
    })
  }
}
