// Legal holds by hand, for whoever answers for the records: through the API only a case of the hub's can be held, and a year after its
// last episode has ended a case is that no longer. The same record, and on record before and after.
import { createHash, randomUUID } from 'node:crypto'
import type { Audit } from '../../audit/index.js'
import { RuleRefused } from '../../errors.js'
import { deciderOf, holdMeant, placeHoldUnseen, releaseHold } from '../../hub/retention/hold.js'
import type { HubPolicy } from '../../hub/policy.js'
import { refuse, type Refused } from '../../hub/refusal.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { Children } from '../../store/children.js'
import type { Recorder } from '../../store/episodes.js'
import type { Holds } from '../../store/holds.js'
import type { Keys } from '../../store/keys.js'
import type { SentAct } from '../../store/once.js'

/** No token said a role: whoever may run commands on the database acts for the controller of the records. */
const ROLE = 'RECORDS_CONTROLLER'
const ISSUER = 'hafan'
/** Of one child nobody has more. */
const MOST = 1_000

export interface HoldingDeps {
  readonly holds: Pick<Holds, 'place' | 'release' | 'standing'>
  readonly children: Pick<Children, 'byId'>
  readonly audit: Pick<Audit, 'intent' | 'outcome'>
  readonly keys: Pick<Keys, 'childId'>
  readonly protocol: CompiledProtocol
  readonly policy: HubPolicy
  readonly now: () => Date
  /** Looks whether it could be done, and writes nothing. */
  readonly dryRun: boolean
}

interface Decided {
  /** Child.id, as the gateway gives it. */
  readonly child: string
  readonly reason: string
  /** Who decided: a post, or a name. */
  readonly by: string
}

export interface Placing extends Decided {
  readonly reviewOn: string
  /** Meant as one more where one stands. */
  readonly another: boolean
}

export interface Releasing extends Decided {
  /** Null: the only one that stands. */
  readonly hold: string | null
}

/** The hold's reference; of a dry run null. Throws RuleRefused, and has then written nothing but that it was tried. */
export async function placeByHand(
  { child, by, another, ...input }: Placing,
  deps: HoldingDeps,
): Promise<string | null> {
  const { childId, recorder } = await whoAndWhom(child, by, deps)
  const at = deps.now()
  const decide = ({ standing }: { readonly standing: number }) =>
    taken(placeHoldUnseen(input, { standing, another }, { at: at.toISOString(), policy: deps.policy })).value
  const standing = (await deps.holds.standing(MOST, childId)).length
  if (deps.dryRun) return (decide({ standing }), null)
  return recorded({ child, act: 'placeLegalHold', recorder, input, at }, deps, async sent => {
    const { reference } = await deps.holds.place({ childId, by: recorder, decide }, sent)
    return reference
  })
}

/** As above. */
export async function releaseByHand(
  { child, by, hold, ...input }: Releasing,
  deps: HoldingDeps,
): Promise<string | null> {
  const { childId, recorder } = await whoAndWhom(child, by, deps)
  const at = deps.now()
  const standing = (await deps.holds.standing(MOST, childId)).map(({ id }) => id)
  const meant = taken(holdMeant(standing, hold)).hold
  const decide = (found: { readonly released: boolean } | null) => taken(releaseHold(found, input))
  if (deps.dryRun) return (decide(standing.includes(meant) ? { released: false } : null), null)
  return recorded(
    { child, act: 'releaseLegalHold', recorder, input: { ...input, hold: meant }, at },
    deps,
    async sent => {
      await deps.holds.release({ childId, by: recorder, hold: meant, decide }, sent)
      return meant
    },
  )
}

async function whoAndWhom(
  child: string,
  said: string,
  { children, keys }: HoldingDeps,
): Promise<{ readonly childId: string; readonly recorder: Recorder }> {
  const { by } = taken(deciderOf(said))
  const childId = keys.childId.decode(child)
  if (childId === null || !(await children.byId([childId])).has(childId))
    throw refused(refuse('HOLD_CHILD_UNKNOWN', 'child'))
  return { childId, recorder: { person: `${ISSUER}\n${by}`, role: ROLE, organisation: 'hub', staffRef: by } }
}

interface Act {
  readonly child: string
  readonly act: 'placeLegalHold' | 'releaseLegalHold'
  readonly recorder: Recorder
  readonly input: object
  readonly at: Date
}

/** Broken off in between, the intent tells of it, and the hold's own row who and when. */
async function recorded(
  { child, act, recorder, input, at }: Act,
  { audit, protocol }: HoldingDeps,
  work: (sent: SentAct) => Promise<string>,
): Promise<string> {
  const operationId = randomUUID()
  await audit.intent({
    ...{ operationId, application: ISSUER, purpose: null, coordinates: [], edition: protocol.id },
    caller: { issuer: ISSUER, subject: recorder.staffRef, role: ROLE, agency: 'HUB', organisation: 'hub' },
    identifiers: [{ scheme: 'ID', value: child }],
    documentHash: hashOf(act),
  })
  const outcome = (status: string, reason: string | null): Promise<void> =>
    audit.outcome([
      {
        ...{ operationId, handleId: child, relationships: [], given: [], withheld: [], kinds: [] },
        clauses: [protocol.edition.retention.clause],
        sources: [{ sourceId: 'hub', status, reason, ms: 0 }],
        responseHash: hashOf(`${act} ${status}`),
      },
    ])
  try {
    const hold = await work({ caller: recorder.person, act, key: randomUUID(), input, at })
    await outcome('RECORDED', act)
    return hold
  } catch (error) {
    if (error instanceof RuleRefused) await outcome('REFUSED', error.rule)
    throw error
  }
}

function taken<T extends { readonly ok: true }>(result: T | Refused): T {
  if (result.ok) return result
  throw refused(result)
}

const refused = ({ code, field, words }: Refused): RuleRefused => new RuleRefused(code, field, words)
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
