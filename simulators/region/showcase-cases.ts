// Children shown for what happened to them or to their records.
import type { Known } from './child.js'
import { placeElsewhere } from './places.js'
import { residential } from './care.js'
import { DAY } from './clock.js'
import { ALL, asKnown, careFor, fostered, type Handmade, type Kit } from './showcase-kit.js'

/** Two records of one life that must never meet: the one before adoption stands alone, under other names and numbers. */
export function adopted(kit: Kit): readonly Pick<Handmade, 'known' | 'note'>[] {
  const born = [12, '01-23'] as const
  const now = kit.child({
    id: 'adopted',
    index: 8,
    givenName: 'Cadi',
    familyName: 'Bowen',
    born,
    sex: 'FEMALE',
    gss: 'W06000020',
  })
  const before = kit.child({
    id: 'adopted-before',
    index: 9,
    givenName: 'Kayleigh',
    familyName: 'Marsh',
    born,
    sex: 'FEMALE',
    gss: 'W06000020',
    establishment: '2003',
    protection: 'ADOPTION',
    background: 'british',
  })
  return [
    {
      known: asKnown(now, ALL, {
        care: careFor(kit, now, 'CIN'),
        episodes: kit.absences(now, [{ daysAgo: 61.2, hours: 2 }]),
      }),
      note: 'Adopted: a new name and new numbers; the record from before stands apart and protected',
    },
    { known: asKnown(before, ['social-care'], { care: careFor(kit, before, 'REFERRAL') }), note: null },
  ]
}

export function locked(kit: Kit): Known {
  const child = kit.child({
    id: 'locked',
    index: 10,
    givenName: 'Elis',
    familyName: 'Vaughan',
    born: [15, '01-05'],
    sex: 'MALE',
    gss: 'W06000022',
  })
  return asKnown(child, ALL, {
    care: careFor(kit, child, 'CP', null, true),
    episodes: kit.absences(child, [{ daysAgo: 15.1, hours: 8 }]),
  })
}

export function fromCardiff(kit: Kit): Known {
  const { setting } = kit
  const home = placeElsewhere('W06000015', setting.random('cardiff'))
  const child = kit.child({
    id: 'placed-by-cardiff',
    index: 11,
    givenName: 'Aaron',
    familyName: 'Campbell',
    born: [16, '01-02'],
    sex: 'MALE',
    gss: 'W06000022',
    responsibleLa: 'W06000015',
    origin: 'placed-here',
    home,
    background: 'mixed',
    ethnicity: 'MWBC',
  })
  const residence = setting.homesOf('W06000022')[1]
  const placement =
    residence === undefined
      ? fostered(kit, child, 'W06000022', 90)
      : residential(setting, setting.random('cardiff/home'), residence, setting.nowMs - 90 * DAY, false)
  const away = { missingFrom: 'CARE_HOME' } as const
  return asKnown(child, ALL, {
    care: careFor(kit, child, 'LAC', placement),
    episodes: kit.absences(child, [
      { ...away, daysAgo: 6.1, hours: 28 },
      { ...away, daysAgo: 18.2, hours: 5 },
      { ...away, daysAgo: 44.2, hours: 3 },
    ]),
  })
}

export function renumbered(kit: Kit): Known {
  const child = kit.child({
    id: 'superseded-number',
    index: 12,
    givenName: 'Tomos',
    familyName: 'Griffiths',
    born: [11, '01-14'],
    sex: 'MALE',
    gss: 'W06000018',
  })
  const twice = { ...child, supersededNhsNumber: kit.nhsNumber(70) }
  return asKnown(twice, ALL, {
    care: careFor(kit, twice, 'CIN'),
    episodes: kit.absences(twice, [{ daysAgo: 100.3, hours: 2 }]),
    slips: ['hospital-old-nhs', 'care-old-nhs'],
  })
}

export function inMonmouthshire(kit: Kit): Known {
  const child = kit.child({
    id: 'monmouthshire',
    index: 13,
    givenName: 'Lowri',
    familyName: 'Parry',
    born: [13, '02-08'],
    sex: 'FEMALE',
    gss: 'W06000021',
    language: 'cy',
  })
  return asKnown(child, ALL, {
    care: careFor(kit, child, 'CP'),
    episodes: kit.absences(child, [
      { daysAgo: 12.3, hours: 4 },
      { daysAgo: 77.3, hours: 6 },
    ]),
  })
}

export function prolific(kit: Kit): Known {
  const { setting } = kit
  const child = kit.child({
    id: 'prolific',
    index: 14,
    givenName: 'Kian',
    familyName: 'Doyle',
    born: [16, '01-28'],
    sex: 'MALE',
    gss: 'W06000022',
    background: 'british',
  })
  const residence = setting.homesOf('W06000022')[2]
  const placement =
    residence === undefined
      ? fostered(kit, child, 'W06000022', 300)
      : residential(setting, setting.random('prolific/home'), residence, setting.nowMs - 700 * DAY, false)
  const random = setting.random('prolific/days')
  const plans = Array.from({ length: 54 }, (_, n) => ({
    daysAgo: 4.2 + n * 13 + random.next() * 9,
    hours: n % 9 === 4 ? 30 : 3 + (n % 7) * 2,
    missingFrom: 'CARE_HOME' as const,
  }))
  return asKnown(child, ALL, {
    care: careFor(kit, child, 'LAC', placement),
    episodes: kit.absences(child, plans),
    slips: ['police-merged'],
  })
}

export function justReturned(kit: Kit): Known {
  const child = kit.child({
    id: 'just-returned',
    index: 15,
    givenName: 'Carys',
    familyName: 'Powell',
    born: [15, '02-02'],
    sex: 'FEMALE',
    gss: 'W06000019',
  })
  return asKnown(child, ALL, {
    care: careFor(kit, child, 'CIN'),
    episodes: kit.absences(child, [{ daysAgo: 1.1, hours: 9, risk: 'MEDIUM', unchecked: true }]),
    slips: ['police-spelling'],
  })
}

export function witness(kit: Kit): Known {
  const child = kit.child({
    id: 'witness',
    index: 16,
    givenName: 'Daniel',
    familyName: 'Okafor',
    born: [16, '01-16'],
    sex: 'MALE',
    gss: 'W06000022',
    background: 'african',
    ethnicity: 'BAFR',
    protection: 'WITNESS',
  })
  return asKnown(child, ALL, {
    care: careFor(kit, child, 'CIN'),
    episodes: kit.absences(child, [{ daysAgo: 50.2, hours: 6, risk: 'HIGH' }]),
  })
}
