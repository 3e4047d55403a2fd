// What the police have written down: names as heard, few numbers, markers, occurrences, intelligence.
import { addressesOf, type Known, rowFor } from './child.js'
import { day, DAY, instant, swapDayAndMonth, YEAR } from './clock.js'
import { nominalId, occurrenceRef, otherNominalId } from './ids.js'
import type { PersonRow, PoliceNominal } from './model.js'
import { misheard, withoutAccents } from './names.js'
import { pncId } from './numbers.js'
import type { Random } from './random.js'
import { intelligenceOn } from './intelligence.js'
import type { Setting } from './setting.js'

type Marker = PoliceNominal['markers'][number]
type Occurrence = PoliceNominal['occurrences'][number]

/** The nominals of one child: the one in use first, then duplicates, some merged into it. */
export function policeRows(setting: Setting, known: Known): PoliceNominal[] {
  if (!known.holders.has('police')) return []
  const { child, slips, episodes } = known
  const random = setting.random(`police/${child.personId}`)
  const merged = slips.has('police-merged') ? otherNominalId(child.index) : null
  const person = asHeard(known, random)
  const missing = episodes.filter(episode => episode.category === 'MISSING')
  const older = setting.nowMs - Date.parse(child.dateOfBirth) > 14 * YEAR
  const custody = missing.length > 3 && older && random.chance(0.1)
  const row = rowFor<PoliceNominal>(child, person, {
    nominalId: nominalId(child.index),
    pncId:
      custody || (older && random.chance(0.02)) ? pncId(Number(day(setting.nowMs).slice(0, 4)) - 1, child.index) : null,
    mergedInto: null,
    mergedFrom: merged === null ? [] : [merged],
    aliases: child.knownAs === null ? [] : [`${child.knownAs} ${person.familyName}`],
    description: missing.length > 0 ? describeLooks(random) : null,
    markers: markersOf(setting, random, known),
    episodes,
    occurrences: occurrencesOf(setting, random, known),
    notices: noticesOf(setting, random, known),
    intelligence: missing.length === 0 ? [] : intelligenceOn(setting, random, child.index, missing.length),
    custody: custody
      ? [
          {
            arrivedAt: instant(setting.nowMs - 90 * DAY),
            releasedAt: instant(setting.nowMs - 90 * DAY + 9 * 3_600_000),
            reason: 'Shop theft',
            healthConcerns: ['Asthma inhaler carried'],
          },
        ]
      : [],
    bailConditions: custody
      ? [{ condition: 'Not to enter the retail park', from: day(setting.nowMs - 90 * DAY), until: null }]
      : [],
    associates:
      missing.length > 2 && random.chance(0.5)
        ? [
            {
              name: random.pick(['Kez, about 19', 'Red, grown man', 'Jodie, 16']),
              relationship: 'Found with',
              since: day(setting.nowMs - random.int(30, 300) * DAY),
            },
          ]
        : [],
    vehicles:
      missing.length > 3 && random.chance(0.15)
        ? [
            {
              registration: `QX${random.int(10, 24)} Z${random.pick(['AB', 'DT', 'NP'])}`,
              description: random.pick(['Grey van', 'White hatchback', 'Blue saloon']),
            },
          ]
        : [],
    officerRef: missing.length > 0 ? random.pick(setting.staffOf('61', 'Response officer')).ref : null,
    lastPoliceProtectionAt:
      missing.length > 5 && random.chance(0.2) ? instant(setting.nowMs - random.int(20, 400) * DAY) : null,
    protectedRecord: child.protection !== null,
  })
  const duplicate = (): PoliceNominal => ({
    ...row,
    givenName: misheard(misheard(child.givenName)),
    nominalId: otherNominalId(child.index),
    pncId: null,
    mergedFrom: [],
    aliases: [],
    description: null,
    markers: [],
    episodes: [],
    notices: [],
    intelligence: [],
    custody: [],
    bailConditions: [],
    associates: [],
    vehicles: [],
    officerRef: null,
    lastPoliceProtectionAt: null,
    mergedInto: merged === null ? null : row.nominalId,
    occurrences: [
      {
        ref: occurrenceRef(day(setting.nowMs - YEAR).slice(2, 4), child.index, 9),
        at: instant(setting.nowMs - YEAR),
        type: 'Anti-social behaviour',
        role: 'witness',
        summary: 'Spoken to with a group of others; gave a name.',
      },
    ],
  })
  return slips.has('police-merged') || slips.has('police-duplicate') ? [row, duplicate()] : [row]
}

