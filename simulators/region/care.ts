// Who is known to social services, and where looked-after children live. About 18 of 100 children have a record.
import type { Care, Child, Placement } from './child.js'
import { ageAt, at, DAY, YEAR } from './clock.js'
import type { Home } from './model.js'
import { grownUp } from './names.js'
import { GSS } from './organisations.js'
import { ELSEWHERE, type Place, placeElsewhere, placeIn } from './places.js'
import type { Random } from './random.js'
import type { Setting } from './setting.js'
import { teamsOf } from './staff.js'

type Weights = readonly (readonly [Care['kind'] | null, number])[]

const MISSING_FROM_HOME: Weights = [
  ['LAC', 30],
  ['CP', 9],
  ['CIN', 14],
  ['REFERRAL', 6],
  [null, 41],
]
const NOT_MISSING: Weights = [
  ['LAC', 20],
  ['CP', 20],
  ['CIN', 62],
  ['REFERRAL', 10],
  [null, 888],
]

/** Decides the care of one child. */
export function careOf(setting: Setting, child: Child, missing: boolean): Care | null {
  const random = setting.random(`care/${child.personId}`)
  const age = ageAt(child.dateOfBirth, setting.nowMs)
  const drawn =
    child.origin === 'family' ? random.weighted<Care['kind'] | null>(missing ? MISSING_FROM_HOME : NOT_MISSING) : 'LAC'
  if (drawn === null) return null
  const kind = drawn === 'LAC' && child.origin === 'family' && age > 16.2 && random.chance(0.12) ? 'LEAVER' : drawn
  const since = Math.min(
    Math.max(setting.nowMs - (0.15 + random.next() * 3.5) * YEAR, at(child.dateOfBirth) + 20 * DAY),
    setting.nowMs - DAY,
  )
  const placement = kind === 'LAC' ? makePlacement(setting, random, child, since, missing) : null
  return allocate(setting, random, child, {
    kind,
    since,
    placement,
    legal: legalOf(random, child, kind),
    locked: random.chance(0.008),
  })
}

/** Adds team, worker, reviewing officer and chair to what is decided of a child's care. */
export function allocate(
  setting: Setting,
  random: Random,
  child: Child,
  decided: Pick<Care, 'kind' | 'since' | 'placement' | 'legal' | 'locked'>,
): Care {
  const { gss } = child
  const [assessment, support, lac1, lac2, sixteen, disabled] = teamsOf(gss)
  const looked = decided.kind === 'LAC'
  const older = ageAt(child.dateOfBirth, setting.nowMs) >= 16
  const team =
    (looked && older) || decided.kind === 'LEAVER'
      ? sixteen
      : looked
        ? random.pick([lac1, lac2])
        : decided.kind === 'REFERRAL'
          ? assessment
          : random.weighted([
              [assessment, 3],
              [support, 5],
              [disabled, 1],
            ])
  return {
    ...decided,
    team,
    workerRef: random.pick(setting.staffOf(gss, 'Social worker', team)).ref,
    reviewerRef: looked ? random.pick(setting.staffOf(gss, 'Independent reviewing officer')).ref : null,
    chairRef: decided.kind === 'CP' ? random.pick(setting.staffOf(gss, 'Child protection chair')).ref : null,
  }
}

function legalOf(random: Random, child: Child, kind: Care['kind']): string | null {
  if (kind !== 'LAC') return null
  if (child.origin === 'alone') return 'V2'
  return random.weighted([
    ['C2', 55],
    ['C1', 18],
    ['V2', 22],
    ['E1', 3],
    ['J1', 2],
  ])
}

function makePlacement(setting: Setting, random: Random, child: Child, since: number, missing: boolean): Placement {
  const { origin, gss } = child
  const inHome = origin === 'placed-here' ? 0.6 : missing ? 0.4 : 0.12
  const from = Math.max(since, setting.nowMs - random.next() * 1.6 * YEAR)
  const doNotDisclose = random.chance(0.1)
  const area =
    origin === 'placed-here'
      ? gss
      : random.weighted<'own' | 'gwent' | 'outside'>([
          ['own', 76],
          ['gwent', 20],
          ['outside', missing ? 0 : 4],
        ])
  if (area === 'outside') {
    const there = random.pick(ELSEWHERE)
    return foster(random, placeElsewhere(there.gss, random), there.gss, from, doNotDisclose)
  }
  const host = area === 'gwent' ? random.pick(GSS.filter(other => other !== gss)) : gss
  if (random.chance(inHome))
    return residential(setting, random, random.pick(setting.homesOf(host)), from, doNotDisclose)
  return foster(random, placeIn(host, random), host, from, doNotDisclose)
}

/** A place in a children's home. */
export function residential(
  setting: Setting,
  random: Random,
  home: Home,
  from: number,
  doNotDisclose: boolean,
): Placement {
  const around = placeIn(home.gss, setting.random(`home/${home.urn}`))
  const place: Place = { ...around, lines: [home.name, ...around.lines], postcode: home.postcode }
  const provider = home.provider.endsWith('(own)') ? 'PR1' : random.pick(['PR4', 'PR4', 'PR5'])
  return { type: 'K2', provider, home, place, hostLa: home.gss, carer: null, from, doNotDisclose }
}

/** A place with foster carers or kin. */
export function foster(random: Random, place: Place, hostLa: string, from: number, doNotDisclose: boolean): Placement {
  const type = random.weighted([
    ['U6', 45],
    ['U4', 20],
    ['U3', 18],
    ['U1', 7],
    ['P1', 10],
  ])
  const provider =
    type === 'P1'
      ? 'PR0'
      : random.weighted([
          ['PR1', 65],
          ['PR4', 25],
          ['PR5', 10],
        ])
  return { type, provider, home: null, place, hostLa, carer: grownUp(random), from, doNotDisclose }
}
