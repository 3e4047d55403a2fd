// What both school systems need to know of the region's pupils: who is on which roll, and who works with them.
import type { PupilRow, Region, Staff } from '../region/model.js'

export type EnrolmentRow = PupilRow['enrolments'][number]

/** A stable number from a text: for ids and choices that must be the same at every start. FNV-1a, 32 bits. */
export function hash(text: string): number {
  let value = 0x811c9dc5
  for (const byte of Buffer.from(text, 'utf8')) value = Math.imul(value ^ byte, 0x01000193) >>> 0
  return value
}

/** Whether a roll entry counts today: not marked for deletion, begun, not ended. */
export function isCurrent(entry: EnrolmentRow, now: Date): boolean {
  const today = now.toISOString().slice(0, 10)
  return !entry.toBeDeleted && entry.from <= today && (entry.until === null || entry.until >= today)
}

/** The school whose system keeps the pupil's file: the current main one, else any current, else the last. */
export function fileSchool(pupil: PupilRow, now: Date): string | null {
  const kept = pupil.enrolments.filter(entry => !entry.toBeDeleted)
  const current = kept.filter(entry => isCurrent(entry, now))
  const last = kept.toSorted((a, b) => b.from.localeCompare(a.from))[0]
  return (current.find(entry => entry.kind === 'MAIN') ?? current[0] ?? last)?.school ?? null
}

export function onRoll(pupil: PupilRow, schools: ReadonlySet<string>, now: Date): boolean {
  return pupil.enrolments.some(entry => schools.has(entry.school) && isCurrent(entry, now))
}

export function everOnRoll(pupil: PupilRow, schools: ReadonlySet<string>): boolean {
  return pupil.enrolments.some(entry => schools.has(entry.school) && !entry.toBeDeleted)
}

/** Safeguarding leads of the pupil's current schools, and one form tutor of each. */
export function staffOf(pupil: PupilRow, region: Region, now: Date): readonly Staff[] {
  const schools = new Set(pupil.enrolments.filter(entry => isCurrent(entry, now)).map(entry => entry.school))
  return [...schools].flatMap(school => {
    const here = region.staff.filter(staff => staff.agency === 'education' && staff.organisation === school)
    const tutors = here.filter(staff => /tutor/i.test(staff.role))
    const tutor = tutors[hash(pupil.pupilId) % Math.max(tutors.length, 1)]
    const leads = here.filter(staff => /safeguarding|dsl/i.test(staff.role))
    return tutor === undefined || leads.includes(tutor) ? leads : [tutor, ...leads]
  })
}

/** The `wrong-child` fault: somebody else's record under the id asked. */
export function underAnotherId(pupil: PupilRow, all: readonly PupilRow[]): PupilRow {
  const at = all.findIndex(row => row.pupilId === pupil.pupilId)
  const others = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))]
  const other = others.find(row => row.personId !== pupil.personId)
  return other === undefined ? pupil : { ...other, pupilId: pupil.pupilId }
}

/** Given and family part of a name kept as one text. */
export function splitName(name: string): { given: string; family: string } {
  const at = name.lastIndexOf(' ')
  return at < 0 ? { given: name, family: '' } : { given: name.slice(0, at), family: name.slice(at + 1) }
}
