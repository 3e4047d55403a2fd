// The region's pupils as OneRoster 1.2 sees them: users, demographics, enrollments, orgs. What OneRoster has no field
// for, attendance and learning needs among it, is not there.
import type { PersonRow, PupilRow, School } from '../../region/model.js'
import { fileSchool, hash, isCurrent, splitName } from '../pupils.js'
import type { Row } from './filter.js'

export const BASE = '/ims/oneroster/rostering/v1p2'

type Relative = PersonRow['relatives'][number]

const ROLES: Readonly<Record<Relative['relationship'], string>> = {
  MOTHER: 'parent',
  FATHER: 'parent',
  STEP_PARENT: 'guardian',
  FOSTER_CARER: 'guardian',
  SIBLING: 'relative',
  GRANDPARENT: 'relative',
  OTHER: 'relative',
}

/** Makes rows with links under `origin`, as things stand at `now`. */
export function createRows(origin: string, now: Date, withoutAgent: (guardianId: string) => boolean) {
  const ref = (resource: string, type: string, sourcedId: string): Row => ({
    href: `${origin}${BASE}/${resource}/${encodeURIComponent(sourcedId)}`,
    sourcedId,
    type,
  })
  const base = (sourcedId: string, day: string, deleted = false): Row => ({
    sourcedId,
    status: deleted ? 'tobedeleted' : 'active',
    dateLastModified: `${day}T03:00:00.000Z`,
  })
  const changed = (pupil: PupilRow): string =>
    pupil.enrolments
      .map(entry => entry.from)
      .toSorted()
      .at(-1) ?? '2020-01-01'
  const guardianId = (pupil: PupilRow, at: number): string =>
    `p-${hash(`${pupil.pupilId}/${String(at)}`)
      .toString(16)
      .padStart(8, '0')}`
  const allDeleted = (pupil: PupilRow): boolean =>
    pupil.enrolments.length > 0 && pupil.enrolments.every(entry => entry.toBeDeleted)

  function student(pupil: PupilRow): Row {
    const userIds = [{ type: 'UPN', identifier: pupil.upn }]
    if (pupil.formerUpn !== null) userIds.push({ type: 'formerUPN', identifier: pupil.formerUpn })
    const year = pupil.enrolments.find(entry => isCurrent(entry, now))?.year
    return {
      ...base(pupil.pupilId, changed(pupil), allDeleted(pupil)),
      enabledUser: 'true',
      givenName: pupil.givenName,
      familyName: pupil.familyName,
      ...(pupil.middleNames === null ? {} : { middleName: pupil.middleNames }),
      ...(pupil.knownAs === null ? {} : { preferredFirstName: pupil.knownAs }),
      userIds,
      roles: rolesOf(pupil),
      agents: pupil.relatives.map((_, at) => ref('users', 'user', guardianId(pupil, at))),
      ...(year === undefined ? {} : { grades: [year] }),
      ...(pupil.protectedRecord ? { metadata: { protectedRecord: 'true' } } : {}),
    }
  }

  /** A role at each current school, the main one primary; at the last school for one who has left. */
  function rolesOf(pupil: PupilRow): readonly Row[] {
    const current = pupil.enrolments.filter(entry => isCurrent(entry, now))
    const last = fileSchool(pupil, now) ?? pupil.enrolments[0]?.school
    const schools = current.length > 0 ? current : last === undefined ? [] : [{ school: last, kind: 'MAIN' as const }]
    return schools.map(({ school, kind }) => ({
      roleType: kind === 'MAIN' ? 'primary' : 'secondary',
      role: 'student',
      org: ref('orgs', 'org', school),
    }))
  }

  function guardians(pupil: PupilRow): readonly Row[] {
    const org = fileSchool(pupil, now) ?? pupil.enrolments[0]?.school ?? ''
    return pupil.relatives.map((relative, at) => {
      const sourcedId = guardianId(pupil, at)
      return {
        ...base(sourcedId, changed(pupil)),
        enabledUser: 'true',
        givenName: splitName(relative.name).given,
        familyName: splitName(relative.name).family,
        ...(relative.phone === null ? {} : { phone: relative.phone }),
        roles: [{ roleType: 'primary', role: ROLES[relative.relationship], org: ref('orgs', 'org', org) }],
        ...(withoutAgent(sourcedId) ? {} : { agents: [ref('users', 'user', pupil.pupilId)] }),
      }
    })
  }

  function demographics(pupil: PupilRow): Row {
    const sex = pupil.sex === 'UNKNOWN' ? 'unspecified' : pupil.sex.toLowerCase()
    return { ...base(pupil.pupilId, changed(pupil), allDeleted(pupil)), birthDate: pupil.dateOfBirth, sex }
  }

  function enrollments(pupil: PupilRow): readonly Row[] {
    return pupil.enrolments.map(entry => ({
      ...base(
        `e-${hash(`${pupil.pupilId}/${entry.school}/${entry.from}`).toString(16)}`,
        entry.from,
        entry.toBeDeleted,
      ),
      user: ref('users', 'user', pupil.pupilId),
      class: ref('classes', 'class', `${entry.school}-${entry.year}`),
      school: ref('orgs', 'org', entry.school),
      role: 'student',
      primary: 'false',
      beginDate: entry.from,
      ...(entry.until === null ? {} : { endDate: entry.until }),
    }))
  }

  function org(school: School): Row {
    return {
      ...base(school.id, '2020-01-01'),
      name: school.name,
      type: 'school',
      identifier: school.id,
      metadata: { town: school.town, phone: school.phone },
    }
  }

  return { student, guardians, demographics, enrollments, org }
}
