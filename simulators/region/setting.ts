// What is there before any child: places of work, people at work, and the moment called now.
import type { Gss, Home, School, Staff } from './model.js'
import { makeHomes, makeSchools } from './organisations.js'
import { makeStaff } from './staff.js'
import { createRandom, type Random } from './random.js'

export interface Setting {
  readonly seed: number
  readonly nowMs: number
  readonly schools: readonly School[]
  readonly homes: readonly Home[]
  readonly staff: readonly Staff[]
  schoolsOf(gss: Gss, phase: School['phase']): readonly School[]
  homesOf(gss: Gss): readonly Home[]
  /** Everybody with that role in that organisation, and team where one is named. */
  staffOf(organisation: string, role: string, team?: string): readonly Staff[]
  /** A run of chance of its own for a label. */
  random(label: string): Random
}

/** The setting depends on seed and now alone: the same for every size of region. */
export function createSetting(seed: number, now: string): Setting {
  const schools = makeSchools(seed)
  const homes = makeHomes(seed)
  const staff = makeStaff(seed, schools, homes)
  const schoolsBy = groupBy(schools, school => `${school.gss}/${school.phase}`)
  const homesBy = groupBy(homes, home => home.gss)
  const staffBy = groupBy(staff, person => `${person.organisation}/${person.role}`)
  const staffByTeam = groupBy(staff, person => `${person.organisation}/${person.role}/${person.team ?? ''}`)
  return {
    seed,
    nowMs: Date.parse(now),
    schools,
    homes,
    staff,
    schoolsOf: (gss, phase) => schoolsBy.get(`${gss}/${phase}`) ?? [],
    homesOf: gss => homesBy.get(gss) ?? [],
    staffOf: (organisation, role, team) =>
      (team === undefined
        ? staffBy.get(`${organisation}/${role}`)
        : staffByTeam.get(`${organisation}/${role}/${team}`)) ?? [],
    random: label => createRandom(seed, label),
  }
}

/** Rows by key, in the order they came. */
export function groupBy<T, K>(rows: readonly T[], key: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group === undefined) groups.set(key(row), [row])
    else group.push(row)
  }
  return groups
}
