// Training that was held, and what cases cost, as they are recorded. Neither names a child.
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Keys } from './keys.js'
import { once, type SentAct } from './once.js'
import type { Tables } from './tables.js'

export interface TrainingRecord {
  /** A day. */
  readonly heldOn: string
  /** Agency → how many came. */
  readonly attendees: Readonly<Record<string, number>>
  /** Rating → how many forms gave it. */
  readonly ratings: Readonly<Record<string, number>>
}

export interface CostRecord {
  readonly closedOn: string
  /** What each came to is kept with it: a unit cost that changes does not change it. */
  readonly lines: readonly {
    readonly side: string
    readonly unit: string
    readonly number: number
    readonly pounds: number
    readonly counted: boolean
  }[]
  readonly printedBenefit: number | null
}

export interface RecordedId extends Readonly<Record<string, string>> {
  readonly id: string
  readonly at: string
}

export interface StatisticsActs {
  /** Each throws KEY_REUSED. */
  recordTraining(record: TrainingRecord, sent: SentAct): Promise<RecordedId>
  recordCostCase(record: CostRecord, sent: SentAct): Promise<RecordedId>
}

export function createStatisticsActs(db: Kysely<Tables>, keys: Keys): StatisticsActs {
  const recorded = (sent: SentAct) => ({
    ...{ id: randomUUID(), recorded_at: sent.at, by_key: keys.pseudonym('statistics-person', sent.caller) },
  })
  const receiptOf = ({ id, recorded_at: at }: { id: string; recorded_at: Date }): RecordedId => ({
    ...{ id, at: at.toISOString() },
  })
  return {
    recordTraining: ({ heldOn, attendees, ratings }, sent) =>
      db.transaction().execute(trx =>
        once(trx, keys, sent, async () => {
          const row = recorded(sent)
          await trx
            .insertInto('training_session')
            .values({ ...row, held_on: heldOn, attendees, ratings })
            .execute()
          return receiptOf(row)
        }),
      ),
    recordCostCase: ({ closedOn, lines, printedBenefit }, sent) =>
      db.transaction().execute(trx =>
        once(trx, keys, sent, async () => {
          const row = recorded(sent)
          const told = { closed_on: closedOn, lines: JSON.stringify(lines), printed_benefit: printedBenefit }
          await trx
            .insertInto('cost_case')
            .values({ ...row, ...told })
            .execute()
          return receiptOf(row)
        }),
      ),
  }
}
