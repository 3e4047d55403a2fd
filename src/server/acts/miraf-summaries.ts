// The summary for schools and carers: drafted by one, looked through for what it may not tell, and approved by another.
import { performance } from 'node:perf_hooks'
import { NAMES_AROUND, namesAround } from '../../children/names-around.js'
import { loadPicture, type Picture } from '../../children/picture.js'
import { planFor } from '../../children/plan.js'
import { approve, draftSummary } from '../../hub/miraf/summary.js'
import { mirafFrom } from '../../hub/miraf/versions.js'
import { refuse } from '../../hub/refusal.js'
import { HUB_SOURCE } from '../../hub/source.js'
import type { SummaryActs } from '../../resolvers/context.js'
import type { AdmissionDeps } from '../operation/admission.js'
import { learnFrom } from '../operation/learn.js'
import { createReadings } from '../operation/loaders.js'
import { ownerCheck } from '../operation/owner-check.js'
import type { Operation } from '../operation/state.js'
import { taken, type ActOn, type Acting } from './of-child.js'
import { record } from './register.js'

/** What the people around a child stand in. Where one is not given to the approver, they cannot have looked. */
const NEEDED = ['IDENTITY', 'FAMILY', 'PROFESSIONALS', 'MISSING_DETAIL'] as const
const SUMMARY = 2

export function createSummaryActs(operation: Operation, on: ActOn, deps: AdmissionDeps): SummaryActs {
  const { store, keys } = deps

  /** Asked anew of every linked system: a name that came up today counts. */
  async function around({ child, rights, purpose }: Acting): Promise<Picture> {
    const readings = createReadings({ ...operation.call, purpose }, deps.onFault)
    const ownRecord = {
      ...{ childId: child.id, sourceId: HUB_SOURCE, recordId: child.id, how: 'PERSON' as const, confirmedBy: null },
      ...{ confirmedAt: deps.now().toISOString(), protectedRecord: false, anchor: null },
    }
    const plan = planFor(deps.classification, NAMES_AROUND, rights)
    const picture = loadPicture(
      { id: child.id, links: [...child.links, ownRecord], rights, plan },
      {
        ...{ classification: deps.classification, sources: deps.sources, now: deps.now },
        lookup: (source, recordId, parts) => readings.ask(source, recordId, parts),
        identifiersAgree: ownerCheck(store.children),
        learn: (link, reading) => learnFrom(link, reading, deps),
        monotonic: () => performance.now(),
      },
    )
    operation.asking.push(picture)
    return picture
  }

  return {
    draftSummary: input =>
      on('draftSummary', input, async ({ child, clause, by, at, sent }) => {
        const { text, whatToDo, reviewDue, version: seen } = input
        const { draft } = taken(draftSummary({ text, whatToDo, reviewDue }))
        const receipt = await store.mirafSummaries.draft(
          {
            ...{ childId: child.id, by },
            decide: (miraf, newest) => {
              if (!miraf) return taken<never>(refuse('MIRAF_NOT_THERE'))
              if (seen !== (newest?.version ?? 0)) return taken<never>(refuse('SUMMARY_NOT_THERE', 'version'))
              const texts = { text: draft.text, whatToDo: draft.whatToDo }
              const next = { version: seen + 1, risk: miraf.level, reviewDue: draft.reviewDue, texts }
              return { draft: next, receipt: { version: String(next.version), at: at.toISOString() } }
            },
          },
          sent,
        )
        record(operation, keys.childId.encode(child.id), [clause])
        return { version: Number(receipt.version), at: receipt.at }
      }),

    approveSummary: input =>
      on(
        'approveSummary',
        input,
        async acting => {
          const { child, rights, clause, by, at, sent } = acting
          const picture = await around(acting)
          const { names, complete } = namesAround(picture)
          const given = NEEDED.every(category => rights.grants[category].strength >= SUMMARY)
          const [assessed] = (await store.mirafs.of([child.id], 'NEWEST')).get(child.id) ?? []
          const companions = assessed ? mirafFrom(assessed.body).companions : []
          const receipt = await store.mirafSummaries.approve(
            {
              ...{ childId: child.id, by },
              decide: (newest, own) => {
                if (newest?.version !== input.version) return taken<never>(refuse('SUMMARY_NOT_THERE', 'version'))
                if (newest.approvedAt !== null) return taken<never>(refuse('SUMMARY_APPROVED', 'version'))
                // Schools would read a level that is no longer so.
                if (newest.revisedSince) return taken<never>(refuse('SUMMARY_OUTDATED', 'version'))
                const { texts, reviewDue, author } = newest
                // People are named by their keyed names: a staff reference may be used twice.
                const approver = own ? author : `not ${author}`
                const said = { ...texts, reviewDue, writtenBy: author }
                const names_ = [...names, ...companions]
                taken(approve(said, { names: names_, at: at.toISOString(), by: approver }))
                if (!complete || !given) return taken<never>(refuse('SUMMARY_NAMES_UNREAD'))
                return { version: newest.version, receipt: { version: String(newest.version), at: at.toISOString() } }
              },
            },
            sent,
          )
          record(operation, keys.childId.encode(child.id), [clause], [], undefined, { picture, rights })
          return { version: Number(receipt.version), at: receipt.at }
        },
        // Who wrote it is looked at under the lock.
        { isAuthor: false },
      ),
  }
}
