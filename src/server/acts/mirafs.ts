// Writing a risk assessment, asking for its review, and marking one: who may, of which child, and the receipt. What is written is
// decided by the hub's rules, from the newest version under the child's lock.
import { randomUUID } from 'node:crypto'
import { readsCarried } from '../../children/carried.js'
import { reason as reasonField } from '../../hub/input/fields.js'
import { read } from '../../hub/input/read.js'
import { mark } from '../../hub/miraf/marks.js'
import { mirafFrom, revise } from '../../hub/miraf/versions.js'
import { refuse } from '../../hub/refusal.js'
import { mayPreFill } from '../../policies/protocol/carried.js'
import type { MirafActs, MirafWords } from '../../resolvers/context.js'
import type { AdmissionDeps } from '../operation/admission.js'
import type { Admitting } from '../operation/admitting.js'
import type { Operation } from '../operation/state.js'
import { createSummaryActs } from './miraf-summaries.js'
import { takeFacts } from './miraf-facts.js'
import { actOnChild, taken } from './of-child.js'
import { record } from './register.js'

const placeOf = (field: string | null): string | null => (field === 'basedOn' ? 'version' : field)

/** As the rules read it: what is left out is nothing, and said to be. */
function draftOf(input: MirafWords): object {
  const { version, reason, hazards, judged, push, pull, protective, places, companions, contacts, reviewOn } = input
  return {
    ...{ basedOn: version, reason, push, pull, protective, places, companions, contacts, reviewOn },
    hazards: (hazards ?? []).map(one => ({ ...one, note: one.note ?? null })),
    judged: judged ?? null,
    transport: input.transport ?? null,
    phone: input.phone ?? null,
    response: input.response ?? null,
    contributions: (input.contributions ?? []).map(one => ({
      ...one,
      text: one.text ?? null,
      category: one.category ?? null,
    })),
  }
}

export function createMirafActs(
  operation: Operation,
  admitting: Pick<Admitting, 'toAct'>,
  deps: AdmissionDeps,
): MirafActs {
  const { protocol, store, keys, policy } = deps
  const on = actOnChild(operation, admitting, deps)
  const done = (childId: string, clause: string): void => record(operation, keys.childId.encode(childId), [clause])

  return {
    writeMiraf: input =>
      on('writeMiraf', input, async ({ child, rights, clause, by, at, sent }) => {
        const decide: Parameters<typeof store.mirafs.write>[0]['decide'] = newest => {
          const latest = newest && mirafFrom(newest.body)
          const fills = {
            keys,
            latest,
            rights,
            mayPreFill: (one: Parameters<typeof mayPreFill>[1]) => mayPreFill(protocol, one),
          }
          const { facts } = taken(takeFacts(input.facts ?? [], { ...fills, childId: child.id, person: by.person }))
          const told = { at: at.toISOString(), by: by.staffRef, policy, facts }
          const mayRead = (carried: Parameters<typeof readsCarried>[1]): boolean => readsCarried(rights, carried)
          const { versions } = taken(revise(latest ? [latest] : [], draftOf(input), { ...told, mayRead }), placeOf)
          const body = versions.at(-1)
          if (!body) throw new Error('a revision is a version')
          const next = { version: body.version, level: body.level, reviewOn: body.reviewOn, body }
          return { next, receipt: { version: String(body.version), at: at.toISOString() } }
        }
        const receipt = await store.mirafs.write({ childId: child.id, by, decide }, sent)
        done(child.id, clause)
        return { version: Number(receipt['version']), at: String(receipt['at']) }
      }),

    requestMirafReview: input =>
      on('requestMirafReview', input, async ({ child, clause, by, at, sent }) => {
        const said = taken(read(reasonField, input.reason), () => 'reason')
        const asked = { id: randomUUID(), reason: said.value, receipt: { at: at.toISOString() } }
        const receipt = await store.mirafs.request({ childId: child.id, by, decide: () => asked }, sent)
        done(child.id, clause)
        return { version: null, at: receipt.at }
      }),

    markMiraf: input =>
      on(
        'markMiraf',
        input,
        async ({ child, clause, by, at, sent }) => {
          const { version } = input
          const receipt = await store.mirafs.mark(
            {
              ...{ childId: child.id, by, version },
              decide: (marked, own, before) => {
                if (!marked) return taken<never>(refuse('MIRAF_NOT_THERE', 'version'))
                const { points, note } = input
                const { value } = taken(mark({ points, note: note ?? null }, { own, before }))
                return { body: value, receipt: { version: String(version), at: at.toISOString() } }
              },
            },
            sent,
          )
          done(child.id, clause)
          return { version: Number(receipt.version), at: receipt.at }
        },
        // Who wrote it is looked at under the lock.
        { isAuthor: false },
      ),

    ...createSummaryActs(operation, on, deps),
  }
}
