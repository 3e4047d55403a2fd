// An episode and its steps as rows, and back. What people wrote is sealed, tied to the very place it was written in.
import { sql, type Insertable, type Kysely } from 'kysely'
import type { EpisodeStanding, HubEpisode } from './hub.js'
import type { CountedChild } from './counted-child.js'
import {
  keyBeside,
  sealsBeside,
  sealsToRead,
  type HouseSeals,
  type KeyBeside,
  type RecordSeals,
} from './record-seals.js'
import type { EpisodeEventTable, EpisodeTable } from './tables-hub.js'
import type { Tables } from './tables.js'

/** A step as it is recorded; whoever records it knows what is in it. */
export interface EpisodeStepRow {
  readonly kind: string
  /** When it happened, by what was recorded. ISO time. */
  readonly happenedAt: string
  readonly body: unknown
}

export interface HeldStep {
  readonly kind: string
  /** When it was recorded. ISO time. */
  readonly at: string
  /** A staff reference; null for what was taken over. */
  readonly by: string | null
  readonly body: unknown
}

export interface HeldEpisode extends HubEpisode {
  readonly childId: string
  /** All that is so now; null for an episode from before steps were recorded. */
  readonly standing: unknown
  /** Empty where it was not asked for. */
  readonly history: readonly HeldStep[]
}

export const AS_BEFORE = 'AS_BEFORE'

/** What is counted of an episode beside where it stands: codes, and when the interview was held. */
export interface EpisodeCounted {
  readonly placement: string | null
  readonly nfaReason: string | null
  readonly check: { readonly outcome: 'DONE' | 'NOT_DONE'; readonly reason: string | null } | null
  readonly interview: {
    readonly answer: 'NONE_YET' | 'ACCEPTED' | 'DECLINED'
    /** Why it was declined; AS_BEFORE where that was recorded with an earlier step. */
    readonly declined: string | null
    readonly heldAt: string | null
  } | null
}

export interface EpisodeChange extends EpisodeStanding {
  /** Who works on it: a staff reference, or a team. */
  readonly assignedPerson: string | null
  readonly assignedTeam: string | null
  readonly counted: EpisodeCounted
  readonly standing: unknown
  readonly steps: readonly EpisodeStepRow[]
}

interface Changing {
  readonly childId: string
  readonly before: HeldEpisode | null
  readonly change: EpisodeChange
  /** `person` is a keyed name. */
  readonly by: {
    readonly person: string
    readonly role: string
    readonly organisation: string
    readonly staffRef: string
  }
  readonly at: Date
  readonly who: CountedChild
}

const TAKEN_OVER = 'TAKEN_OVER'
const placeOf = (childId: string, reference: string, seq: number | 'now'): string => `${childId}\n${reference}\n${seq}`

export function changeOf(
  seals: Pick<RecordSeals, 'seal'>,
  { childId, before, change, by, at, who }: Changing,
): { row: Insertable<EpisodeTable>; events: readonly Insertable<EpisodeEventTable>[] } {
  const { reference, steps, standing } = change
  const isOld = before !== null && before.version === 0
  const takenOver = isOld ? [{ kind: TAKEN_OVER, happenedAt: before.reportedAt, body: before }] : []
  const events = [...takenOver, ...steps].map(({ kind, happenedAt, body }, index) => {
    const seq = (before?.version ?? 0) + index + 1
    const ours = kind !== TAKEN_OVER
    const sealed = JSON.stringify({ by: ours ? by.staffRef : null, body })
    return {
      ...{ child_id: childId, reference, seq, kind, happened_at: happenedAt, recorded_at: at },
      ...{ by_key: ours ? by.person : null, by_role: ours ? by.role : null },
      by_organisation: ours ? by.organisation : null,
      sealed: seals.seal(childId, sealed, placeOf(childId, reference, seq)),
    }
  })
  const isSole = before === null || before.soleWord === by.person
  const row = {
    ...{ child_id: childId, reference, reported_at: change.reportedAt, last_seen_at: change.lastSeenAt },
    ...{ ended_at: change.endedAt, status: change.status, category: change.category, risk: change.risk },
    ...{
      missing_from: change.missingFrom,
      area: change.area,
      home_authority: change.homeAuthority,
      safe_and_well_settled: change.safeAndWellSettled,
    },
    ...{ review_at: change.reviewAt, interview_settled: change.interviewSettled, merged_into: change.mergedInto },
    ...{ assigned_person: change.assignedPerson, assigned_team: change.assignedTeam },
    version: (before?.version ?? 0) + events.length,
    sole_word: isSole ? by.person : null,
    ...countedColumns(change.counted),
    ...{ age_band: who.ageBand, sex: who.sex },
    sealed: seals.seal(childId, JSON.stringify(standing), placeOf(childId, reference, 'now')),
  }
  return { row, events }
}

const countedColumns = ({ placement, nfaReason, check, interview }: EpisodeCounted) => ({
  ...{ placement, nfa_reason: nfaReason },
  ...{ check_outcome: check?.outcome ?? null, check_reason: check?.reason ?? null },
  interview_answer: interview?.answer ?? null,
  ...(interview?.declined !== AS_BEFORE && { interview_declined: interview?.declined ?? null }),
  interview_held_at: interview?.heldAt ?? null,
})

