// The encrypted identity index: what each linked record said of its child when it was last read, so that a child can be
// searched for. It serves search alone, and nothing of it is shown.
import { sql, type Kysely } from 'kysely'
import type { Demographics, RecordName } from '../types/child.js'
import { demographics } from './anchors.js'
import type { Keys } from './keys.js'
import type { Log } from './log.js'
import { indexMoved } from './moved.js'
import type { Tables } from './tables.js'

export interface IndexedIdentity {
  readonly childId: string
  readonly sourceId: string
  readonly recordId: string
  readonly demographics: Demographics
  /** ISO time: since when the record is known to say this. */
  readonly seenAt: string
}

/** What is asked: as a record would say it, or less exactly. */
export interface Sought extends Demographics {
  /** Where no more of the postcode is known: `NP20`. */
  readonly district?: string | null
  /** Years of birth, where no date is known. */
  readonly years?: readonly number[]
}

export interface IndexCandidate {
  readonly childId: string
  /** Every record of the child that is in the index; none where one of them does not open with its key. */
  readonly identities: readonly IndexedIdentity[]
  readonly unreadable?: true
  /** The weight of the tokens that the closest of them shares with what is asked. */
  readonly shared: number
}

export interface IdentityIndex {
  /** Writes what a read of linked records said. An entry whose record is not linked to that child (any more) is ignored. Unchanged entries write nothing. */
  refresh(entries: readonly IndexedIdentity[]): Promise<void>
  /** Takes away what these records said. */
  forget(records: readonly RecordName[]): Promise<void>
  /**
   * The children that share most of the blind tokens with what is asked, best first, at most `limit`. VOUCHED_FOR: led to by what
   * a number or a person has linked, as if no score had linked anything.
   */
  candidates(asked: Sought, limit: number, by?: 'ANY' | 'VOUCHED_FOR'): Promise<readonly IndexCandidate[]>
  /** The same of each that is asked, in one statement: a record that is in several lists is opened once, and is one object in all. */
  candidatesOfEach(asked: readonly Sought[], limit: number): Promise<readonly (readonly IndexCandidate[])[]>
}

/** Something that two records of one child are likely to have in common, and how much it tells. */
export interface BlockingToken {
  readonly token: string
  readonly weight: number
}
/** A record leads to more tokens than what is asked looks for: the less exact ones are looked for where nothing better is known. */
export type BlockingTokens = (said: Sought, of: 'RECORD' | 'ASKED') => readonly BlockingToken[]

/** Rows of one statement; a page of a linking pass is smaller. */
const CHUNK = 500
const MOST_TOKENS = 200
/** Records that one token may lead to. */
const MOST_EACH = 400
/** Records opened for one search, but that a child has all of theirs. */
const MOST_ROWS = 500
/** Part of every digest: raise it with the tokens, and every entry is written anew at its next read. */
const TOKENS_VERSION = 1

export interface IndexDeps {
  readonly keys: Keys
  readonly blockingTokens: BlockingTokens
  readonly log: Pick<Log, 'error'>
}

