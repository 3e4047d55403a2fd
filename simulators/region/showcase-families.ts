// Children shown for who they are: whose they are, where they live, what they are called.
import type { Known } from './child.js'
import { siblingsOf } from './people.js'
import { ageThisYear } from './showcase-ffion.js'
import { ALL, asKnown, careFor, fostered, type Kit, WITHOUT_CARE } from './showcase-kit.js'

/** Same birthday, same family name, nearly the same number of a school: another child. */
export function nearlyFfion(kit: Kit): Known {
  const child = kit.child({
    id: 'ffion-mari-prys',
    index: 2,
    givenName: 'Ffion',
    middleNames: 'Mari',
    familyName: 'Prys',
    born: [ageThisYear(kit.setting.nowMs), '04-07'],
    sex: 'FEMALE',
    language: 'cy',
    gss: 'W06000018',
    establishment: '4019',
    serial: 42,
    household: 'showcase-prys-caerphilly',
  })
  return asKnown(child, ['police', 'education', 'health', 'demographics', 'hub'], {
    episodes: kit.absences(child, [{ daysAgo: 55.2, hours: 3, risk: 'LOW' }]),
  })
}

export function noConcerns(kit: Kit): Known {
  const child = kit.child({
    id: 'no-concerns',
    index: 3,
    givenName: 'Owain',
    familyName: 'Tovey',
    born: [9, '01-19'],
    sex: 'MALE',
    gss: 'W06000020',
  })
  return asKnown(child, ['education', 'health', 'demographics'])
}

export function twoAuthorities(kit: Kit): Known {
  const child = kit.child({
    id: 'two-authorities',
    index: 4,
    givenName: 'Jac',
    familyName: 'Lloyd-Jones',
    born: [14, '02-21'],
    sex: 'MALE',
    gss: 'W06000018',
  })
  const care = careFor(kit, child, 'LAC', fostered(kit, child, 'W06000019', 210))
  const away = { missingFrom: 'FOSTER', gss: 'W06000019' } as const
  return asKnown(child, ALL, {
    care,
    episodes: kit.absences(child, [
      { ...away, daysAgo: 33.3, hours: 6 },
      { ...away, daysAgo: 80.1, hours: 3 },
    ]),
    slips: ['police-spelling', 'care-no-upn'],
  })
}

export function makeTwins(kit: Kit): readonly Known[] {
  const base = { familyName: 'Rees', born: [15, '03-30'], sex: 'FEMALE', gss: 'W06000022' } as const
  const first = kit.child({ ...base, id: 'twin-megan', index: 5, givenName: 'Megan' })
  const second = {
    ...kit.child({ ...base, id: 'twin-morgan', index: 6, givenName: 'Morgan' }),
    home: first.home,
    parents: first.parents,
  }
  const pair = [first, second].map(twin => ({ ...twin, siblings: siblingsOf(twin, [first, second]) }))
  return pair.map((twin, n) =>
    asKnown(twin, WITHOUT_CARE, {
      episodes: kit.absences(
        twin,
        n === 0
          ? [
              { daysAgo: 41.2, hours: 5 },
              { daysAgo: 130.2, hours: 9 },
            ]
          : [{ daysAgo: 41.2, hours: 5 }],
      ),
    }),
  )
}

export function inRefuge(kit: Kit): Known {
  const child = kit.child({
    id: 'refuge',
    index: 7,
    givenName: 'Zara',
    familyName: 'Khan',
    born: [13, '01-11'],
    sex: 'FEMALE',
    gss: 'W06000018',
    background: 'south-asian',
    ethnicity: 'APKN',
    protection: 'REFUGE',
  })
  return asKnown(child, ALL, {
    care: careFor(kit, child, 'CIN'),
    episodes: kit.absences(child, [{ daysAgo: 20.2, hours: 4, risk: 'HIGH' }]),
  })
}
