// Families and the children in them: names, birthdays, addresses, numbers. Who is known to whom is decided elsewhere.
import type { Child } from './child.js'
import { ageAt, day, receptionYear, YEAR, yearGroup } from './clock.js'
import type { Gss, RelativeRow } from './model.js'
import { type Background, grownUp, poolOf, shortFor } from './names.js'
import { createNhsNumbers, mobile, temporaryUpn, upn } from './numbers.js'
import { authorityNumber, SHARES } from './organisations.js'
import { ELSEWHERE, placeElsewhere, placeIn } from './places.js'
import type { Random } from './random.js'
import type { Setting } from './setting.js'

/** Registers that give each number once. */
export interface Registers {
  readonly nhs: ReturnType<typeof createNhsNumbers>
  /** A pupil number first given by a primary school of that authority. */
  upn(gss: Gss, dateOfBirth: string, random: Random): string
}

export function createRegisters(): Registers {
  const serials = new Map<string, number>()
  return {
    nhs: createNhsNumbers(),
    upn: (gss, dateOfBirth, random) => {
      const year = receptionYear(dateOfBirth)
      const establishment = String(random.int(2001, 2020))
      const key = `${gss}${establishment}${year}`
      const serial = (serials.get(key) ?? 0) + 1
      serials.set(key, serial)
      return upn(authorityNumber(gss), establishment, year, serial)
    },
  }
}

interface Household {
  readonly id: string
  readonly origin: Child['origin']
  readonly twins: boolean
  readonly children: number
}

/** `count` children in families, from index `first` on. About one in sixty-five was placed here from outside Gwent. */
export function makePeople(setting: Setting, registers: Registers, count: number, first: number): readonly Child[] {
  const random = setting.random('households')
  const people: Child[] = []
  for (let n = 0; people.length < count; n++) {
    const origin = random.weighted<Child['origin']>([
      ['family', 974],
      ['placed-here', 21],
      ['alone', 5],
    ])
    const several = origin === 'family' && count - people.length >= 3
    const children = several
      ? random.weighted([
          [1, 75],
          [2, 20],
          [3, 5],
        ])
      : 1
    const household = { id: `household-${n}`, origin, twins: children === 2 && random.chance(0.06), children }
    people.push(...makeHousehold(setting, registers, household, first + people.length))
  }
  return people
}

function makeHousehold(setting: Setting, registers: Registers, household: Household, first: number): Child[] {
  const random = setting.random(household.id)
  const { origin } = household
  const gss = random.weighted(SHARES)
  const background =
    origin === 'alone' ? 'arrived-alone' : random.weighted(BACKGROUNDS[gss === 'W06000022' ? 'city' : 'valleys'])
  const pool = poolOf(background)
  const familyName = random.pick(pool.families)
  const ethnicity = random.pick(pool.ethnicities)
  const outside = origin === 'placed-here' ? random.pick(ELSEWHERE).gss : null
  const home = outside === null ? placeIn(gss, random) : placeElsewhere(outside, random)
  const formerHome = random.chance(0.3) ? placeIn(gss, random) : null
  const language = languageOf(background, random)
  const parents = origin === 'alone' ? [] : makeParents(familyName, random)
  const names = new Set<string>()
  const oldest = random.weighted(AGES[origin]) + random.next() * 0.97
  const away = oldest > 9 ? -1 : 1
  const ageOf = (nth: number): number => (household.twins ? oldest : oldest + away * nth * (1.2 + random.next() * 3))
  const children = Array.from({ length: household.children }, (_, nth): Child => {
    const sex = random.chance(0.5) ? 'FEMALE' : 'MALE'
    let givenName = random.pick(sex === 'FEMALE' ? pool.girls : pool.boys)
    while (names.has(givenName)) givenName = random.pick(sex === 'FEMALE' ? pool.girls : pool.boys)
    names.add(givenName)
    const dateOfBirthMask = origin === 'alone' ? random.pick(['YEAR', 'YEAR', 'MONTH'] as const) : 'DAY'
    const dateOfBirth = asFarAsKnown(day(setting.nowMs - ageOf(nth) * YEAR), dateOfBirthMask)
    const atSchool = yearGroup(dateOfBirth, setting.nowMs) >= 0
    const index = first + nth
    const formerUpn = atSchool && random.chance(0.012)
    return {
      index,
      personId: `person-${String(index).padStart(6, '0')}`,
      givenName,
      middleNames: random.chance(0.6)
        ? random.pick(sex === 'FEMALE' ? poolOf('welsh').girls : poolOf('british').boys)
        : null,
      familyName,
      knownAs: random.chance(0.7) ? shortFor(givenName) : null,
      dateOfBirth,
      dateOfBirthMask,
      sex,
      background,
      ethnicity,
      language,
      origin,
      gss,
      responsibleLa: outside ?? gss,
      home,
      formerHome,
      household: household.id,
      parents,
      siblings: [],
      mobile: ageAt(dateOfBirth, setting.nowMs) > 10.5 && random.chance(0.8) ? mobile(random.int(400, 999)) : null,
      nhsNumber: registers.nhs.next(),
      supersededNhsNumber: random.chance(0.01) ? registers.nhs.next() : null,
      upn: atSchool ? registers.upn(gss, dateOfBirth, random) : null,
      formerUpn: formerUpn ? temporaryUpn(authorityNumber(gss), '2001', receptionYear(dateOfBirth), index) : null,
      protection: null,
    }
  })
  return children.map(child => ({ ...child, siblings: siblingsOf(child, children) }))
}

