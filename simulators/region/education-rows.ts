// What schools hold: the roll, marks of the last weeks, behaviour, needs. Marks are shared objects: most are the same.
import { addressesOf, type Known, livesAt, rowFor } from './child.js'
import { at, day, DAY, HOUR, schoolDays, schoolYearOf, yearGroup } from './clock.js'
import { pupilId } from './ids.js'
import type { PupilRow, School } from './model.js'
import type { Random } from './random.js'
import type { Setting } from './setting.js'

type Mark = PupilRow['marks'][number]

const DAYS_OF_MARKS = 12

/** The pupil's row at the authority where the child lives; none for children under or past school age, or away from Gwent. */
export function educationRows(setting: Setting, known: Known, marks: MarkBook): PupilRow[] {
  const { child, care, slips } = known
  const { gss } = livesAt(known)
  if (!known.holders.has('education') || child.upn === null || gss === null) return []
  const random = setting.random(`education/${child.personId}`)
  const group = Math.min(13, yearGroup(child.dateOfBirth, setting.nowMs))
  const looked = care?.kind === 'LAC'
  const unsettled = known.episodes.length > 0
  const present = unsettled ? 96 - random.int(4, 45) : 99.5 - random.int(0, 120) / 10
  const truant = unsettled ? Math.round((100 - present) * random.next() * 8) / 10 : random.int(0, 20) / 10
  const temporary = slips.has('temporary-upn') ? child.formerUpn : null
  return [
    rowFor<PupilRow>(
      child,
      {
        givenName: slips.has('school-short-name') ? (child.knownAs ?? child.givenName) : child.givenName,
        addresses: addressesOf(known, false).slice(0, 1),
        relatives: child.parents,
        phones: child.parents.flatMap(({ name, phone }) =>
          phone === null ? [] : [{ owner: name, number: phone, use: 'MOBILE' as const }],
        ),
      },
      {
        gss,
        pupilId: pupilId(setting.seed, gss, child.index),
        upn: temporary ?? child.upn,
        formerUpn: temporary === null ? child.formerUpn : null,
        enrolments: enrolmentsOf(setting, random, known, group),
        marks: marks.of(random, present / 100, unsettled ? 0.5 : 0.15, known),
        presentPercent: Math.round(present * 10) / 10,
        unauthorisedPercent: Math.min(truant, Math.round((100 - present) * 10) / 10),
        behaviour: behaviourOf(setting, random, known, group),
        exclusions: group > 5 && random.chance(unsettled ? 0.18 : 0.015) ? [exclusion(setting, random)] : [],
        needs: random.chance(unsettled || looked ? 0.3 : 0.11) ? [need(setting, random)] : [],
        inCare: looked,
        protectedRecord: child.protection !== null,
      },
    ),
  ]
}

/** The school a household sends its children of that age to. */
function schoolFor(setting: Setting, household: string, gss: School['gss'], group: number): School {
  const phase = group <= 6 ? 'primary' : 'secondary'
  return setting.random(`school/${household}/${gss}/${phase}`).pick(setting.schoolsOf(gss, phase))
}

function enrolmentsOf(setting: Setting, random: Random, known: Known, group: number): PupilRow['enrolments'] {
  const { child, care } = known
  const gss = livesAt(known).gss ?? child.gss
  const household = care?.placement ? child.personId : child.household
  const school = schoolFor(setting, household, gss, group)
  const begun = schoolYearOf(setting.nowMs) - (group <= 6 ? group : group - 7)
  const year = group === 0 ? 'R' : String(group)
  const main = {
    school: school.id,
    from: `${begun}-09-01`,
    until: null,
    kind: 'MAIN',
    toBeDeleted: false,
    year,
  } as const
  const rest: PupilRow['enrolments'][number][] = []
  if (group > 8 && random.chance(known.episodes.length > 3 ? 0.12 : 0.004)) {
    const other = random.pick(setting.schoolsOf(gss, 'secondary').filter(({ id }) => id !== school.id))
    rest.push({ ...main, school: other.id, from: day(setting.nowMs - random.int(30, 200) * DAY), kind: 'SUBSIDIARY' })
  }
  if (group > 7 && random.chance(0.03)) {
    const left = random.pick(setting.schoolsOf(gss, 'secondary').filter(({ id }) => id !== school.id))
    // A roll entry its school has marked for deletion: no longer a pupil there.
    rest.push({
      ...main,
      school: left.id,
      from: `${begun - 1}-09-02`,
      until: `${begun}-07-20`,
      toBeDeleted: true,
      year: String(group - 1),
    })
  }
  return [main, ...rest]
}

