// Deciding whether a record is a child's, and taking one away that is not. The rows, the change and the notices are one
// transaction of the store; here is who may, which child, and whom to tell.
import { parseIdentifier, type GivenIdentifier } from '../../children/identity/identifiers.js'
import { HafanError } from '../../errors.js'
import { isOwnSystem } from '../../policies/admission/facts.js'
import { linkRights } from '../../policies/admission/rights.js'
import { mayAct } from '../../policies/decide/index.js'
import type { ConfirmLinkWords, LinkActs, UnlinkWords } from '../../resolvers/context.js'
import type { AddresseesOf } from '../../store/link-change.js'
import type { Keys } from '../../store/keys.js'
import type { LinkReview } from '../../store/link-review-rows.js'
import type { DecisionReceipt, LinkDecision } from '../../store/link-reviews.js'
import type { Actor } from '../../types/links.js'
import type { Caller, Person } from '../../types/caller.js'
import type { Link } from '../../types/child.js'
import { personOf } from '../operation/glass.js'
import { resolveChildren } from '../operation/known.js'
import { rationaleOf } from './inputs.js'
import { linkOf, linkReadings, NOBODY, readRecord, type RecordNow } from './link-record.js'
import { nothingOfThisId, readAgain, unavailable } from './link-since.js'
import { everAbout, withinSight, type Sight } from './link-sight.js'
import { record, type RegisterDeps } from './register.js'

/** A link by a name that tells nothing, is the same at each read, and is of use to whom it was shown alone. */
export const linkName = (keys: Pick<Keys, 'pseudonym'>, { issuer, subject }: Caller, link: Link): string =>
  keys.pseudonym('link-name', [issuer, subject, link.childId, link.sourceId, link.recordId].join('\n'))

/** What is not there: the store answers it as it answers what is no longer, or as the same act was answered before. */
const NOTHING = { childId: NOBODY, sourceId: '', recordId: '' }

/** What whoever decides has just been able to read: the link is held against that from now on. */
const saidBy = ({ reading, subject }: RecordNow) =>
  subject && {
    anchor: subject.demographics,
    protectedRecord: reading.kind === 'read' && reading.protectedRecord,
    uprns: subject.uprns ?? [],
  }

type Act = 'confirmLink' | 'unlink'

export function createLinkActs(deps: RegisterDeps): LinkActs {
  const { operation, store, keys, protocol, sources, now } = deps
  const { caller } = operation

  function allowed(act: Act): { readonly person: Person; readonly by: NonNullable<Actor>; readonly clause: string } {
    const { person } = caller
    const verdict = person && mayAct(protocol, act, person.role)
    if (!person || !operation.intent || verdict?.outcome !== 'YES')
      throw new HafanError('OPERATION_REFUSED', 'This operation is not open to this caller.')
    const { role, organisation } = person
    return { person, by: { person: personOf(caller), role, organisation }, clause: verdict.clause }
  }
  const sentBy = (act: Act, input: ConfirmLinkWords | UnlinkWords) => ({
    ...{ caller: personOf(caller), act, key: input.key, input, at: now() },
  })
  async function childOf(given: GivenIdentifier): Promise<string | null> {
    const parsed = parseIdentifier(given, id => sources.some(({ description }) => description.id === id))
    const [id = null] = await resolveChildren([parsed], store, keys)
    return id
  }
  /** Whoever gets a receipt may decide of its child: of any other nothing was done, and there is none. */
  function done({ id, at }: DecisionReceipt, childId: string, clause: string) {
    const child = keys.childId.encode(childId)
    record(operation, child, [clause])
    return { id, at, child }
  }

  /** Throws RECORD_UNAVAILABLE: nobody decides about a record that may turn out to be of a child whom they are too near to. */
  async function readToDecide(review: LinkReview, sight: Sight, outcome: LinkDecision['outcome']): Promise<RecordNow> {
    const now = await readRecord(linkOf(review), sight, linkReadings(deps), deps)
    const rights = linkRights('confirmLink', { protocol, caller, person: sight.person })
    if (now) record(operation, null, ['act.confirmLink'], [], undefined, { picture: now.picture, rights })
    const isGone = now?.verdict === 'NOTHING' && outcome === 'REJECTED'
    if (now && (now.verdict === 'SEEN' || now.verdict === 'HIDDEN' || isGone)) return now
    throw unavailable()
  }

  /** The record's owner, and every organisation to whose people it was shown as the child's, by a system of their own. */
  const tell: AddresseesOf = (sourceId, relied) =>
    sources
      .filter(source => {
        const { id, agency } = source.description
        if (id === sourceId) return true
        return relied.some(one => one.agency === agency && (agency === 'HUB' || isOwnSystem(source, one)))
      })
      .map(({ description: { id, agency, organisation } }) => ({ sourceId: id, agency, organisation }))

  return {
    async confirmLink(input) {
      const { person, by, clause } = allowed('confirmLink')
      const sent = sentBy('confirmLink', input)
      if (input.takeBack != null) {
        const decided = await store.linkChanges.decided(input.takeBack)
        if (!decided) throw nothingOfThisId()
        const since = await readAgain(decided, person, deps)
        const receipt = await store.linkChanges.takeBack({ changeId: input.takeBack, by, tell, since }, sent)
        return done(receipt, receipt.child, clause)
      }
      const review = input.review ?? ''
      const childId = input.child == null ? null : await childOf(input.child)
      const one = childId === null ? null : await store.linkReviews.byId(review)
      const sight = one && (await withinSight(everAbout([one]), person, deps))
      if (one && childId !== null && sight?.sees(one) === true) {
        const rationale = input.rationale == null ? null : rationaleOf(input.rationale)
        const outcome = input.outcome ?? 'CONFIRMED'
        // One that is decided already is refused by the store, where two who decide at once take turns.
        const now = one.status === 'OPEN' ? await readToDecide(one, sight, outcome) : null
        if (now?.verdict !== 'HIDDEN') {
          const decision = { review, childId, outcome, by, rationale, said: now && saidBy(now), tell }
          const receipt = await store.linkReviews.decide(decision, sent)
          if (now && outcome === 'CONFIRMED') deps.refreshIndex.note({ ...linkOf(one), childId }, now.reading)
          return done(receipt, childId, clause)
        }
      }
      throw new HafanError('REVIEW_NOT_FOUND', 'No review of this id has this child: take both from linkReviews.')
    },

    async unlink(input) {
      const { person, by, clause } = allowed('unlink')
      const childId = await childOf(input.child)
      const links = childId === null ? [] : ((await store.children.linksOf([childId])).get(childId) ?? [])
      const hidden = childId !== null && !(await withinSight([childId], person, deps)).seesChild(childId)
      const link = hidden ? undefined : links.find(one => linkName(keys, caller, one) === input.link)
      const { sourceId, recordId } = link ?? NOTHING
      const which = { sourceId, recordId, childId: childId ?? NOTHING.childId }
      const unlinking = { ...which, by, rationale: rationaleOf(input.rationale), tell }
      const receipt = await store.linkChanges.unlink(unlinking, sentBy('unlink', input))
      return done(receipt, receipt.child, clause)
    },
  }
}
