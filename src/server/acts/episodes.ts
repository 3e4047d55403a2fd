// Reporting a child missing, and what follows: who may, of which child, and the receipt. What is recorded is decided by the
// hub's rules, from what is held under the child's lock.
import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { parseIdentifier, type ParsedIdentifier } from '../../children/identity/identifiers.js'
import { HafanError, RuleRefused } from '../../errors.js'
import { changeOf } from '../../hub/episode/kept.js'
import { recordReport, recordStep, type Recorded } from '../../hub/episode/record.js'
import { HUB_POLICY } from '../../hub/policy.js'
import { refuse, type Refused } from '../../hub/refusal.js'
import { contactNotShown, mayAct, plainPurpose, purposesOf } from '../../policies/decide/index.js'
import type { Act } from '../../policies/protocol/index.js'
import type { EpisodeActs, EpisodeAnswer } from '../../resolvers/context.js'
import type { WhichChild } from '../../store/episodes.js'
import type { Person } from '../../types/caller.js'
import type { Purpose } from '../../types/index.js'
import type { AdmissionDeps } from '../operation/admission.js'
import type { Admitting } from '../operation/admitting.js'
import { evenOut } from '../operation/even-out.js'
import { personOf } from '../operation/glass.js'
import type { Operation } from '../operation/state.js'
import * as words from './episode-words.js'
import { placeInInput, reportOf, type StepInput } from './episode-words.js'
import { record } from './register.js'

type StepAct =
  | 'triage' | 'recordReturn' | 'recordSafeAndWell' | 'offerDebrief' | 'answerDebrief' | 'recordDebrief' | 'gradeRisk'
  | 'closeEpisode' // prettier-ignore

const REFUSED = new HafanError('OPERATION_REFUSED', 'This operation is not open to this caller.')

/** Throws HUB_RULE with the rule that refused. */
function taken(result: Recorded | Refused): Recorded {
  if (result.ok) return result
  throw new RuleRefused(result.code, placeInInput(result.field), result.words)
}

export function createEpisodeActs(
  operation: Operation,
  { toAct }: Pick<Admitting, 'toAct'>,
  { protocol, sources, store, keys, now, notShownMs }: AdmissionDeps,
): EpisodeActs {
  const { caller } = operation
  const parsed = (child: StepInput['child']): ParsedIdentifier =>
    parseIdentifier(child, id => sources.some(({ description }) => description.id === id))
  const sentBy = (act: Act, input: { readonly key: string }, at: Date) => ({
    ...{ caller: personOf(caller), act, key: input.key, input, at },
  })
  const recorderOf = ({ role, organisation, staffRef }: Person) => ({
    ...{ person: personOf(caller), role, organisation, staffRef },
  })
  const told = (person: Person, at: Date) => ({ at: at.toISOString(), by: person.staffRef, policy: HUB_POLICY })

  function personFor(act: Act): { readonly person: Person; readonly purpose: Purpose } {
    const { person } = caller
    const purpose = person && (plainPurpose(protocol, person.role) ?? purposesOf(protocol, person.role)[0])
    if (!person || !purpose || !operation.intent) throw REFUSED
    if (
      protocol.edition.acts[act].relationship === 'NOT_NEEDED' &&
      mayAct(protocol, act, person.role).outcome !== 'YES'
    )
      throw REFUSED
    return { person, purpose }
  }

  async function stepOf(act: StepAct, input: StepInput, step: object): Promise<EpisodeAnswer> {
    const started = performance.now()
    const { person, purpose } = personFor(act)
    const admission = await toAct(parsed(input.child), purpose, 'ASKED')
    if (admission.kind !== 'SHOWN') {
      const reason = admission.kind === 'COULD_NOT_CHECK' ? admission.kind : 'NOT_SHOWN'
      await evenOut(started, { notShownMs })
      return { reason, whomToRing: contactNotShown(protocol) }
    }
    const { child, rights } = admission
    // Broken glass shows a child and makes nobody responsible for one.
    const { outcome, clause } = mayAct(protocol, act, person.role, { relationships: rights.relationships })
    if (outcome !== 'YES') throw REFUSED
    const at = now()
    const seen = { reference: input.episode, version: input.version }
    const receipt = await store.episodes.record(
      {
        ...{ child: { childId: child.id }, by: recorderOf(person) },
        decide: (_childId, held) => {
          const { episode } = taken(recordStep(held, seen, step, told(person, at)))
          const change = changeOf(episode)
          const version = (held.find(one => one.reference === seen.reference)?.version || 1) + change.steps.length
          return {
            changes: [change],
            receipt: { episode: episode.reference, version: String(version), at: at.toISOString() },
          }
        },
      },
      sentBy(act, input, at),
    )
    record(operation, keys.childId.encode(child.id), [clause])
    return { episode: receipt.episode, version: Number(receipt.version), at: receipt.at }
  }

  return {
    async reportMissing(input) {
      const started = performance.now()
      const { person, purpose } = personFor('reportMissing')
      const identifier = parsed(input.child)
      const admission = await toAct(identifier, purpose, 'REGISTER')
      const shown = admission.kind === 'SHOWN'
      const at = now()
      const { said, about } = reportOf(input, at)
      try {
        const receipt = await store.episodes.record(
          {
            child: shown ? { childId: admission.child.id } : byNumber(identifier),
            by: recorderOf(person),
            decide: (childId, held) => {
              const report = { childId, reference: randomUUID(), said, about }
              const { episode } = taken(recordReport(held, report, shown, told(person, at)))
              const receipt = { id: randomUUID(), at: at.toISOString(), episode: episode.reference }
              return { changes: [changeOf(episode)], receipt }
            },
          },
          sentBy('reportMissing', input, at),
        )
        record(operation, keys.childId.encode(receipt.childId), ['act.reportMissing'])
        return { id: receipt.id, at: receipt.at, episode: shown ? receipt.episode : null }
      } finally {
        if (!shown) await evenOut(started, { notShownMs })
      }
    },
    triage: input => stepOf('triage', input, words.triageOf(input)),
    recordReturn: input => stepOf('recordReturn', input, words.returnOf(input)),
    recordSafeAndWell: input => stepOf('recordSafeAndWell', input, words.checkOf(input)),
    offerDebrief: input => stepOf('offerDebrief', input, words.offerOf(input, now())),
    answerDebrief: input => stepOf('answerDebrief', input, words.answerOf(input, now())),
    recordDebrief: input => stepOf('recordDebrief', input, words.debriefOf(input)),
    gradeRisk: input => stepOf('gradeRisk', input, words.gradeOf(input)),
    closeEpisode: input => stepOf('closeEpisode', input, words.CLOSING),
  }
}

/** A child who is not shown is reported by a number that does not hang on what the hub knows. */
function byNumber(identifier: ParsedIdentifier): WhichChild {
  if (identifier.kind === 'nhsNumber') return { scheme: 'NHS_NUMBER', value: identifier.nhsNumber }
  if (identifier.kind === 'upn') return { scheme: 'UPN', value: identifier.upn }
  const { code, words } = refuse('REPORT_NEEDS_NUMBER')
  throw new RuleRefused(code, 'child', words)
}