export function createIdentityIndex(db: Kysely<Tables>, { keys, blockingTokens, log }: IndexDeps): IdentityIndex {
  const tokensOf = (said: Sought, of: 'RECORD' | 'ASKED'): readonly BlockingToken[] =>
    blockingTokens(said, of).slice(0, MOST_TOKENS)
  const digestOf = ({ childId, demographics: said }: IndexedIdentity): string =>
    keys.pseudonym('identity', `${TOKENS_VERSION}\n${childId}\n${canonical(said)}`)

  async function changed(entries: readonly IndexedIdentity[]): Promise<readonly IndexedIdentity[]> {
    const { rows } = await sql<{ nth: number }>`
      select asked.nth from unnest(
        ${entries.map(one => one.sourceId)}::text[], ${entries.map(one => one.recordId)}::text[], ${entries.map(digestOf)}::text[]
      ) with ordinality as asked (source_id, record_id, digest, nth)
      left join identity_index known using (source_id, record_id)
      where known.digest is distinct from asked.digest`.execute(db)
    return rows.flatMap(({ nth }) => entries[Number(nth) - 1] ?? [])
  }

  async function write(entries: readonly IndexedIdentity[]): Promise<void> {
    const tokens = entries.map(({ demographics: said }) => {
      const own = new Set(tokensOf(said, 'RECORD').map(({ token }) => keys.identityToken(token)))
      return `{${[...own].join(',')}}`
    })
    // The links are held until this is written: one that is taken away meanwhile takes the entry with it.
    await sql`
      insert into identity_index (source_id, record_id, child_id, sealed, digest, tokens, seen_at)
      select said.source_id, said.record_id, said.child_id, said.sealed, said.digest, said.tokens::bigint[], said.seen_at
      from unnest(
        ${entries.map(one => one.sourceId)}::text[], ${entries.map(one => one.recordId)}::text[],
        ${entries.map(one => one.childId)}::uuid[], ${entries.map(one => seal(keys, one))}::bytea[],
        ${entries.map(digestOf)}::text[], ${tokens}::text[], ${entries.map(one => one.seenAt)}::timestamptz[]
      ) as said (source_id, record_id, child_id, sealed, digest, tokens, seen_at)
      join link using (source_id, record_id, child_id)
      order by said.source_id, said.record_id
      for key share of link
      on conflict (source_id, record_id) do update set child_id = excluded.child_id, sealed = excluded.sealed,
        digest = excluded.digest, tokens = excluded.tokens, seen_at = excluded.seen_at
      where identity_index.seen_at <= excluded.seen_at and identity_index.digest <> excluded.digest`.execute(db)
  }

  async function candidatesOf(
    asked: readonly Sought[],
    limit: number,
    by: 'ANY' | 'VOUCHED_FOR',
  ): Promise<readonly (readonly IndexCandidate[])[]> {
    const lists = asked.map(one => tokensOf(one, 'ASKED'))
    const searches = lists.flatMap((tokens, nth) =>
      tokens.length === 0
        ? []
        : sql`select ${nth}::integer as nth, found.* from identity_candidates(
            ${tokens.map(({ token }) => keys.identityToken(token))}::bigint[], ${tokens.map(({ weight }) => weight)}::real[],
            ${limit}, ${MOST_EACH}, ${MOST_ROWS}, ${by === 'VOUCHED_FOR'}
          ) with ordinality as found (source_id, record_id, child_id, sealed, seen_at, shared, place)`,
    )
    if (searches.length === 0) return lists.map(() => [])
    const { rows } = await sql<Row>`${sql.join(searches, sql` union all `)} order by nth, place`.execute(db)
    const opened = new Map<string, IndexedIdentity | null>()
    const open = (row: Row): readonly IndexedIdentity[] => {
      const name = `${row.source_id}\n${row.record_id}`
      const known = opened.get(name)
      const identity = known === undefined ? openIdentity(keys, row) : known
      opened.set(name, identity)
      return identity === null ? [] : [identity]
    }
    return lists.map((_, nth) => {
      const found = new Map<string, Row[]>()
      for (const row of rows) {
        if (row.nth !== nth) continue
        const own = found.get(row.child_id)
        if (own) own.push(row)
        else found.set(row.child_id, [row])
      }
      return [...found].map(([childId, own]) => candidateOf(childId, own, own.flatMap(open)))
    })
  }

  function candidateOf(childId: string, own: readonly Row[], identities: readonly IndexedIdentity[]): IndexCandidate {
    const shared = own[0]?.shared ?? 0
    if (identities.length === own.length) return { childId, shared, identities }
    log.error({ code: 'STORE_CORRUPT' }, 'An identity in the index does not open: its child is not searched')
    return { childId, shared, identities: [], unreadable: true }
  }

  return {
    async refresh(entries) {
      for (let at = 0; at < entries.length; at += CHUNK) {
        const fresh = await changed(lastOfEach(entries.slice(at, at + CHUNK)))
        if (fresh.length === 0) continue
        await write(fresh)
        await indexMoved(db)
      }
    },

    async forget(records) {
      if (records.length === 0) return
      await sql`
        delete from identity_index using unnest(
          ${records.map(one => one.sourceId)}::text[], ${records.map(one => one.recordId)}::text[]
        ) as gone (source_id, record_id)
        where identity_index.source_id = gone.source_id and identity_index.record_id = gone.record_id`.execute(db)
      await indexMoved(db)
    },

    async candidates(asked, limit, by = 'ANY') {
      const [found = []] = await candidatesOf([asked], limit, by)
      return found
    },
    candidatesOfEach: (asked, limit) => candidatesOf(asked, limit, 'ANY'),
  }
}

interface SealedRow {
  readonly source_id: string
  readonly record_id: string
  readonly child_id: string
  readonly sealed: Buffer
  readonly seen_at: Date
}
interface Row extends SealedRow {
  /** Which of those asked for. */
  readonly nth: number
  readonly shared: number
}

/** Tied to child and source, as an anchor is; the record's id may change when the source merges records. */
const boundTo = (childId: string, sourceId: string): string => `${sourceId}\n${childId}`

const seal = (keys: Keys, { childId, sourceId, demographics: said }: IndexedIdentity): Buffer =>
  keys.identities.seal(canonical(said), boundTo(childId, sourceId))

/** Null where it does not open with its key. */
export function openIdentity(keys: Keys, row: SealedRow): IndexedIdentity | null {
  const text = keys.identities.open(row.sealed, boundTo(row.child_id, row.source_id))
  if (text === null) return null
  return {
    childId: row.child_id,
    sourceId: row.source_id,
    recordId: row.record_id,
    demographics: demographics.parse(JSON.parse(text)),
    seenAt: row.seen_at.toISOString(),
  }
}

/** Two entries of one record in one statement would be refused. */
function lastOfEach(entries: readonly IndexedIdentity[]): readonly IndexedIdentity[] {
  return [...new Map(entries.map(one => [`${one.sourceId}\n${one.recordId}`, one])).values()]
}

const canonical = ({ givenNames, familyNames, dateOfBirth, sex, postcodeSector }: Demographics): string =>
  JSON.stringify({ givenNames, familyNames, dateOfBirth, sex, postcodeSector })
