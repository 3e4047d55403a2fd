// How many children each caller has asked for lately. All replicas share it; callers and children are kept by keyed names.
import { sql, type Kysely } from 'kysely'
import { grouped } from './grouped.js'
import type { Keys } from './keys.js'
import { tellOverseer } from './oversight.js'
import type { OversightNotice } from './oversight.js'
import type { Tables } from './tables.js'

/** What one operation is about to answer. */
export interface Taking {
  /** Issuer and subject. */
  readonly caller: string
  /** Identifiers that lead to no child shown. */
  readonly guesses: readonly string[]
  /** Children shown, by id. */
  readonly shown: readonly string[]
}

export interface BudgetLimits {
  readonly at: Date
  /** What was taken up to here no longer counts. */
  readonly since: Date
  /** The same for what is asked slowly, over days. */
  readonly slowSince: Date
  readonly mostGuesses: number
  readonly mostShown: number
}

export interface Taken {
  /** Null: taken. Else nothing may be answered. */
  readonly refused: 'GUESSES' | 'SHOWN' | null
  readonly guessed: number
  readonly guessedSlowly: number
}

export interface Budgets {
  /** Whether either budget is used up already: then nobody need be asked. */
  isSpent(caller: string, limits: BudgetLimits): Promise<boolean>
  /** Operations of one caller take turns: together they never take more than there is. */
  take(taking: Taking, limits: BudgetLimits): Promise<Taken>
  /** Tells whoever oversees the caller, once a window. */
  alertOnce(caller: string, notice: OversightNotice, limits: BudgetLimits): Promise<void>
}

/** What a caller's budget is kept by. */
export const budgetKey = (keys: Keys, caller: string): string => keys.pseudonym('budget-caller', caller)

/** One row, whether either budget is used up. */
export const isSpentWithin = (
  key: string,
  { since, mostGuesses, mostShown }: BudgetLimits,
): ReturnType<typeof sql<{ spent: boolean }>> => sql<{ spent: boolean }>`
  select count(*) filter (where kind = 'GUESS') >= ${mostGuesses}
      or count(*) filter (where kind = 'SHOWN') >= ${Math.max(mostShown, 1)} as spent
  from budget_taken where caller_key = ${key} and taken_at > ${since}::timestamptz`

interface Asked {
  readonly taking: Taking
  readonly limits: BudgetLimits
}
interface TakenRow {
  readonly nth: number
  readonly refused: Taken['refused']
  readonly guessed: string
  readonly guessed_slowly: string
}

export function createBudgets(db: Kysely<Tables>, keys: Keys): Budgets {
  const keyOf = (caller: string): string => budgetKey(keys, caller)
  // Tied to the caller, so that no two callers can be seen to have asked for the same child.
  const namesOf = (kind: string, caller: string, of: readonly string[]): string[] =>
    [...new Set(of)].map(one => keys.pseudonym(`budget-${kind}`, `${caller}\n${one}`))

  // Of one caller two may go together: the second finds what the first took. By caller, so that replicas never wait for each other
  // in a ring: each turn is held to the end of its statement.
  const takeInTurn = grouped<Asked, Taken>(async asked => {
    const rows = asked.map(({ taking: { caller, guesses, shown }, limits }, nth) => ({
      ...{ nth, caller: keyOf(caller), at: limits.at, since: limits.since, slow_since: limits.slowSince },
      guesses: namesOf('guess', caller, guesses),
      shown: namesOf('shown', caller, shown),
      ...{ most_guesses: limits.mostGuesses, most_shown: limits.mostShown },
    }))
    rows.sort((one, other) => (one.caller < other.caller ? -1 : one.caller > other.caller ? 1 : one.nth - other.nth))
    const { rows: taken } = await sql<TakenRow>`
      select one.nth, refused, guessed, guessed_slowly
      from json_to_recordset(${JSON.stringify(rows)}::json) as one (
        nth integer, caller text, guesses text[], shown text[], at timestamptz, since timestamptz, slow_since timestamptz,
        most_guesses integer, most_shown integer
      ), lateral take_budget(one.caller, one.guesses, one.shown, one.at, one.since, one.slow_since, one.most_guesses, one.most_shown)
    `.execute(db)
    const byNth = new Map(taken.map(one => [one.nth, one]))
    return asked.map((_, nth) => {
      const one = byNth.get(nth)
      if (!one) throw new Error('a budget says what was taken of it')
      return { refused: one.refused, guessed: Number(one.guessed), guessedSlowly: Number(one.guessed_slowly) }
    })
  })

  return {
    async isSpent(caller, limits) {
      const { rows } = await isSpentWithin(keyOf(caller), limits).execute(db)
      return rows[0]?.spent === true
    },

    take: (taking, limits) => takeInTurn({ taking, limits }),

    alertOnce: (caller, notice, { at, since }) =>
      db.transaction().execute(async trx => {
        const { numAffectedRows } = await sql`
          insert into budget_alert (caller_key, kind, alerted_at) values (${keyOf(caller)}, ${notice.kind}, ${at}::timestamptz)
          on conflict (caller_key, kind) do update set alerted_at = excluded.alerted_at
            where budget_alert.alerted_at <= ${since}::timestamptz`.execute(trx)
        if (numAffectedRows !== 1n) return
        await trx.deleteFrom('budget_alert').where('alerted_at', '<', since).execute()
        await tellOverseer(trx, keys, notice, at)
      }),
  }
}
