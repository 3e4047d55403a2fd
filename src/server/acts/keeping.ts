// Who holds a return interview, and what is kept past its time.
import { assignDebrief, placeHold, releaseHold } from '../../hub/retention/hold.js'
import type { CaseworkAnswer, KeepingActs } from '../../resolvers/context.js'
import type { KeepingReceipt } from '../../store/holds.js'
import type { AdmissionDeps } from '../operation/admission.js'
import type { Admitting } from '../operation/admitting.js'
import type { Operation } from '../operation/state.js'
import { actOnChild, taken, type Acting } from './of-child.js'
import { record } from './register.js'

export function createKeepingActs(
  operation: Operation,
  admitting: Pick<Admitting, 'toAct'>,
  deps: AdmissionDeps,
): KeepingActs {
  const { store, policy } = deps
  const onChild = actOnChild(operation, admitting, deps)
  const answer = async ({ child, clause }: Acting, work: Promise<KeepingReceipt>): Promise<CaseworkAnswer> => {
    const { reference, version, at } = await work
    record(operation, deps.keys.childId.encode(child.id), [clause])
    return { reference, version: Number(version), at }
  }
  return {
    assignDebrief: input =>
      onChild('assignDebrief', input, acting => {
        const { child, by, sent } = acting
        const { assigned, ended } = input.is
        const said = { episode: input.episode, staffRef: assigned ?? ended }
        const begins = assigned != null
        const place = (field: string | null): string | null =>
          field === 'staffRef' ? `is.${begins ? 'assigned' : 'ended'}` : field
        const work = store.holds.assignDebrief(
          {
            ...{ childId: child.id, by, episode: input.episode },
            decide: seen => taken(assignDebrief(seen, said, begins), place),
          },
          sent,
        )
        return answer(acting, work)
      }),

    placeLegalHold: input =>
      onChild('placeLegalHold', input, acting => {
        const { child, by, at, sent } = acting
        const { reason, reviewOn } = input
        const decide = () => taken(placeHold({ reason, reviewOn }, { at: at.toISOString(), policy })).value
        return answer(acting, store.holds.place({ childId: child.id, by, decide }, sent))
      }),

    releaseLegalHold: input =>
      onChild('releaseLegalHold', input, acting => {
        const { child, by, sent } = acting
        const work = store.holds.release(
          {
            ...{ childId: child.id, by, hold: input.hold },
            decide: hold => taken(releaseHold(hold, { reason: input.reason })),
          },
          sent,
        )
        return answer(acting, work)
      }),
  }
}