/** Systems that cannot hold a range write down the first day of it. */
function asFarAsKnown(dateOfBirth: string, mask: Child['dateOfBirthMask']): string {
  return mask === 'DAY'
    ? dateOfBirth
    : mask === 'MONTH'
      ? `${dateOfBirth.slice(0, 7)}-01`
      : `${dateOfBirth.slice(0, 4)}-01-01`
}

/** The other children of a household, as relatives. */
export const siblingsOf = (child: Child, household: readonly Child[]): readonly RelativeRow[] =>
  household
    .filter(other => other.personId !== child.personId)
    .map(other => ({
      name: `${other.givenName} ${other.familyName}`,
      relationship: 'SIBLING',
      parentalResponsibility: false,
      contact: null,
      sameHousehold: true,
      phone: null,
      dateOfBirth: other.dateOfBirth,
      priority: null,
    }))

/** A mother, and mostly a father or step-parent, with the numbers to ring. */
export function makeParents(familyName: string, random: Random): readonly RelativeRow[] {
  const parent = (relationship: RelativeRow['relationship'], priority: number, own: boolean): RelativeRow => ({
    name: own ? `${grownUp(random).split(' ')[0]} ${familyName}` : grownUp(random),
    relationship,
    parentalResponsibility: relationship === 'STEP_PARENT' ? false : true,
    contact: null,
    sameHousehold: priority === 1 || random.chance(0.6),
    phone: mobile(random.int(0, 999)),
    dateOfBirth: null,
    priority,
  })
  const mother = parent('MOTHER', 1, random.chance(0.7))
  const second = random.weighted<RelativeRow['relationship'] | null>([
    ['FATHER', 62],
    ['STEP_PARENT', 14],
    ['GRANDPARENT', 6],
    [null, 18],
  ])
  return second === null ? [mother] : [mother, parent(second, 2, second === 'FATHER')]
}

function languageOf(background: Background, random: Random): Child['language'] {
  if (background === 'welsh') return random.chance(0.25) ? 'cy' : 'en'
  if (background === 'arrived-alone') return 'other'
  return (background === 'south-asian' || background === 'polish') && random.chance(0.4) ? 'other' : 'en'
}

const BACKGROUNDS: Readonly<Record<'city' | 'valleys', readonly (readonly [Background, number])[]>> = {
  valleys: [
    ['welsh', 40],
    ['british', 52],
    ['mixed', 3],
    ['south-asian', 1],
    ['polish', 2],
    ['african', 1],
    ['traveller', 1],
  ],
  city: [
    ['welsh', 30],
    ['british', 45],
    ['mixed', 6],
    ['south-asian', 9],
    ['polish', 4],
    ['african', 4],
    ['traveller', 2],
  ],
}

// Teenagers are over-represented among children whom several agencies know.
const AGES: Readonly<Record<Child['origin'], readonly (readonly [number, number])[]>> = {
  family: Array.from({ length: 18 }, (_, age) => [age, age < 5 ? 6 : age < 11 ? 10 : 14] as const),
  'placed-here': Array.from({ length: 8 }, (_, n) => [n + 10, n + 2] as const),
  // Never 17: a birthday known to the year is written as its first day, which may lie a year before the true one.
  alone: [
    [13, 1],
    [14, 3],
    [15, 6],
    [16, 6],
  ],
}
