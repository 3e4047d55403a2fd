// The counts that what was given of a period rests on, kept at the first asking.
import { sql, type Kysely } from 'kysely'
import type { NodeCounts } from './statistics.js'
import type { Tables } from './tables.js'

export interface FigurePeriods {
  kept(family: string, periods: readonly string[]): Promise<ReadonlyMap<string, NodeCounts>>
  /** Of two that come at once the first is kept, and both are answered with it. */
  keep(family: string, period: string, counts: NodeCounts, at: Date): Promise<NodeCounts>
}

export function createFigurePeriods(db: Kysely<Tables>): FigurePeriods {
  const kept: FigurePeriods['kept'] = async (family, periods) => {
    const asked = sql<boolean>`period = any(${[...periods]}::text[])`
    const rows = await db.selectFrom('figure_period').selectAll().where('family', '=', family).where(asked).execute()
    return new Map(rows.map(({ period, counts }) => [period, counts]))
  }
  return {
    kept,
    async keep(family, period, counts, at) {
      await db
        .insertInto('figure_period')
        .values({ family, period, counts: { ...counts }, counted_at: at })
        .onConflict(on => on.doNothing())
        .execute()
      const found = (await kept(family, [period])).get(period)
      if (!found) throw new Error('a period that was kept is not there')
      return found
    },
  }
}
