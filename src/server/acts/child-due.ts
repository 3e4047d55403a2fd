// What is due of one child, kind of record by kind, for whoever is given that record: by the same rules as the list of what is due of
// all, and read when it is asked for.
import DataLoader from 'dataloader'
import type { ChildHandle } from '../../children/handle.js'
import { RIGHTS } from '../../children/rights.js'
import { ageOf } from '../../hub/due/ageing.js'
import { byDue } from '../../hub/due/board.js'
import type { DueKind } from '../../hub/due/kinds.js'
import type { HubPolicy } from '../../hub/policy.js'
import type { DueOf } from '../../resolvers/context.js'
import type { DueFacts } from '../../store/due-work.js'
import type { Rights } from '../../types/decision.js'
import type { Records } from '../../types/index.js'
import { becauseOf } from './due-because.js'
import { allDueOfChildren, type DueInCase } from './due-of-children.js'

const MOST = 50
/** Children at a time: a caseload asks for hundreds. */
const BATCH = 100

type Part = Exclude<keyof Records.ChildDue, '__typename'>
/** Of which part each kind is. A check and an interview that are owed tell of the check and the interview, and to their own readers. */
const PART_OF: Readonly<Record<DueKind, Part>> = {
  ...{ TRIAGE: 'missingEpisodes', ABSENT_REVIEW: 'missingEpisodes', CHECK: 'checks', INTERVIEW: 'interviews' },
  ...{ MIRAF: 'miraf', MEETING: 'meetings', ACTION: 'actions', REFERRAL: 'referrals', SERAF: 'serafs' },
}

interface ChildDueDeps {
  readonly store: DueFacts
  readonly policy: HubPolicy
  readonly now: () => Date
}

export function createDueOf(deps: ChildDueDeps): DueOf {
  const loader = new DataLoader(
    async (ids: readonly string[]) => {
      const all = await allDueOfChildren(ids, deps)
      const of = new Map(ids.map(id => [id, [] as DueInCase[]]))
      for (const one of all) of.get(one.childId)?.push(one)
      return ids.map(id => of.get(id) ?? [])
    },
    { maxBatchSize: BATCH },
  )
  return async ({ id, rights }: ChildHandle) => {
    const found = (await loader.load(id)).toSorted(byDue)
    const at = deps.now().toISOString()
    const part = (name: Part): Records.DueOfChild => {
      const items = found.filter(({ kind }) => PART_OF[kind] === name)
      return { items: items.slice(0, MOST).map(one => itemOf(one, rights, at)), more: Math.max(0, items.length - MOST) }
    }
    return Object.freeze({
      ...{ missingEpisodes: part('missingEpisodes'), checks: part('checks'), interviews: part('interviews') },
      ...{ miraf: part('miraf'), meetings: part('meetings'), actions: part('actions') },
      ...{ referrals: part('referrals'), serafs: part('serafs'), [RIGHTS]: rights },
    })
  }
}

function itemOf({ kind, reference, dueAt, because }: DueInCase, rights: Rights, at: string): Records.DueItem {
  const of = PART_OF[kind]
  const isOf = (...parts: readonly Part[]): string | null => (parts.includes(of) ? reference : null)
  return Object.freeze({
    ...{ kind, dueAt, overdue: dueAt < at, age: ageOf(dueAt, at), because: [...becauseOf(kind, because)] },
    ...{ episode: isOf('missingEpisodes', 'checks', 'interviews'), meeting: isOf('actions') },
    ...{ referral: isOf('referrals'), [RIGHTS]: rights },
  })
}
