// What the health board and the national demographics service hold.
import { addressesOf, type Known, livesAt, rowFor } from './child.js'
import { ageAt, day, DAY, HOUR, instant, swapDayAndMonth } from './clock.js'
import { otherPasNumber, otherPatientId, pasNumber, patientId } from './ids.js'
import type { AddressRow, DemographicsRow, PatientRow } from './model.js'
import { surgeriesOf, type Surgery } from './organisations.js'
import { addressOf } from './places.js'
import type { Random } from './random.js'
import type { Setting } from './setting.js'
import { HEALTH_BOARD } from './staff.js'

type Label = PatientRow['flags'][number]['label']

function surgeryOf(setting: Setting, known: Known): Surgery {
  const { child } = known
  return setting.random(`surgery/${child.household}`).pick(surgeriesOf(livesAt(known).gss ?? child.gss))
}

/** A placement whose address must not be told is not passed on: health keeps the family home. */
function healthAddresses(known: Known): readonly AddressRow[] {
  const { child, care } = known
  const told = care?.placement != null && !care.placement.doNotDisclose
  return told
    ? addressesOf(known, true).map(address => ({ ...address, use: address.use === 'PLACEMENT' ? 'HOME' : 'FORMER' }))
    : [addressOf(child.home, 'HOME', { hidden: child.protection !== null })]
}

/** The hospital record; and a second one for children once registered in a hurry, without number and with the day and month swapped. */
export function healthRows(setting: Setting, known: Known): PatientRow[] {
  const { child, slips } = known
  if (!known.holders.has('health')) return []
  const random = setting.random(`health/${child.personId}`)
  const surgery = surgeryOf(setting, known)
  const number = slips.has('hospital-old-nhs') ? child.supersededNhsNumber : child.nhsNumber
  const row: PatientRow = rowFor<PatientRow>(
    child,
    {
      dateOfBirthEstimated: child.dateOfBirthMask !== 'DAY',
      formerNames:
        child.knownAs === null ? [] : [{ givenName: child.knownAs, familyName: child.familyName, use: 'nickname' }],
      addresses: healthAddresses(known),
      relatives: child.parents.slice(0, 1),
      phones: child.parents
        .slice(0, 1)
        .flatMap(({ name, phone }) => (phone === null ? [] : [{ owner: name, number: phone, use: 'MOBILE' as const }])),
    },
    {
      patientId: patientId(child.index),
      pasNumber: pasNumber(child.index),
      nhsNumber: number,
      nhsStatus: slips.has('hospital-unverified')
        ? random.pick(['02', '03', '04'] as const)
        : random.chance(0.06)
          ? 'nn'
          : '01',
      gp: { ods: surgery.ods, name: surgery.name, phone: surgery.phone },
      allergies: random.chance(0.06) ? [allergy(setting, random)] : [],
      conditions: random.chance(0.13) ? [condition(setting, random)] : [],
      flags: flagsOf(setting, random, known),
      visits: visitsOf(setting, random, known),
      missed: missedOf(setting, random, known),
      careTeams: careTeamsOf(setting, random, known),
      restricted: child.protection !== null,
      protectedRecord: child.protection !== null,
    },
  )
  const swapped = swapDayAndMonth(child.dateOfBirth)
  if (!slips.has('hospital-second') || swapped === null) return [row]
  return [row, secondRow(setting, known, row, swapped)]
}

function secondRow(setting: Setting, { child }: Known, row: PatientRow, swapped: string): PatientRow {
  return {
    ...row,
    formerNames: [],
    middleNames: null,
    dateOfBirth: swapped,
    relatives: [],
    phones: [],
    gp: null,
    allergies: [],
    conditions: [],
    flags: [],
    missed: [],
    careTeams: [],
    addresses: [addressOf(child.formerHome ?? child.home, 'HOME')],
    patientId: otherPatientId(child.index),
    pasNumber: otherPasNumber(child.index),
    nhsNumber: null,
    nhsStatus: null,
    visits: [visit(setting, setting.random(`second-visit/${child.personId}`), `enc-${child.index}-x`, 600)],
  }
}

const ALLERGIES = [
  ['91935009', 'Allergy to peanut', 'high'],
  ['91936005', 'Allergy to penicillin', 'high'],
  ['232347008', 'Dander (animal) allergy', 'low'],
] as const
const CONDITIONS = [
  ['195967001', 'Asthma', true],
  ['84757009', 'Epilepsy', true],
  ['46635009', 'Type 1 diabetes mellitus', true],
  ['43116000', 'Eczema', false],
  ['406506008', 'Attention deficit hyperactivity disorder', false],
] as const

function allergy(setting: Setting, random: Random): PatientRow['allergies'][number] {
  const [code, display, criticality] = random.pick(ALLERGIES)
  return { code, display, criticality, from: day(setting.nowMs - random.int(300, 3000) * DAY) }
}

