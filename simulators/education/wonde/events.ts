// What happened to a pupil at school, a row an event: session marks, summaries, behaviour, exclusions.
import type { PupilRow } from '../../region/model.js'
import type { EnrolmentRow } from '../pupils.js'
import { dateObject } from './envelope.js'
import { wondeId } from './students.js'

/** A row with the day that `updated_after` looks at, and how to write it out. */
export interface EventRow {
  readonly on: string
  readonly render: (includes: ReadonlySet<string>) => object
}

interface Resource {
  readonly includes: readonly string[]
  readonly rows: (pupil: PupilRow) => readonly EventRow[]
}

/** Session marks a year's summary is stated over. */
const POSSIBLE_MARKS = 1000

export const EVENT_RESOURCES: Readonly<Record<string, Resource>> = {
  'attendance/session': { includes: ['student', 'attendance_code'], rows: marks },
  'attendance-summaries': { includes: ['student'], rows: summary },
  behaviours: { includes: ['students'], rows: behaviours },
  exclusions: { includes: ['student'], rows: exclusions },
}

const about = (pupil: PupilRow): object => ({ data: { id: pupil.pupilId } })

function marks(pupil: PupilRow): readonly EventRow[] {
  return pupil.marks.map(mark => ({
    on: mark.date,
    render: includes => ({
      id: wondeId(pupil.pupilId, 'mark', mark.date, mark.session),
      date: dateObject(mark.date),
      session: mark.session,
      school_id: schoolOn(pupil.enrolments, mark.date),
      comment: mark.comment,
      minutes_late: mark.minutesLate,
      ...(includes.has('student') ? { student: about(pupil) } : {}),
      ...(includes.has('attendance_code')
        ? { attendance_code: { data: { id: wondeId('code', mark.code), code: mark.code } } }
        : {}),
    }),
  }))
}

function schoolOn(enrolments: readonly EnrolmentRow[], day: string): string | null {
  const kept = enrolments.filter(entry => !entry.toBeDeleted && entry.from <= day)
  const open = kept.filter(entry => entry.until === null || entry.until >= day)
  return (open.find(entry => entry.kind === 'MAIN') ?? open[0] ?? kept[0])?.school ?? null
}

function summary(pupil: PupilRow): readonly EventRow[] {
  const present = Math.round((pupil.presentPercent * POSSIBLE_MARKS) / 100)
  const unauthorised = Math.round((pupil.unauthorisedPercent * POSSIBLE_MARKS) / 100)
  const row = {
    id: wondeId(pupil.pupilId, 'summary'),
    possible_marks: POSSIBLE_MARKS,
    present_marks: present,
    authorised_absence_marks: Math.max(POSSIBLE_MARKS - present - unauthorised, 0),
    unauthorised_absence_marks: unauthorised,
  }
  const on = pupil.marks[0]?.date ?? '0000-01-01'
  return [{ on, render: includes => ({ ...row, ...(includes.has('student') ? { student: about(pupil) } : {}) }) }]
}

function behaviours(pupil: PupilRow): readonly EventRow[] {
  return pupil.behaviour.map(event => ({
    on: event.on,
    render: includes => ({
      id: event.id,
      type: event.type,
      incident: event.incident,
      date: dateObject(event.on),
      ...(includes.has('students') ? { students: { data: [{ id: pupil.pupilId, role: event.role }] } } : {}),
    }),
  }))
}

function exclusions(pupil: PupilRow): readonly EventRow[] {
  return pupil.exclusions.map((exclusion, at) => ({
    on: exclusion.from,
    render: includes => ({
      id: wondeId(pupil.pupilId, 'exclusion', at),
      type: exclusion.type,
      reason: exclusion.reason,
      start_date: dateObject(exclusion.from),
      end_date: dateObject(exclusion.until),
      ...(includes.has('student') ? { student: about(pupil) } : {}),
    }),
  }))
}
