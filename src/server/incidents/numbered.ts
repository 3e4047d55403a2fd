// Of an incident that is stored: each person whose NHS number was sent is reported; the others wait for the hub to name them.
import { randomUUID } from 'node:crypto'
import { numberOf, reportOf, waitingOf } from '../../hub/incident/report.js'
import type { HubPolicy } from '../../hub/policy.js'
import { recordedWith } from '../../hub/thresholds/told.js'
import type { Store } from '../../store/open.js'
import type { Caller } from '../../types/caller.js'
import { personOf } from '../operation/glass.js'

export interface NumberedDeps {
  readonly store: Pick<Store, 'incidents'>
  readonly policy: HubPolicy
  readonly onFault: (error: unknown) => void
}

export interface Sender {
  readonly caller: Caller
  readonly force: string
  readonly at: Date
}

/** The children who were reported. What fails here is not lost: it waits, and is tried again when it is sent again. */
export async function reportNumbered(
  incident: string,
  { caller, force, at }: Sender,
  { store, policy, onFault }: NumberedDeps,
): Promise<readonly string[]> {
  const by = { person: personOf(caller), role: 'POLICE_SYSTEM', organisation: force, staffRef: caller.application.id }
  const told = { at: at.toISOString(), by: by.staffRef, policy }
  const reported: string[] = []
  try {
    for (const { seq, body } of await store.incidents.waiting({ incident })) {
      const value = numberOf(waitingOf(body).person)
      if (value === null) continue
      const done = await store.incidents.report(
        { incident, seq },
        held => ({
          ...{ child: { scheme: 'NHS_NUMBER', value }, by },
          decide: (childId, episodes) => {
            const which = { waiting: waitingOf(held), incident, childId, reference: randomUUID() }
            const result = reportOf(episodes, which, false, told)
            if (!result.ok) throw new Error(`a report that was read was refused: ${result.code}`)
            const recorded = { childId, held: episodes, episodes: [result.episode] }
            return { ...recordedWith(recorded, told.at, told.policy), receipt: { episode: result.episode.reference } }
          },
        }),
        at,
      )
      if (done) reported.push(done.childId)
    }
  } catch (error) {
    onFault(error)
  }
  return reported
}
