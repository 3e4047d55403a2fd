// The region of one seed: families first, then who goes missing and who is in care, then what every system wrote down.
import { type Care, type Child, type Known } from './child.js'
import { careOf } from './care.js'
import { createMarkBook } from './education-rows.js'
import { numberEpisodes } from './episodes.js'
import { chooseMissing, missingCount, type Now, reportCount, shareReports, writeEpisodes } from './missing.js'
import type { EpisodeRow, Gss, PupilRow, Region, SocialCareRow } from './model.js'
import { AUTHORITIES } from './organisations.js'
import { createRegisters, makePeople } from './people.js'
import { type Rows, rowsOf } from './rows.js'
import { createSetting, groupBy, type Setting } from './setting.js'
import { makeShowcase } from './showcase.js'
import { holdersOf, slipsOf, wrongNumber } from './slips.js'

export interface RegionOptions {
  readonly seed: number
  /** How many children: 200 or more; 20,000 for the whole region. */
  readonly size: number
  /** ISO time that the region takes for now. */
  readonly now: string
}

/** Children from here on are made by chance; those before it by hand. */
const FIRST_BY_CHANCE = 100

/** Invents a region. The same options give the same region, to the last letter. Throws on a size below 200 or a bad time. */
export function generateRegion({ seed, size, now }: RegionOptions): Region {
  if (!Number.isInteger(size) || size < 200) throw new RangeError(`A region has at least 200 children, not ${size}`)
  if (Number.isNaN(Date.parse(now))) throw new RangeError(`Not a time: ${now}`)
  const setting = createSetting(seed, now)
  const registers = createRegisters()
  const marks = createMarkBook(setting.nowMs)
  const showcase = makeShowcase(setting, marks, registers)
  const people = protect(setting, makePeople(setting, registers, size - showcase.children.length, FIRST_BY_CHANCE))
  const missing = [...chooseMissing(setting, people, missingCount(size) - showcase.missing)]
  const wanted = new Set(missing)
  const care = new Map<Child, Care>()
  for (const child of people) {
    const decided = careOf(setting, child, wanted.has(child))
    if (decided !== null) care.set(child, decided)
  }
  const episodes = number(absences(setting, missing, care, reportCount(size) - showcase.reports), showcase.refs)
  const byHousehold = groupBy(people, child => child.household)
  const rows = people.map(child => {
    const own = episodes.get(child) ?? []
    const known: Known = {
      child,
      care: care.get(child) ?? null,
      episodes: own,
      holders: holdersOf(setting, child, care.get(child) ?? null, own),
      slips: slipsOf(setting, child),
      wrongNhsNumber: wrongNumber(
        child,
        byHousehold.get(child.household)?.find(other => other !== child),
      ),
    }
    return rowsOf(setting, marks, known)
  })
  return assemble(setting, now, [...showcase.rows, ...rows], {
    families: [...showcase.families, ...familiesOf(byHousehold)],
    showcase: showcase.notes,
  })
}

/** A few are hidden by order: one in 400 in refuge, one in 4,000 as a witness, at least one of each. */
function protect(setting: Setting, people: readonly Child[]): readonly Child[] {
  const random = setting.random('protection')
  const local = people.filter(child => child.origin === 'family')
  const chosen = new Map<Child, Child['protection']>()
  for (let n = 0; n < Math.max(1, people.length / 4000); n++) chosen.set(random.pick(local), 'WITNESS')
  for (let n = 0; n < Math.max(1, people.length / 400); n++) chosen.set(random.pick(local), 'REFUGE')
  return people.map(child => (chosen.has(child) ? { ...child, protection: chosen.get(child) ?? null } : child))
}

function absences(
  setting: Setting,
  missing: readonly Child[],
  care: ReadonlyMap<Child, Care>,
  total: number,
): Map<Child, EpisodeRow[]> {
  const counts = shareReports(setting, missing, care, total)
  // Those away now and those just back are spread over the list, so that they are of every kind.
  const few = Math.max(2, Math.round(missing.length / 330))
  const step = Math.max(2, Math.floor(missing.length / (2 * few)))
  const now = (n: number): Now =>
    n % step !== 0 || n / step >= 2 * few ? null : (n / step) % 2 === 0 ? 'open' : 'back'
  return new Map(
    missing.map((child, n) => [
      child,
      writeEpisodes(setting, child, care.get(child) ?? null, counts.get(child) ?? 1, now(n)),
    ]),
  )
}

function number(episodes: Map<Child, EpisodeRow[]>, taken: ReadonlySet<string>): Map<Child, EpisodeRow[]> {
  const refs = numberEpisodes([...episodes.values()].flat(), taken)
  return new Map(
    [...episodes].map(([child, own]) => [child, own.map(episode => ({ ...episode, ref: refs.get(episode) ?? '' }))]),
  )
}

function familiesOf(byHousehold: ReadonlyMap<string, readonly Child[]>): Region['families'] {
  return [...byHousehold.values()]
    .filter(children => children.length > 1)
    .map(children => ({
      siblings: children.map(child => child.personId),
      twins: new Set(children.map(child => child.dateOfBirth)).size < children.length,
    }))
}

function assemble(
  setting: Setting,
  now: string,
  rows: readonly Rows[],
  rest: Pick<Region, 'families' | 'showcase'>,
): Region {
  const byArea = <T extends { readonly gss: Gss }>(all: readonly T[]): Record<Gss, readonly T[]> => {
    const of = (gss: Gss): readonly T[] => all.filter(row => row.gss === gss)
    return {
      W06000018: of('W06000018'),
      W06000019: of('W06000019'),
      W06000020: of('W06000020'),
      W06000021: of('W06000021'),
      W06000022: of('W06000022'),
    }
  }
  return {
    seed: setting.seed,
    now,
    authorities: AUTHORITIES,
    schools: setting.schools,
    homes: setting.homes,
    staff: setting.staff,
    police: rows.flatMap(row => row.police),
    socialCare: byArea<SocialCareRow>(rows.flatMap(row => row.socialCare)),
    education: byArea<PupilRow>(rows.flatMap(row => row.education)),
    health: rows.flatMap(row => row.health),
    demographics: rows.flatMap(row => row.demographics),
    charity: rows.flatMap(row => row.charity),
    hub: rows.flatMap(row => row.hub),
    ...rest,
  }
}
