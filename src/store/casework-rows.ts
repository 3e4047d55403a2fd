// A piece of casework and its steps as rows, and back. What people wrote is sealed, tied to the very place it was written in.
import type { Insertable, Selectable } from 'kysely'
import type { EpisodeStepRow, HeldStep } from './episode-rows.js'
import type { RecordSeals } from './record-seals.js'
import type { CaseworkEventTable, CaseworkKind, CaseworkTable } from './tables-casework.js'

/** Where it stands, as far as lists and figures need it. Times are ISO. */
export interface CaseworkStanding {
  readonly reference: string
  readonly kind: CaseworkKind
  readonly code: string
  readonly state: string
  readonly outcome: string | null
  readonly happenedAt: string
  readonly lastAt: string
  readonly sessions: number
}

export interface HeldCasework extends CaseworkStanding {
  readonly childId: string
  /** How many steps are recorded. */
  readonly version: number
  /** All that is so now. */
  readonly standing: unknown
  /** Oldest first; empty where it was not asked for. */
  readonly history: readonly HeldStep[]
}

/** As its row alone tells; `standing` is opened where actions are open, and null elsewhere. */
export type OwedCasework = Omit<HeldCasework, 'history'>

export interface CaseworkChange extends CaseworkStanding {
  readonly standing: unknown
  readonly step: EpisodeStepRow
}

interface Changing {
  readonly childId: string
  readonly version: number
  readonly change: CaseworkChange
  /** `person` is a keyed name. */
  readonly by: {
    readonly person: string
    readonly role: string
    readonly organisation: string
    readonly staffRef: string
  }
  readonly at: Date
}

const placeOf = (childId: string, reference: string, seq: number | 'now'): string => `${childId}\n${reference}\n${seq}`

/** The row as it is to stand, and the step that led there. `version` is how many steps there were before. */
export function changeOf(
  seals: RecordSeals,
  { childId, version, change, by, at }: Changing,
): { row: Insertable<CaseworkTable>; event: Insertable<CaseworkEventTable> } {
  const { reference, step, standing } = change
  const seq = version + 1
  const sealed = JSON.stringify({ by: by.staffRef, body: step.body })
  return {
    row: {
      ...{ child_id: childId, reference, kind: change.kind, code: change.code, state: change.state },
      ...{ outcome: change.outcome, happened_at: change.happenedAt, last_at: change.lastAt, sessions: change.sessions },
      version: seq,
      sealed: seals.seal(childId, JSON.stringify(standing), placeOf(childId, reference, 'now')),
    },
    event: {
      ...{ child_id: childId, reference, seq, kind: step.kind, happened_at: step.happenedAt, recorded_at: at },
      ...{ by_key: by.person, by_role: by.role, by_organisation: by.organisation },
      sealed: seals.seal(childId, sealed, placeOf(childId, reference, seq)),
    },
  }
}

function open(seals: RecordSeals, childId: string, sealed: Buffer, place: string): unknown {
  const text = seals.open(childId, sealed, place)
  if (text === null) throw new Error('casework was sealed by another key, or for another place')
  return JSON.parse(text)
}

export const toHeld = (
  seals: RecordSeals,
  row: Selectable<CaseworkTable>,
  history: readonly HeldStep[],
): HeldCasework => ({ ...rowOf(row), history, standing: standingIn(seals, row) })

/** Of a plan with open actions the days they are due are sealed with it; all else that falls due is in the row. */
export const toOwed = (seals: RecordSeals, row: Selectable<CaseworkTable>): OwedCasework => ({
  ...rowOf(row),
  standing: row.state === 'ACTIONS_OPEN' ? standingIn(seals, row) : null,
})

const rowOf = (row: Selectable<CaseworkTable>): Omit<OwedCasework, 'standing'> => ({
  childId: row.child_id,
  reference: row.reference,
  kind: row.kind,
  code: row.code,
  state: row.state,
  outcome: row.outcome,
  sessions: row.sessions,
  version: row.version,
  happenedAt: row.happened_at.toISOString(),
  lastAt: row.last_at.toISOString(),
})

const standingIn = (seals: RecordSeals, row: Selectable<CaseworkTable>): unknown =>
  open(seals, row.child_id, row.sealed, placeOf(row.child_id, row.reference, 'now'))

export function toStep(seals: RecordSeals, row: Selectable<CaseworkEventTable>): HeldStep {
  const place = placeOf(row.child_id, row.reference, row.seq)
  const { by, body } = open(seals, row.child_id, row.sealed, place) as Pick<HeldStep, 'by' | 'body'>
  return { kind: row.kind, at: row.recorded_at.toISOString(), by, body }
}
