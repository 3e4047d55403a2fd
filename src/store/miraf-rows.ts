// A risk assessment as rows, and back. What people wrote is sealed, tied to the very place it was written in.
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Records } from '../types/index.js'
import type { Recorder } from './episodes.js'
import type { Keys } from './keys.js'
import { sealsToRead, type HouseSeals, type RecordSeals } from './record-seals.js'
import type { Tables } from './tables.js'

/** One version; whoever writes it knows what is in its body. */
export interface MirafVersion {
  readonly version: number
  readonly level: Records.RiskLevel
  /** A day. */
  readonly reviewOn: string
  readonly body: unknown
}

export interface HeldMiraf extends MirafVersion {
  readonly childId: string
  /** ISO time. */
  readonly at: string
  /** A keyed name. */
  readonly author: string
  readonly marks: readonly HeldMark[]
}

export interface HeldMark {
  readonly at: string
  readonly role: string
  readonly body: unknown
}

/** A person's lasting name among those who write assessments. */
export const personOfMirafs = (keys: Pick<Keys, 'pseudonym'>, person: string): string =>
  keys.pseudonym('miraf-person', person)

export const writtenBy = (keys: Pick<Keys, 'pseudonym'>, { person, role, organisation }: Recorder) => ({
  ...{ by_key: personOfMirafs(keys, person), by_role: role, by_organisation: organisation },
})

/** What is in the place, whose child it is of, and what tells it from the child's others. */
type Place = readonly [what: string, childId: string, ...rest: readonly (string | number)[]]

export const sealAt = (seals: RecordSeals, body: unknown, ...place: Place): Buffer =>
  seals.seal(place[1], JSON.stringify(body), place.join('\n'))

export function openAt(seals: RecordSeals, sealed: Buffer, ...place: Place): unknown {
  const text = seals.open(place[1], sealed, place.join('\n'))
  if (text === null) throw new Error('a risk assessment was sealed by another key, or for another place')
  return JSON.parse(text)
}

/** Of these children; the newest of each, or all, oldest first. */
export async function mirafsIn(
  db: Kysely<Tables>,
  keys: HouseSeals,
  childIds: readonly string[],
  which: 'NEWEST' | 'ALL',
): Promise<readonly HeldMiraf[]> {
  const theirs = sql<boolean>`child_id = any(${[...childIds]}::uuid[])`
  const asked = db.selectFrom('miraf').selectAll().where(theirs)
  const rows = await (
    which === 'ALL'
      ? asked.orderBy('child_id').orderBy('version')
      : asked.distinctOn('child_id').orderBy('child_id').orderBy('version', 'desc')
  ).execute()
  const marks =
    rows.length === 0 ? [] : await db.selectFrom('miraf_mark').selectAll().where(theirs).orderBy('marked_at').execute()
  const seals = await sealsToRead(db, keys, 'MIRAF', childIds)
  return rows.map(row => ({
    ...{ childId: row.child_id, version: row.version, at: row.made_at.toISOString(), author: row.by_key },
    ...{ level: row.level, reviewOn: row.review_on },
    body: openAt(seals, row.sealed, 'version', row.child_id, row.version),
    marks: marks
      .filter(mark => mark.child_id === row.child_id && mark.version === row.version)
      .map(mark => ({
        ...{ at: mark.marked_at.toISOString(), role: mark.by_role },
        body: openAt(seals, mark.sealed, 'mark', mark.child_id, mark.version, mark.by_key),
      })),
  }))
}