function asHeard(known: Known, random: Random): Partial<PersonRow> & Pick<PersonRow, 'familyName'> {
  const { child, slips } = known
  const heard = slips.has('police-spelling')
  const both = heard && random.chance(0.4)
  const first = heard && (both || random.chance(0.6))
  return {
    // The force's system keeps no accents.
    givenName: withoutAccents(first ? misheard(child.givenName) : child.givenName),
    familyName: withoutAccents(heard && (both || !first) ? misheard(child.familyName) : child.familyName),
    middleNames: null,
    dateOfBirth: (slips.has('police-birthday') ? swapDayAndMonth(child.dateOfBirth) : null) ?? child.dateOfBirth,
    dateOfBirthEstimated: child.dateOfBirthMask !== 'DAY',
    language: 'en',
    addresses: addressesOf(known, true).map(address => ({ ...address, uprn: null })),
    relatives: child.parents.slice(0, 1),
    phones: [
      ...(child.mobile === null ? [] : [{ owner: 'Child', number: child.mobile, use: 'MOBILE' as const }]),
      ...child.parents.flatMap(({ name, phone }) =>
        phone === null ? [] : [{ owner: name, number: phone, use: 'MOBILE' as const }],
      ),
    ],
  }
}

function markersOf(setting: Setting, random: Random, known: Known): Marker[] {
  const reports = known.episodes.filter(episode => episode.category === 'MISSING').length
  if (reports === 0) return []
  const from = (): string => day(setting.nowMs - random.int(20, 600) * DAY)
  const marker = (code: string, note: string | null = null): Marker => ({ code, from: from(), until: null, note })
  const often = Math.min(1, reports / 12)
  return [
    ...(reports >= 5 ? [marker('HTC')] : []),
    ...(random.chance(0.06 + often * 0.3) ? [marker('CSE', 'See intelligence')] : []),
    ...(random.chance(0.05 + often * 0.25) ? [marker('CCE')] : []),
    ...(random.chance(0.09) ? [marker('SH', 'Keep sharp objects away')] : []),
    ...(random.chance(0.04) ? [marker('MN')] : []),
    ...(random.chance(0.05) ? [marker('DR')] : []),
    ...(random.chance(0.04) ? [marker('VI')] : []),
    ...(random.chance(0.04) ? [marker('DA', 'Address')] : []),
    ...(random.chance(often * 0.05) ? [marker('NRM')] : []),
    ...(random.chance(often * 0.06) ? [marker('CAWN', 'Warning notice served on an adult')] : []),
    ...(random.chance(0.06)
      ? [{ ...marker('SU'), from: day(setting.nowMs - 700 * DAY), until: day(setting.nowMs - 400 * DAY) }]
      : []),
  ]
}

const OCCURRENCES = [
  ['Anti-social behaviour', 'suspect', 'One of a group moved on from the bus station.'],
  ['Assault', 'victim', 'Pushed and hit by another young person; no lasting injury.'],
  ['Shop theft', 'suspect', 'Low-value goods; community resolution.'],
  ['Domestic incident', 'witness', 'Present at home during an argument between adults.'],
  ['Theft of telephone', 'victim', 'Telephone taken by somebody known by a nickname only.'],
] as const

function occurrencesOf(setting: Setting, random: Random, { child, episodes }: Known): Occurrence[] {
  const count =
    episodes.length === 0
      ? random.int(1, 2)
      : random.weighted([
          [0, 60],
          [1, 25],
          [2, 10],
          [3, 5],
        ])
  return Array.from({ length: count }, (_, n) => {
    const moment = setting.nowMs - random.int(10, 700) * DAY - random.int(0, 1400) * 60_000
    const [type, role, summary] = random.pick(OCCURRENCES)
    return { ref: occurrenceRef(day(moment).slice(2, 4), child.index, n), at: instant(moment), type, role, summary }
  })
}

function noticesOf(setting: Setting, random: Random, { child, episodes }: Known): PoliceNominal['notices'] {
  const count =
    episodes.length === 0 ? random.int(0, 1) : Math.min(3, random.int(0, 1) + Math.floor(episodes.length / 6))
  return Array.from({ length: count }, (_, n) => {
    const moment = setting.nowMs - random.int(5, 700) * DAY
    const voice = random.chance(0.6)
      ? random.pick([
          'Said that home feels tense',
          'Said was with friends and fine',
          'Did not want to talk',
          'Said is worried about a sibling',
        ])
      : null
    return {
      ref: `PPN-${day(moment).slice(2, 4)}-${String(child.index * 4 + n).padStart(4, '0')}`,
      submittedAt: instant(moment),
      type: random.weighted([
        ['CHILD', 80],
        ['DA', 20],
      ] as const),
      risk: random.weighted([
        ['GREEN', 30],
        ['AMBER', 55],
        ['RED', 15],
      ] as const),
      childVoice: voice,
      sharedWith: [`LA-${child.gss}`, ...(random.chance(0.4) ? ['ABUHB'] : [])],
    }
  })
}

function describeLooks(random: Random): string {
  const build = random.pick(['Slim', 'Medium', 'Stocky', 'Tall and slim'])
  const hair = random.pick(['short brown hair', 'long dark hair', 'fair hair in a bun', 'curly hair', 'shaved sides'])
  return `${build} build, ${hair}. Usually wears ${random.pick(['a grey hooded top', 'a black puffer jacket', 'school uniform', 'a tracksuit'])}.`
}