function condition(setting: Setting, random: Random): PatientRow['conditions'][number] {
  const [code, display, alert] = random.weighted<(typeof CONDITIONS)[number]>([
    [CONDITIONS[0], 60],
    [CONDITIONS[1], 5],
    [CONDITIONS[2], 4],
    [CONDITIONS[3], 20],
    [CONDITIONS[4], 11],
  ])
  return { code, display, active: random.chance(0.9), from: day(setting.nowMs - random.int(300, 3000) * DAY), alert }
}

const drawLabel = (random: Random): Label =>
  random.weighted([
    ['N', 88],
    ['R', 9],
    ['V', 3],
  ])

function flagsOf(setting: Setting, random: Random, { episodes }: Known): PatientRow['flags'] {
  if (!random.chance(episodes.length > 0 ? 0.14 : 0.015)) return []
  const text = random.pick([
    'Known risk of self-harm',
    'Safeguarding concern: contact the safeguarding team',
    'Needs rescue medicine at hand',
  ])
  return [{ text, from: day(setting.nowMs - random.int(20, 700) * DAY), label: drawLabel(random) }]
}

const REASONS = [
  'Head injury',
  'Sprained ankle',
  'Abdominal pain',
  'Intoxication',
  'Asthma attack',
  'Cut to hand',
  'Fever',
]

function visit(setting: Setting, random: Random, id: string, daysAgo: number): PatientRow['visits'][number] {
  const from = setting.nowMs - daysAgo * DAY - random.int(0, 1400) * 60_000
  return {
    id,
    from: instant(from),
    until: instant(from + random.int(1, 7) * HOUR),
    reason: random.pick(REASONS),
    outcome: random.weighted([
      ['07', 55],
      ['05', 18],
      ['01', 14],
      ['04', 6],
      ['09', 7],
    ]),
    site: random.pick(['Ysbyty Glan Enghraifft', 'Ysbyty Bryn Dychmyg']),
    label: drawLabel(random),
  }
}

function visitsOf(setting: Setting, random: Random, { child, episodes }: Known): PatientRow['visits'] {
  if (!random.chance(episodes.length > 0 ? 0.4 : 0.14)) return []
  return Array.from({ length: random.int(1, episodes.length > 4 ? 4 : 2) }, (_, n) =>
    visit(setting, random, `enc-${child.index}-${n + 1}`, random.int(2, 900)),
  ).sort((a, b) => (a.from < b.from ? 1 : -1))
}

function missedOf(setting: Setting, random: Random, { child, episodes }: Known): PatientRow['missed'] {
  if (!random.chance(episodes.length > 0 ? 0.25 : 0.04)) return []
  const [description, where] = random.pick([
    ['CAMHS follow-up: was not brought', 'Community'],
    ['Dental review: was not brought', 'Community'],
    ['Outpatient clinic: was not brought', 'Hospital'],
    ['Clinic: was not brought', 'Hospital'],
  ] as const)
  return [
    {
      id: `apt-${child.index}`,
      at: instant(setting.nowMs - random.int(3, 400) * DAY),
      description,
      setting: where,
      label: description.startsWith('Clinic') ? 'R' : 'N',
    },
  ]
}

function careTeamsOf(setting: Setting, random: Random, { child, care, episodes }: Known): PatientRow['careTeams'] {
  const team = (name: string, role: string): PatientRow['careTeams'][number] => ({
    name,
    organisation: HEALTH_BOARD,
    from: day(setting.nowMs - random.int(30, 900) * DAY),
    until: null,
    staffRefs: [random.pick(setting.staffOf(HEALTH_BOARD, role)).ref],
  })
  const age = ageAt(child.dateOfBirth, setting.nowMs)
  return [
    ...(age < 5 ? [team('Health Visiting', 'Health visitor')] : []),
    ...(age >= 5 && random.chance(0.25) ? [team('School Nursing', 'School nurse')] : []),
    ...(care?.kind === 'LAC' ? [team('Looked After Children Health', 'Looked-after children nurse')] : []),
    ...(care?.kind === 'CP' ? [team('Safeguarding', 'Safeguarding nurse')] : []),
    ...(age > 8 && random.chance(episodes.length > 0 ? 0.18 : 0.02) ? [team('CAMHS', 'CAMHS practitioner')] : []),
  ]
}

/** The national entry: official name, the current number, and the old numbers that answer under it. */
export function demographicsRows(setting: Setting, known: Known): DemographicsRow[] {
  const { child } = known
  if (!known.holders.has('demographics')) return []
  return [
    rowFor<DemographicsRow>(
      child,
      {
        knownAs: null,
        addresses: healthAddresses(known).slice(0, 1),
        relatives: child.parents.slice(0, 1).map(parent => ({ ...parent, phone: null })),
      },
      {
        nhsNumber: child.nhsNumber,
        supersedes: child.supersededNhsNumber === null ? [] : [child.supersededNhsNumber],
        gpOds: surgeryOf(setting, known).ods,
        restricted: child.protection !== null,
      },
    ),
  ]
}
