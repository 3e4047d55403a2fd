// Meetings, referrals, SERAF and legal measures, as they are recorded: what is recorded is decided by the hub's rules, from what
// is held under the child's lock.
import { randomUUID } from 'node:crypto'
import * as rules from '../../hub/casework/record.js'
import type { CaseworkDeps, CaseworkRecorded } from '../../hub/casework/record.js'
import { concernToTell } from '../../hub/thresholds/told.js'
import type { Refused } from '../../hub/refusal.js'
import type { CaseworkActs, CaseworkAnswer, CaseworkWords } from '../../resolvers/context.js'
import type { CaseworkSeen } from '../../store/casework.js'
import type { AdmissionDeps } from '../operation/admission.js'
import type { Admitting } from '../operation/admitting.js'
import type { Operation } from '../operation/state.js'
import * as said from './casework-words.js'
import { actOnChild, taken } from './of-child.js'
import { record } from './register.js'

type CaseworkAct = keyof CaseworkWords
type Decide = (seen: CaseworkSeen, deps: CaseworkDeps) => CaseworkRecorded | Refused

export function createCaseworkActs(
  operation: Operation,
  admitting: Pick<Admitting, 'toAct'>,
  deps: AdmissionDeps,
): CaseworkActs {
  const { store, policy } = deps
  const onChild = actOnChild(operation, admitting, deps)

  /** `decide` gets the time of the act, which stands for a time that was left out. */
  const act = <A extends CaseworkAct>(name: A, decide: (input: CaseworkWords[A], at: Date) => Decide) =>
    async function recorded(input: CaseworkWords[A]): Promise<CaseworkAnswer> {
      const branch = 'is' in input ? (Object.entries(input.is).find(([, given]) => given != null)?.[0] ?? null) : null
      return onChild(name, input, async ({ child, clause, by, at, sent }) => {
        const childId = child.id
        const [reference, moment] = [randomUUID(), at.toISOString()]
        const decided = decide(input, at)
        const receipt = await store.casework.record(
          {
            ...{ childId, by },
            decide: seen => {
              const result = decided(seen, { childId, at: moment, by: by.staffRef, policy, reference })
              const place = (field: string | null): string | null => said.placeInInput(name, branch, field)
              const { change, version } = taken(result, place)
              const alerts = name === 'callMeeting' ? [concernToTell(childId, change.reference, at)] : []
              return { change, alerts, receipt: { reference: change.reference, version: String(version), at: moment } }
            },
          },
          sent,
        )
        record(operation, deps.keys.childId.encode(childId), [clause])
        return { reference: receipt.reference, version: Number(receipt.version), at: receipt.at }
      })
    }
  const ofReferral =
    <I extends { readonly referral: string; readonly version: number }>(
      step: (input: I, at: Date) => Parameters<typeof rules.recordOfReferral>[2],
    ) =>
    (input: I, at: Date): Decide =>
    (seen, on) =>
      rules.recordOfReferral(seen, { reference: input.referral, version: input.version }, step(input, at), on)

  return {
    callMeeting: act('callMeeting', (input, at) => (_seen, on) => rules.recordCall(said.callOf(input, at), on)),
    recordMeeting: act(
      'recordMeeting',
      (input, at) => (seen, on) => rules.recordMeeting(seen, input.version, said.meetingOf(input, at), on),
    ),
    recordAction: act(
      'recordAction',
      input => (seen, on) =>
        rules.recordAction(seen, { reference: input.meeting, version: input.version }, said.actionOf(input), on),
    ),
    sendReferral: act(
      'sendReferral',
      (input, at) => (seen, on) => rules.recordReferral(seen, said.referralOf(input, at), on),
    ),
    answerReferral: act('answerReferral', ofReferral(said.answerOf)),
    chaseReferral: act('chaseReferral', ofReferral(said.chaseOf)),
    endReferral: act('endReferral', ofReferral(said.endOf)),
    recordMediationSession: act('recordMediationSession', ofReferral(said.sessionOf)),
    recordSeraf: act('recordSeraf', input => (_seen, on) => rules.recordSeraf(said.serafOf(input), on)),
    recordLegalMeasure: act('recordLegalMeasure', ({ is: { served, ended } }) => (seen, on) => {
      if (served) return rules.recordServed(seen, said.servedOf(served), on)
      const { reference, version } = ended ?? { reference: '', version: 0 }
      return rules.recordEnded(seen, { reference, version }, ended ? said.endedOf(ended) : {}, on)
    }),
  }
}
