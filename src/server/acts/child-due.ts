// What is due of one child, kind of record by kind, for whoever is given that record: by the same rules as the list of what is due of
// all, and read when it is asked for.
import DataLoader from 'dataloader'
import type { ChildHandle } from '../../children/handle.js'
import { RIGHTS } from '../../children/rights.js'
import { ageOf } from '../../hub/due/ageing.js'
import { byDue } from '../../hub/due/board.js'
import type { HubPolicy } from '../../hub/policy.js'
import type { DueOf } from '../../resolvers/context.js'
import type { DueFacts } from '../../store/due-work.js'
import type { Category, Records } from '../../types/index.js'
import { tellsOf } from './board-due.js'
import { becauseOf } from './due-because.js'
import { allDueOfChildren, type DueInCase } from './due-of-children.js'

const SUMMARY = 2
const MOST = 50
/** Children at a time: a caseload asks for hundreds. */
const BATCH = 100

type Part = Exclude<keyof Records.ChildDue, '__typename'>
const PARTS: Readonly<Record<Part, Category>> = {
  missingEpisodes: 'MISSING_EPISODES',
  miraf: 'MIRAF',
  meetings: 'MEETINGS',
  referrals: 'REFERRALS',
  serafs: 'EXPLOITATION_RISK',
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
    const part = (name: Part): Records.DueOfChild | null => {
      const category = PARTS[name]
      if (rights.grants[category].strength < SUMMARY) return null
      const items = found.filter(({ kind }) => tellsOf(kind) === category)
      return { items: items.slice(0, MOST).map(one => itemOf(one, at)), more: Math.max(0, items.length - MOST) }
    }
    const [missingEpisodes, miraf] = [part('missingEpisodes'), part('miraf')]
    const [meetings, referrals, serafs] = [part('meetings'), part('referrals'), part('serafs')]
    return Object.freeze({ missingEpisodes, miraf, meetings, referrals, serafs, [RIGHTS]: rights })
  }
}

function itemOf({ kind, reference, dueAt, because }: DueInCase, at: string): Records.DueItem {
  return { kind, reference, dueAt, overdue: dueAt < at, age: ageOf(dueAt, at), because: [...becauseOf(kind, because)] }
}
