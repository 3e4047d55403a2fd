// The review of broken glass: the queue, and the act that closes one.
import type { BreakGlassReviews, ReconcileWords } from '../../resolvers/context.js'
import type { GlassReview } from '../../store/break-glass.js'
import type { Records } from '../../types/index.js'
import { personOf } from '../operation/glass.js'
import { noteOf } from './inputs.js'
import { cursorOf, namesOf, readerOf, record, recordReading, under } from './register.js'
import type { Reader, RegisterDeps } from './register.js'

const ACT = 'reconcileBreakGlass'
/** A review that waits longer is marked overdue (ADR 21). */
const DUE_WITHIN_MS = 72 * 3_600_000

/** The hub's manager reviews everything, an auditor what their own agency was told of. */
const sourcesOf = ({ person, own }: Reader): readonly string[] | null => (person.role === 'HUB_MANAGER' ? null : own)

export function createReviews(deps: RegisterDeps): BreakGlassReviews {
  const { operation, store, now, sources, protocol } = deps
  return {
    async list({ first, after, reconciled }) {
      const reader = readerOf(ACT, deps)
      const cursor = cursorOf(`reviews ${reconciled}`, operation.caller, deps)
      const place = cursor.open(after)
      const [openedAt = '', id = ''] = place?.split(' ') ?? []
      const asked = { sources: sourcesOf(reader), reconciled, after: place === null ? null : { openedAt, id } }
      const found = await store.breakGlass.reviews({ ...asked, first: first + 1 })
      const page = found.slice(0, first)
      const childIds = page.map(({ childId }) => childId)
      const nameOf = await namesOf(childIds, 'BreakGlassReview.child', reader, deps)
      recordReading(ACT, reader, deps)
      const edges = page.map(review => {
        const node = under(shownAs(review, nameOf(review.childId), now()), reader)
        return under({ cursor: cursor.seal(`${review.openedAt} ${review.id}`), node }, reader)
      })
      return { edges, pageInfo: { hasNextPage: found.length > first, endCursor: edges.at(-1)?.cursor ?? null } }
    },

    async reconcile(input: ReconcileWords) {
      const reader = readerOf(ACT, deps)
      const { key, id, outcome, note } = input
      const person = personOf(operation.caller)
      const owners = sources.map(({ description }) => ({ ...description, sourceId: description.id }))
      const receipt = await store.breakGlass.reconcile(
        { id, person, staff: reader.person, outcome, note: noteOf(note), sources: sourcesOf(reader), owners },
        { caller: person, act: ACT, key, input, at: now() },
      )
      record(operation, null, [`act.${ACT}`, protocol.edition.breakGlass.clause])
      return receipt
    },
  }
}

function shownAs(review: GlassReview, child: string | null, now: Date): Records.BreakGlassReview {
  const { childId: _hidden, ...rest } = review
  const dueAt = new Date(Date.parse(review.openedAt) + DUE_WITHIN_MS)
  return { ...rest, child, dueAt: dueAt.toISOString(), overdue: review.outcome === null && now > dueAt }
}
