// From what Wonde sends to the domain: attendance, behaviour, exclusions. Pure.
import type { z } from 'zod'
import { SourceFault } from '../../transport.js'
import type { Records } from '../../../types/index.js'
import { attendanceCode } from '../attendance-codes.js'
import { BEHAVIOUR, EXCLUSION_REASON } from '../code-lists.js'
import { coded } from '../coded.js'
import { newestFirst, sessionStart } from '../days.js'
import type { Schools } from '../directory.js'
import type * as Wire from './upstream.js'

type Summary = z.output<typeof Wire.summary>
type Behaviour = z.output<typeof Wire.behaviour>
type Exclusion = z.output<typeof Wire.exclusion>

/** How far back marks are shown from the newest one. */
const SHOWN_DAYS = 42

const TYPES: Readonly<Record<string, string>> = {
  FIXED: 'FIXED_TERM',
  SUSPENSION: 'FIXED_TERM',
  PERMANENT: 'PERMANENT',
}

/** A pupil's part in an incident. Another one is shown as the school wrote it. */
const PARTS: Readonly<Record<string, string>> = { TA: 'Target', AG: 'Aggressor', WI: 'Witness' }

/** Rows that name another pupil than the one asked about are not this child's. Throws SourceFault('SUBJECT_MISMATCH'). */
export function checkWhose(rows: readonly { readonly student: { readonly id: string } }[], recordId: string): void {
  if (rows.some(row => row.student.id !== recordId)) throw new SourceFault('SUBJECT_MISMATCH')
}

/** Marks of six weeks and a year's shares. The last time seen in school is looked for in all marks. */
export function attendanceOf(
  marks: readonly Wire.WondeMark[],
  summaries: readonly Summary[],
  schools: Schools,
): Records.Attendance {
  const order = (mark: Wire.WondeMark): string => `${mark.date} ${mark.session}`
  const rows = newestFirst(marks, order).map(mark => markOf(mark, schools))
  const newest = rows[0]?.date ?? null
  const since = newest === null ? '' : daysBefore(newest, SHOWN_DAYS)
  const seen = rows.find(row => row.group === 'PRESENT')
  const sum = (pick: (row: Summary) => number): number => summaries.reduce((total, row) => total + pick(row), 0)
  const possible = sum(row => row.possible_marks)
  const percent = (part: number): number | null => (possible > 0 ? Math.round((part / possible) * 1000) / 10 : null)
  return {
    presentPercent: percent(sum(row => row.present_marks)),
    unauthorisedPercent: percent(sum(row => row.unauthorised_absence_marks)),
    marks: rows.filter(row => row.date >= since),
    lastPresentAt: seen === undefined ? null : sessionStart(seen.date, seen.session),
  }
}

function markOf(mark: Wire.WondeMark, schools: Schools) {
  const nation = mark.school_id === null ? null : (schools.get(mark.school_id)?.nation ?? null)
  return {
    date: mark.date,
    session: mark.session,
    ...attendanceCode(mark.attendance_code.code, nation, mark.date),
    minutesLate: mark.minutes_late,
    comment: mark.comment,
  } satisfies Records.AttendanceMark
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10)
}

export function behaviourOf(rows: readonly Behaviour[], recordId: string): readonly Records.BehaviourIncident[] {
  const incidents = rows.map(row => {
    const own = row.students.find(student => student.id === recordId)
    if (own === undefined) throw new SourceFault('SUBJECT_MISMATCH')
    return { on: row.date, type: coded(BEHAVIOUR, row.type), incident: row.incident, role: roleOf(own.role) }
  })
  return newestFirst(incidents, row => row.on)
}

function roleOf(code: string | null): string | null {
  return code === null ? null : (PARTS[code] ?? code)
}

export function exclusionsOf(rows: readonly Exclusion[]): readonly Records.Exclusion[] {
  const exclusions = rows.map(row => ({
    type: TYPES[row.type] ?? 'UNRECOGNISED',
    from: row.start_date,
    until: row.end_date,
    reason: coded(EXCLUSION_REASON, row.reason),
  }))
  return newestFirst(exclusions, row => row.from)
}
