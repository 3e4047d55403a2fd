// A hub's record of many years: episodes with their steps, sealed as the store seals them, and an audit row for every look.
// Most are over; one of two thousand is on the board.
import { createHash, randomUUID } from 'node:crypto'
import pg from 'pg'
import { changeOf as stored } from '../../../src/store/episode-rows.js'
import { changeOf } from '../../../src/hub/episode/kept.js'
import { recordReport, recordStep, type Recorded } from '../../../src/hub/episode/record.js'
import { HUB_POLICY } from '../../../src/hub/policy.js'
import type { Refused } from '../../../src/hub/refusal.js'
import type { Keys } from '../../../src/store/keys.js'

export const EPISODES_A_CHILD = 3
const AUDIT_ROWS_AN_EPISODE = 10
const BATCH = 2_000
/** Of this many episodes one is still on the board. */
const ON_THE_BOARD = 2_000
const DAY = 86_400_000
const END = Date.parse('2026-02-12T10:00:00.000Z')
const AREAS = ['W06000018', 'W06000019', 'W06000020', 'W06000021', 'W06000022']

/** A uuid that SQL makes as well: md5 of the same text. */
const idOf = (text: string): string => {
  const hex = createHash('md5').update(text).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
export const childIdOf = (child: number): string => idOf(`child ${child}`)

export interface Filling {
  readonly url: string
  readonly keys: Keys
  readonly episodes: number
  readonly progress: (done: number, all: number) => void
}

export async function fill({ url, keys, episodes, progress }: Filling): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`set search_path = hafan; set synchronous_commit = off`)
    await client.query(
      `insert into child (id) select md5('child ' || n)::uuid from generate_series(0, $1::int - 1) as n`,
      [Math.ceil(episodes / EPISODES_A_CHILD)],
    )
    for (let from = 0; from < episodes; from += BATCH) {
      const batch = Array.from({ length: Math.min(BATCH, episodes - from) }, (_, nth) => rowsOf(from + nth, keys))
      await insert(client, 'episode', batch.map(({ row }) => row)) // prettier-ignore
      await insert(client, 'episode_event', batch.flatMap(({ events }) => events)) // prettier-ignore
      progress(from + batch.length, episodes)
    }
    await fillAudit(client, episodes)
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

async function insert(client: pg.Client, table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  const texts = rows.map(row => JSON.stringify(row, (_key, value: unknown) => (isBytes(value) ? hexOf(value) : value)))
  await client.query(
    `insert into ${table} (${columns.join(', ')})
     select ${columns.join(', ')} from json_populate_recordset(null::${table}, $1::json)`,
    [`[${texts.join(',')}]`],
  )
}

/** JSON.stringify asks a Buffer for its own JSON first. */
const isBytes = (value: unknown): value is { readonly data: number[] } =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer'
const hexOf = ({ data }: { readonly data: number[] }): string => `\\x${Buffer.from(data).toString('hex')}`

function taken(result: Recorded | Refused): Recorded['episode'] {
  if (!result.ok) throw new Error(result.code)
  return result.episode
}

function rowsOf(nth: number, keys: Keys): ReturnType<typeof stored> {
  const child = Math.floor(nth / EPISODES_A_CHILD)
  const childId = childIdOf(child)
  const open = nth % ON_THE_BOARD === 0
  // Backwards from the end, each in a week of its own; what is open is of today.
  const reported = open ? END - (nth % 720) * 60_000 : END - (8 + (nth % EPISODES_A_CHILD) * 7 + (child % 3_000)) * DAY
  const at = (minutes: number): string => new Date(reported + minutes * 60_000).toISOString()
  const deps = { at: at(0), by: 'HP-1', policy: HUB_POLICY }
  const said = { reporter: 'CARER', reportedAt: at(0), lastSeenAt: null, lastSeenPlace: null, circumstances: 'Went out by the back door after tea and did not answer the phone.' } // prettier-ignore
  const about = { missingFrom: 'HOME', placement: null, area: AREAS[child % AREAS.length], homeAuthority: null }
  let episode = taken(recordReport([], { childId, reference: randomUUID(), said, about }, true, deps))
  const step = (minutes: number, what: object): void => {
    const held = { ...changeOf(episode), childId, version: episode.history.length, soleWord: null, history: [] }
    const seen = { reference: episode.reference, version: held.version }
    const next = taken(recordStep([held], seen, what, { ...deps, at: at(minutes) }))
    episode = { ...next, history: [...episode.history, ...next.history] }
  }
  step(20, { type: 'TRIAGE', triage: { category: 'MISSING', risk: { level: nth % 4 === 0 ? 'HIGH' : 'MEDIUM', label: null } }, reason: null }) // prettier-ignore
  if (!open) {
    step(300, { type: 'RETURN', foundAt: at(300), foundBy: 'FAMILY', place: null })
    step(400, { type: 'CHECK', check: { done: true, doneAt: at(390), officer: 'PC 4471', harm: ['NONE_KNOWN'], summary: 'Cold and tired.' } }) // prettier-ignore
    step(500, { type: 'OFFER_INTERVIEW', offeredAt: at(490), provider: null })
    step(600, { type: 'ANSWER_INTERVIEW', answeredAt: at(590), answer: { given: 'ACCEPTED' } })
    step(650, { type: 'HOLD_INTERVIEW', heldAt: at(640), push: [], pull: [], childsWords: 'I wanted to see my friends.', agreedAudience: [] }) // prettier-ignore
    step(700, { type: 'CLOSE' })
  }
  const by = { person: 'HP-1', role: 'HUB_PRACTITIONER', organisation: 'hub', staffRef: 'HP-1' }
  return stored(
    { seal: (_child, plain, boundTo) => keys.episodes.seal(plain, boundTo) },
    {
      childId,
      before: null,
      change: changeOf(episode),
      by,
      at: new Date(at(720)),
      who: { ageBand: null, sex: null },
    },
  )
}

/** One chain, of intents and outcomes by turns; its hashes are not verified here, they are only as long as real ones. */
async function fillAudit(client: pg.Client, episodes: number): Promise<void> {
  const chain = randomUUID()
  const rows = episodes * AUDIT_ROWS_AN_EPISODE
  await client.query(
    `insert into audit_chain (chain_id, started_at, head_seq, head_hash) values ($1, now(), $2, decode(repeat('00', 32), 'hex'))`,
    [chain, rows],
  )
  for (let from = 1; from <= rows; from += 500_000)
    await client.query(
      `insert into audit_row (chain_id, seq, at, kind, prev_hash, hash, record, child, operation)
       select $1, n, '2020-01-01'::timestamptz + n * interval '10 seconds', case n % 2 when 1 then 'INTENT' else 'OUTCOME' end,
         decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'),
         json_build_object('body', json_build_object('operation', ((n - 1) / 2)::text, 'purpose', 'ASSESS_RISK',
           'edition', 'gwent', 'application', 'console', 'kinds', json_build_array('IDENTITY'), 'clauses', json_build_array('2.(1)'),
           'relationships', json_build_array('HUB_CASE HOLDS'), 'requested', repeat('Child.identity ', 20)))::text,
         case n % 2 when 0 then md5('child ' || (n / 2) % $4)::uuid end, ((n - 1) / 2)::text
       from generate_series($2::bigint, $3::bigint) as n`,
      [chain, from, Math.min(rows, from + 499_999), Math.ceil(episodes / EPISODES_A_CHILD)],
    )
}
