// Declaring and withdrawing a conflict of interest. What is answered is the same for a child who is known and one who is not,
// for a member of staff who exists and one who does not, and whatever has been declared before.
import { performance } from 'node:perf_hooks'
import { parseIdentifier } from '../../children/identity/identifiers.js'
import { BadArgument, HafanError } from '../../errors.js'
import { mayAct } from '../../policies/decide/index.js'
import type { Act } from '../../policies/protocol/index.js'
import type { ConflictWords, WithdrawalWords } from '../../resolvers/context.js'
import type { ConflictReceipt, StaffMember } from '../../store/conflicts.js'
import type { ConflictTarget } from '../../store/conflict-target.js'
import type { Person } from '../../types/caller.js'
import { record } from './register.js'
import { evenOut } from '../operation/even-out.js'
import type { AdmissionDeps } from '../operation/admission.js'
import { resolveChildren } from '../operation/known.js'
import { overseenBy, overseerOf, speaksFor } from '../operation/overseer.js'
import type { Operation } from '../operation/state.js'
import { askedAs } from '../operation/too-near.js'

export interface ConflictActs {
  readonly declareConflict: (input: ConflictWords) => Promise<ConflictReceipt>
  readonly withdrawConflict: (input: WithdrawalWords) => Promise<ConflictReceipt>
}

const refuse = (): never => {
  throw new HafanError('OPERATION_REFUSED', 'This operation is not open to this caller.')
}
const wrong = (field: string, sentence: string): never => {
  throw new BadArgument(field, sentence)
}

export function createConflictActs(operation: Operation, deps: AdmissionDeps): ConflictActs {
  const { protocol, sources, store, keys, now } = deps
  const { caller } = operation
  const sentBy = (act: Act, input: ConflictWords | WithdrawalWords) => ({
    ...{ caller: `${caller.issuer}\n${caller.subject}`, act, key: input.key, input, at: now() },
  })

  function allowed(act: Act, ofAnother: boolean): Person {
    const { person } = caller
    if (!person || !operation.intent) return refuse()
    const { outcome, clause } = mayAct(protocol, act, person.role, { ofAnother })
    if (outcome !== 'YES') refuse()
    record(operation, null, [clause, protocol.edition.conflictsOfInterest.clause])
    return person
  }

  /** The target, and the child where one is known. Both questions are put whoever is asked for. */
  async function targetOf({ child, uprn }: ConflictWords): Promise<readonly [ConflictTarget, string | null]> {
    if (uprn != null) {
      if (child != null || !/^\d{1,12}$/.test(uprn))
        wrong('uprn', 'Give either "child" or "uprn", which is 1 to 12 digits.')
      return [{ kind: 'HOUSEHOLD', key: keys.property(uprn) }, null]
    }
    if (child == null) return wrong('child', 'Give either "child" or "uprn".')
    const parsed = parseIdentifier(child, id => sources.some(({ description }) => description.id === id))
    const asked = askedAs(parsed)
    const [childId = null] = await resolveChildren([parsed], store, keys)
    if (asked.kind !== 'NUMBER') return [asked, childId]
    const hash = keys.identifierHmac(asked.scheme, asked.value).toString('hex')
    return [{ kind: 'NUMBER', scheme: asked.scheme, hash }, childId]
  }

  return {
    async declareConflict(input) {
      const started = performance.now()
      const { person } = caller
      if (!person) return refuse()
      const who: StaffMember = {
        agency: person.agency,
        organisation: input.organisation ?? person.organisation,
        staffRef: input.staffRef ?? person.staffRef,
      }
      for (const field of ['staffRef', 'organisation'] as const)
        if (!/^[^\p{C}]{1,100}$/u.test(who[field]))
          wrong(field, '"staffRef" and "organisation" take 1 to 100 visible characters.')
      const ofAnother = who.organisation !== person.organisation || who.staffRef !== person.staffRef
      if (ofAnother && !speaksFor(person, who, sources)) refuse()
      const at = now()
      const from = input.from == null ? at : new Date(input.from)
      const until = input.until == null ? null : new Date(input.until)
      if (until !== null && until <= from) wrong('until', '"until" is later than "from".')
      allowed('declareConflict', ofAnother)
      const [target, childId] = await targetOf(input)
      const overseer = overseerOf(who, sources)
      const declaredAs = ofAnother ? 'AGENCY' : 'SELF'
      const conflict = { who, overseer, target, childId, declaredAs, from, until } as const
      const receipt = await store.conflicts.declare(conflict, sentBy('declareConflict', input))
      await evenOut(started, deps)
      return receipt
    },

    async withdrawConflict(input) {
      const person = allowed('withdrawConflict', true)
      const overseer = overseenBy(person, sources)
      if (!overseer) return refuse()
      if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(input.id))
        wrong('id', '"id" is one that conflictsOfInterest lists.')
      const { agency, organisation, staffRef } = person
      return store.conflicts.withdraw(
        input.id,
        { agency, organisation, staffRef, overseer },
        sentBy('withdrawConflict', input),
      )
    },
  }
}