const BEHAVIOURS = [
  ['BULL', 'Conflict at lunch; picked up by a vehicle staff did not know', 'TA'],
  ['DISR', 'Left the lesson without leave', 'AG'],
  ['DISR', 'Refused to hand over a telephone', 'AG'],
  ['BULL', 'Name-calling in the corridor', 'TA'],
  ['TRUA', 'Left the site at break', 'AG'],
] as const

function behaviourOf(
  setting: Setting,
  random: Random,
  { child, episodes }: Known,
  group: number,
): PupilRow['behaviour'] {
  const likely = episodes.length > 0 ? 0.55 : group > 5 ? 0.1 : 0.03
  if (!random.chance(likely)) return []
  return Array.from({ length: random.int(1, episodes.length > 3 ? 4 : 2) }, (_, n) => {
    const [type, incident, role] = random.pick(BEHAVIOURS)
    return { id: `A${child.index * 10 + n}`, on: day(setting.nowMs - random.int(2, 200) * DAY), type, incident, role }
  }).sort((a, b) => (a.on < b.on ? 1 : -1))
}

function exclusion(setting: Setting, random: Random): PupilRow['exclusions'][number] {
  const from = setting.nowMs - random.int(10, 300) * DAY
  const permanent = random.chance(0.05)
  return {
    from: day(from),
    until: permanent ? null : day(from + random.int(1, 5) * DAY),
    type: permanent ? 'PERMANENT' : 'FIXED',
    reason: random.pick(['DB', 'VA', 'PP', 'DA', 'DM']),
  }
}

function need(setting: Setting, random: Random): PupilRow['needs'][number] {
  const kind = random.weighted([
    ['SEMH', 35],
    ['SLCN', 18],
    ['MLD', 18],
    ['SPLD', 14],
    ['ASD', 11],
    ['HI', 2],
    ['PD', 2],
  ])
  return {
    provision: 'IDP',
    need: kind,
    from: day(setting.nowMs - random.int(100, 1500) * DAY),
    support: random.pick(['Small group twice a week', 'Quiet room and a named adult', 'Visual timetable', null]),
  }
}

export interface MarkBook {
  /** Marks of the last school days, newest first. */
  of(random: Random, present: number, unexplained: number, known: Known): readonly Mark[]
}

/** Keeps one object for each different mark, because tens of thousands of pupils were present on the same morning. */
export function createMarkBook(nowMs: number): MarkBook {
  const today = day(nowMs)
  const sessions = schoolDays(nowMs, DAYS_OF_MARKS)
    .flatMap(date => [createSession(date, 'PM', today), createSession(date, 'AM', today)])
    .filter(({ taken }) => taken <= nowMs)
  return {
    of: (random, present, unexplained, { episodes }) => {
      const away = episodes
        .filter(({ category }) => category === 'MISSING')
        .map(({ reportedAt, endedAt }) => [at(reportedAt), endedAt === null ? Infinity : at(endedAt)] as const)
      return sessions.map(session => {
        if (away.some(([from, until]) => from < session.taken && until > session.taken)) return session.unexplained
        if (random.chance(present)) {
          return session.morning && random.chance(0.03) ? session.mark('L', random.int(1, 6) * 5) : session.present
        }
        if (!random.chance(unexplained)) return session.mark(random.weighted(REASONS), null)
        return session.today ? session.unexplained : session.mark(random.weighted(TRUANCY), null)
      })
    },
  }
}

const REASONS = [
  ['I', 70],
  ['M', 20],
  ['C', 5],
  ['H', 5],
] as const
const TRUANCY = [
  ['O', 60],
  ['U', 25],
  ['N', 15],
] as const

interface Session {
  readonly taken: number
  readonly morning: boolean
  readonly today: boolean
  readonly present: Mark
  /** Not there, and nobody knows why: `N` while it is today, then `O`. */
  readonly unexplained: Mark
  mark(code: string, minutesLate: number | null): Mark
}

function createSession(date: string, session: Mark['session'], today: string): Session {
  const kept = new Map<string, Mark>()
  const mark = (code: string, minutesLate: number | null): Mark => {
    const key = minutesLate === null ? code : `${code}${minutesLate}`
    const found = kept.get(key) ?? { date, session, code, comment: code === 'I' ? 'Unwell' : null, minutesLate }
    kept.set(key, found)
    return found
  }
  const morning = session === 'AM'
  return {
    taken: at(date) + (morning ? 9 : 13.5) * HOUR,
    morning,
    today: date === today,
    present: mark(morning ? '/' : '\\', null),
    unexplained: mark(date === today ? 'N' : 'O', null),
    mark,
  }
}
