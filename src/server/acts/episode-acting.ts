// What the acts on episodes share: who may do one, of which child, and what is said of a child who is not shown.
import { parseIdentifier, type GivenIdentifier, type ParsedIdentifier } from '../../children/identity/identifiers.js'
import { HafanError, RuleRefused } from '../../errors.js'
import type { Episode } from '../../hub/episode/episode.js'
import { recordedWith } from '../../hub/thresholds/told.js'
import type { HeldEpisode } from '../../store/episode-rows.js'
import type { HubPolicy } from '../../hub/policy.js'
import { refuse, type Refused } from '../../hub/refusal.js'
import { mayAct, plainPurpose, purposesOf } from '../../policies/decide/index.js'
import type { Act } from '../../policies/protocol/index.js'
import type { EpisodeAnswer } from '../../resolvers/context.js'
import type { Recorder, WhichChild } from '../../store/episodes.js'
import type { SentAct } from '../../store/once.js'
import type { Person } from '../../types/caller.js'
import type { Purpose } from '../../types/index.js'
import type { AdmissionDeps } from '../operation/admission.js'
import type { Admitting } from '../operation/admitting.js'
import { personOf } from '../operation/glass.js'
import type { Operation } from '../operation/state.js'
import { placeInInput } from './episode-words.js'
import { actOnChild, taken as takenAt } from './of-child.js'
import { record } from './register.js'

const REFUSED = new HafanError('OPERATION_REFUSED', 'This operation is not open to this caller.')

/** Throws HUB_RULE with the rule that refused. */
export const taken = <T extends { readonly ok: true }>(result: T | Refused): T => takenAt(result, placeInInput)

/** A child who is not shown is reported by a number that does not hang on what the hub knows. */
export function byNumber(identifier: ParsedIdentifier): Extract<WhichChild, { readonly scheme: unknown }> {
  if (identifier.kind === 'nhsNumber') return { scheme: 'NHS_NUMBER', value: identifier.nhsNumber }
  if (identifier.kind === 'upn') return { scheme: 'UPN', value: identifier.upn }
  const { code, words } = refuse('REPORT_NEEDS_NUMBER')
  throw new RuleRefused(code, 'child', words)
}

export interface Told {
  readonly at: string
  readonly by: string
  readonly policy: HubPolicy
}

export interface OfShown {
  readonly child: GivenIdentifier
  readonly key: string
}

/** How episodes stand after it, and the one that the receipt names. */
export type Decide = (
  held: readonly HeldEpisode[],
  told: Told,
) => {
  readonly episode: string
  readonly episodes: readonly Episode[]
}

export interface Acting {
  readonly parsed: (child: GivenIdentifier) => ParsedIdentifier
  /** Throws OPERATION_REFUSED. */
  readonly personFor: (act: Act) => { readonly person: Person; readonly purpose: Purpose }
  readonly recorderOf: (person: Person) => Recorder
  readonly told: (person: Person, at: Date) => Told
  readonly sentBy: (act: Act, input: OfKey, at: Date) => SentAct
  /** An act on one child who is shown to the caller by a relationship that makes the caller responsible. */
  readonly onShown: (act: Act, input: OfShown, decide: Decide, withHistory?: boolean) => Promise<EpisodeAnswer>
}

interface OfKey {
  readonly key: string
}

export function createActing(operation: Operation, admitting: Pick<Admitting, 'toAct'>, deps: AdmissionDeps): Acting {
  const { protocol, sources, store, keys, policy } = deps
  const on = actOnChild(operation, admitting, deps)
  const { caller } = operation
  const parsed: Acting['parsed'] = child =>
    parseIdentifier(child, id => sources.some(({ description }) => description.id === id))
  const sentBy: Acting['sentBy'] = (act, input, at) => ({
    ...{ caller: personOf(caller), act, key: input.key, input, at },
  })
  const recorderOf: Acting['recorderOf'] = ({ role, organisation, staffRef }) => ({
    ...{ person: personOf(caller), role, organisation, staffRef },
  })
  const told: Acting['told'] = (person, at) => ({ at: at.toISOString(), by: person.staffRef, policy })

  const personFor: Acting['personFor'] = act => {
    const { person } = caller
    const purpose = person && (plainPurpose(protocol, person.role) ?? purposesOf(protocol, person.role)[0])
    if (!person || !purpose || !operation.intent) throw REFUSED
    const isOpen = protocol.edition.acts[act].relationship === 'NOT_NEEDED'
    if (isOpen && mayAct(protocol, act, person.role).outcome !== 'YES') throw REFUSED
    return { person, purpose }
  }

  return {
    ...{ parsed, personFor, recorderOf, told, sentBy },
    onShown(act, input, decide, withHistory = false) {
      return on(act, input, async ({ child, clause, person, by, at, sent }) => {
        const receipt = await store.episodes.record(
          {
            ...{ child: { childId: child.id }, by, withHistory },
            decide: (childId, held) => {
              const { episode, episodes } = decide(held, told(person, at))
              const { changes, alerts } = recordedWith({ childId, held, episodes }, at.toISOString(), policy)
              const steps = changes.find(one => one.reference === episode)?.steps.length ?? 0
              const version = (held.find(one => one.reference === episode)?.version || 1) + steps
              return { changes, alerts, receipt: { episode, version: String(version), at: at.toISOString() } }
            },
          },
          sent,
        )
        record(operation, keys.childId.encode(child.id), [clause])
        return { episode: receipt.episode, version: Number(receipt.version), at: receipt.at }
      })
    },
  }
}
