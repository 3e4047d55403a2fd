// Who is told when a team does not acknowledge: its deputies, then its manager, each with the time of the team before.
import type { AlertTeam } from './teams.js'

export interface NextInLine {
  readonly team: string
  /** 1: as deputies, 2: as manager. */
  readonly step: 1 | 2
}

const MINUTE_MS = 60_000

/** The rest of the line that began with a team, after a step of it; nobody in it has the alert already. */
function restOf(began: AlertTeam, after: number, told: ReadonlySet<string>): readonly NextInLine[] {
  const line = [
    { team: began.deputies, step: 1 as const },
    { team: began.manager, step: 2 as const },
  ]
  return line.flatMap(({ team, step }) => (team !== null && step > after && !told.has(team) ? [{ team, step }] : []))
}

/** Null at the end of the line. */
export const nextInLine = (began: AlertTeam, after: number, told: ReadonlySet<string>): NextInLine | null =>
  restOf(began, after, told)[0] ?? null

/** When the next is told if this team does not acknowledge; null where nobody comes after it. */
export function escalatesAt(
  team: Pick<AlertTeam, 'escalateAfterMinutes'>,
  began: AlertTeam,
  after: number,
  told: ReadonlySet<string>,
  at: Date,
): Date | null {
  if (restOf(began, after, told).length === 0) return null
  return new Date(at.getTime() + team.escalateAfterMinutes * MINUTE_MS)
}