const open = (seals: RecordSeals, childId: string, sealed: Buffer, place: string): unknown => {
  const text = seals.open(childId, sealed, place)
  if (text === null) throw new Error('an episode was sealed by another key, or for another place')
  return JSON.parse(text)
}

function toHeld(
  seals: RecordSeals,
  row: { child_id: string; reference: string; seq: number; kind: string; recorded_at: Date; sealed: Buffer },
): HeldStep {
  const { by, body } = open(seals, row.child_id, row.sealed, placeOf(row.child_id, row.reference, row.seq)) as Pick<
    HeldStep,
    'by' | 'body'
  >
  return { kind: row.kind, at: row.recorded_at.toISOString(), by, body }
}

/** Without their steps, oldest report first, without those that ended; as the row alone tells where nothing is to be opened. */
export async function heldIn(
  db: Kysely<Tables>,
  keys: HouseSeals,
  childIds: readonly string[],
  opened = true,
): Promise<readonly HeldEpisode[]> {
  const theirs = sql<boolean>`child_id = any(${[...childIds]}::uuid[])`
  const rows = await db
    .selectFrom('episode')
    .select(['child_id', 'reference', 'reported_at', 'last_seen_at', 'ended_at', 'status', 'category', 'risk', 'area'])
    .select(['missing_from', 'home_authority', 'safe_and_well_settled', 'version', 'review_at', 'interview_settled'])
    .select(['merged_into', 'sole_word'])
    .$if(opened, query => query.select('sealed'))
    .where(theirs)
    .where(sql<boolean>`sealed is distinct from ''`)
    .orderBy('reported_at')
    .execute()
  const seals = opened ? await sealsToRead(db, keys, 'EPISODES', childIds) : null
  return rows.map(row => ({
    ...{ childId: row.child_id, reference: row.reference, version: row.version, soleWord: row.sole_word },
    ...{ reportedAt: row.reported_at.toISOString(), lastSeenAt: row.last_seen_at?.toISOString() ?? null },
    ...{ endedAt: row.ended_at?.toISOString() ?? null, status: row.status, category: row.category, risk: row.risk },
    ...{
      missingFrom: row.missing_from,
      area: row.area,
      homeAuthority: row.home_authority,
      safeAndWellSettled: row.safe_and_well_settled,
    },
    ...{ reviewAt: row.review_at?.toISOString() ?? null, interviewSettled: row.interview_settled },
    mergedInto: row.merged_into,
    standing:
      row.sealed && seals ? open(seals, row.child_id, row.sealed, placeOf(row.child_id, row.reference, 'now')) : null,
    history: [],
  }))
}

/** The same, each with its steps, oldest first. */
export async function withSteps(
  db: Kysely<Tables>,
  keys: HouseSeals,
  held: readonly HeldEpisode[],
): Promise<readonly HeldEpisode[]> {
  const childIds = [...new Set(held.map(({ childId }) => childId))]
  const theirs = sql<boolean>`child_id = any(${childIds}::uuid[])`
  const rows = await db.selectFrom('episode_event').selectAll().where(theirs).orderBy('seq').execute()
  const names = new Set(held.map(one => placeOf(one.childId, one.reference, 'now')))
  // Steps of what ended stay, with nothing in them to open.
  const kept = rows.filter(row => names.has(placeOf(row.child_id, row.reference, 'now')))
  const steps = stepsOf(await sealsToRead(db, keys, 'EPISODES', childIds), kept)
  return held.map(one => ({ ...one, history: steps(one) }))
}

type StepsOf = (episode: Pick<HeldEpisode, 'childId' | 'reference'>) => readonly HeldStep[]
type StepRow = Parameters<typeof toHeld>[1]

function stepsOf(seals: RecordSeals, rows: readonly StepRow[]): StepsOf {
  const steps = new Map<string, HeldStep[]>()
  for (const row of rows) {
    const episode = placeOf(row.child_id, row.reference, 'now')
    const own = steps.get(episode)
    if (own) own.push(toHeld(seals, row))
    else steps.set(episode, [toHeld(seals, row)])
  }
  return ({ childId, reference }) => steps.get(placeOf(childId, reference, 'now')) ?? []
}

/**
 * The steps that graded a risk, of each child those since the newest assessment of it, or all where there is none: what was graded
 * before is answered by the assessment, and stays sealed. One statement, with the keys to open them.
 */
export async function gradesIn(db: Kysely<Tables>, keys: HouseSeals, childIds: readonly string[]): Promise<StepsOf> {
  const { rows } = await sql<StepRow & KeyBeside>`
    select step.child_id, step.reference, step.seq, step.kind, step.recorded_at, step.sealed, own.*
    from unnest(${[...childIds]}::uuid[]) as asked (child_id)
    left join lateral (
      select made_at from miraf where miraf.child_id = asked.child_id order by version desc limit 1
    ) as newest on true
    join episode_event step on step.child_id = asked.child_id and step.kind in ('TRIAGE', 'GRADE_RISK')
      and step.sealed <> '' and step.recorded_at >= coalesce(newest.made_at, '-infinity')
    ${keyBeside('EPISODES')}
    order by step.seq`.execute(db)
  return stepsOf(sealsBeside(keys, 'EPISODES', rows), rows)
}
