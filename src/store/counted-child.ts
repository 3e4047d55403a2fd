// The age band and sex a child is counted under: of the report's day, by what the identity index last read, where its records
// agree. The day of birth itself stays sealed.
import type { Kysely } from 'kysely'
import type { Demographics } from '../types/child.js'
import type { Keys } from './keys.js'
import { openIdentity } from './identity-index.js'
import type { Tables } from './tables.js'

export interface CountedChild {
  readonly ageBand: 'UNDER_10' | 'FROM_10_TO_12' | 'FROM_13_TO_15' | 'FROM_16_TO_17' | null
  readonly sex: 'FEMALE' | 'MALE' | null
}

type Said = Pick<Demographics, 'dateOfBirth' | 'sex'>

/** What each linked record says; one that does not open with its key says nothing. */
export async function identitiesOf(db: Kysely<Tables>, keys: Keys, childId: string): Promise<readonly Said[]> {
  const columns = ['source_id', 'record_id', 'child_id', 'sealed', 'seen_at'] as const
  const rows = await db.selectFrom('identity_index').select(columns).where('child_id', '=', childId).limit(50).execute()
  return rows.flatMap(row => openIdentity(keys, row)?.demographics ?? [])
}

export function countedChild(identities: readonly Said[], reportedAt: string): CountedChild {
  const born = one(identities.map(({ dateOfBirth }) => dateOfBirth))
  const sex = one(identities.map(said => (said.sex === 'FEMALE' || said.sex === 'MALE' ? said.sex : null)))
  return { ageBand: born === null ? null : bandOf(yearsBetween(born, reportedAt)), sex }
}

/** What all say who say anything; null where they differ. */
function one<T>(said: readonly (T | null)[]): T | null {
  const all = [...new Set(said.filter(value => value !== null))]
  return all.length === 1 ? (all[0] ?? null) : null
}

function yearsBetween(born: string, reportedAt: string): number {
  const years = Number(reportedAt.slice(0, 4)) - Number(born.slice(0, 4))
  return reportedAt.slice(5, 10) < born.slice(5, 10) ? years - 1 : years
}

function bandOf(age: number): CountedChild['ageBand'] {
  if (age < 0 || age > 17) return null
  if (age < 10) return 'UNDER_10'
  if (age < 13) return 'FROM_10_TO_12'
  return age < 16 ? 'FROM_13_TO_15' : 'FROM_16_TO_17'
}
