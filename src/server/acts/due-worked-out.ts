// What is due of everybody follows from records and rules. Of whom something was recorded since it was last worked out, it is worked
// out again before a list is read: in the reading of a few, and of very many by the gateway itself, a batch at a time.
import { createHash } from 'node:crypto'
import type { HubPolicy } from '../../hub/policy.js'
import type { DueWork } from '../../store/due-work.js'
import { allDueOfChildren } from './due-of-children.js'

interface WorkedOutDeps {
  readonly store: { readonly dueWork: DueWork }
  readonly policy: HubPolicy
  readonly now: () => Date
}

const BATCH = 100
/** Of the rules' own making: added to where the rules change and their numbers do not, so that everything is worked out again. */
const EDITION = 1

/** Whether nobody is left whose work is to be worked out, within so many batches. */
export async function workOutDue(
  { store: { dueWork }, policy, now }: WorkedOutDeps,
  batches: number,
): Promise<boolean> {
  const mark = markOf(policy)
  const isBehind = (): Promise<boolean> => dueWork.isBehind(mark, now())
  if (!(await isBehind())) return true
  await dueWork.ruledBy(mark)
  for (let batch = 0; batch < batches; batch += 1) {
    const done = await dueWork.workOut(BATCH, now(), (ids, store) => allDueOfChildren(ids, { store, policy, now }))
    // Whoever is left is being written of at this moment: their records are not to be seen yet either.
    if (done === 0 || !(await isBehind())) return true
  }
  return false
}

/** The numbers that anything due follows from, as one name. */
export const markOf = ({ due, thresholds, timeZone }: HubPolicy): string =>
  createHash('sha256')
    .update(JSON.stringify([EDITION, due, thresholds, timeZone]))
    .digest('hex')

/** From the start on, until it is stopped. What was recorded later is worked out where a list is read. */
export function startDueWork(deps: WorkedOutDeps & { readonly onFault: (error: unknown) => void }): {
  readonly stop: () => Promise<void>
} {
  const { onFault } = deps
  let stopped = false
  async function all(): Promise<void> {
    while (!stopped && !(await workOutDue(deps, 1)));
  }
  const done = all().catch(onFault)
  return {
    stop: () => {
      stopped = true
      return done
    },
  }
}
