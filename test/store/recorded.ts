// Casework and assessments as the hub's rules record them, straight into a store.
import { randomUUID } from 'node:crypto'
import type { CaseworkDeps, CaseworkRecorded } from '../../src/hub/casework/record.js'
import { HUB_POLICY } from '../../src/hub/policy.js'
import type { Refused } from '../../src/hub/refusal.js'
import type { CaseworkSeen } from '../../src/store/casework.js'
import type { Store } from '../../src/store/open.js'
import type { SentAct } from '../../src/store/once.js'

export const recorder = (person = 'HP-1', role = 'HUB_PRACTITIONER') => ({
  ...{ person: `https://idp\n${person}`, role, organisation: 'hub', staffRef: person },
})
export const sentAt = (at: string, act = 'sendReferral', person = 'HP-1', key = randomUUID() as string): SentAct => ({
  ...{ caller: recorder(person).person, act, key, input: {}, at: new Date(at) },
})

export interface CaseworkReceipt extends Readonly<Record<string, string>> {
  readonly reference: string
  readonly version: string
}

/** Throws the code of what refused. */
export const recordCasework = (
  store: Store,
  childId: string,
  at: string,
  decide: (seen: CaseworkSeen, deps: CaseworkDeps) => CaseworkRecorded | Refused,
  { by = recorder(), sent = sentAt(at) } = {},
): Promise<CaseworkReceipt> =>
  store.casework.record(
    {
      ...{ childId, by },
      decide: seen => {
        const deps = { childId, at, by: by.staffRef, policy: HUB_POLICY, reference: randomUUID() }
        const result = decide(seen, deps)
        if (!result.ok) throw new Error(result.code)
        return {
          change: result.change,
          alerts: [],
          receipt: { reference: result.change.reference, version: String(result.version) },
        }
      },
    },
    sent,
  )

/** A version with these words in it. */
export const recordMiraf = (store: Store, childId: string, at: string, text: string): Promise<unknown> =>
  store.mirafs.write(
    {
      ...{ childId, by: recorder() },
      decide: newest => {
        const version = (newest?.version ?? 0) + 1
        const next = { version, level: 'HIGH' as const, reviewOn: at.slice(0, 10), body: { text } }
        return { next, receipt: { version: String(version) } }
      },
    },
    sentAt(at, 'writeMiraf'),
  )
