// Children of an invented region in the records of five agencies, with the errors that linkage studies of British data report.
import type { PersonRecord } from '../../src/children/identity/matching/record.js'
import { isNhsNumber, isUpn } from '../../src/children/identity/identifiers.js'
import { chanceOf, invented } from './random.js'
import type { Chance } from './random.js'

const split = (text: string): string[] => text.split(' ')
const ORIGINS = [
  {
    name: 'Welsh',
    given: split(
      'ffion rhys cerys gethin lowri osian carys macsen nia iwan mali idris alaw eirlys steffan gwenno tegid non elin dylan',
    ),
    family: split('jones davies evans prys griffiths llewellyn pugh bowen pritchard morgan'),
  },
  {
    name: 'English',
    given: split(
      'oliver amelia george isla harry ava noah mia jack ivy leo freya arthur lily oscar ella theo rosie maya alfie',
    ),
    family: split('smith taylor brown clarke wright walker green hall wood turner'),
  },
  {
    name: 'South Asian and Arabic',
    given: split(
      'mohammed aisha yusuf fatima ibrahim zainab bilal maryam hamza safa omar khadija zayd iqra tariq sumaya imran noor faisal amina',
    ),
    family: split('khan ahmed hussain begum ali malik rahman chowdhury akhtar iqbal'),
  },
  {
    name: 'Polish and Ukrainian',
    given: split(
      'jakub zuzanna oleksandr maja szymon hanna filip oksana antoni lena bohdan iryna kacper natalia mykola daria piotr ewa taras polina',
    ),
    family: split('kowalski nowak shevchenko wisniewski kaminski bondarenko zielinski lewandowski melnyk wozniak'),
  },
] as const
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  ffion: ['fion'],
  rhys: ['reece'],
  prys: ['price'],
  davies: ['davis'],
  llewellyn: ['llywelyn'],
  griffiths: ['griffith'],
  mohammed: ['muhammad', 'mohamed'],
  aisha: ['ayesha'],
  yusuf: ['youssef'],
  fatima: ['fatimah'],
  zainab: ['zaynab'],
  maryam: ['mariam'],
  hussain: ['hussein'],
  chowdhury: ['choudhury'],
  ahmed: ['ahmad'],
  oleksandr: ['aleksandr'],
  hanna: ['hannah'],
  piotr: ['peter'],
  kowalski: ['kowalska'],
  nowak: ['novak'],
  clarke: ['clark'],
  harry: ['henry'],
  oliver: ['ollie'],
  steffan: ['steve'],
  catrin: ['kate'],
}

/** Names that parents give to twins: a slip of the pen would say less. */
const NEAR: Readonly<Record<string, string>> = {
  mia: 'maya',
  mali: 'mari',
  carys: 'caris',
  dylan: 'dilwyn',
  ella: 'bella',
  theo: 'leo',
  mohammed: 'mohammed hamza',
  aisha: 'aiza',
  zayd: 'zayn',
  hanna: 'anna',
  natalia: 'natasha',
}

interface Child {
  readonly person: number
  readonly family_: number
  readonly origin: number
  readonly given: string
  readonly family: string
  readonly birth: string
  readonly sex: 'FEMALE' | 'MALE'
  readonly homes: readonly { readonly key: string; readonly postcode: string }[]
  readonly phone: string
  readonly school: string
  readonly nhs: string
  readonly upn: string
}

export interface UkRecord {
  /** Which of the agencies: health, school, social care, police, charity. */
  readonly agency: number
  readonly person: number
  readonly household: number
  readonly origin: string
  readonly record: PersonRecord
}

/** Ranges that are kept for stories: nobody has such a number. */
const PHONES = split(
  '07700900 01632960 02079460 01134960 01144960 01154960 01164960 01174960 01184960 01214960 01314960 01414960 01514960 01614960 01914980 02920180',
)
const anyPhone = (chance: Chance): string => chance.pick(PHONES) + String(chance.int(1000)).padStart(3, '0')

/** Households with one to three children, of which one in forty has twins, until there are enough. Of those `nearTwins` have names nearly alike. */
function children(chance: Chance, count: number, nearTwins: number): Child[] {
  const more = { given: invented(chance, 1500), family: invented(chance, 4000) }
  const all: Child[] = []
  const postcode = (): string =>
    `NP${1 + chance.int(30)} ${chance.int(10)}${'ABDEFGHJLN'[chance.int(10)]}${'PQRSTUWXYZ'[chance.int(10)]}`
  for (let household = 0; all.length < count; household += 1) {
    const origin = chance.int(ORIGINS.length)
    const names = ORIGINS[origin] ?? ORIGINS[0]
    const common = chance.next() < 0.35
    const family = common ? chance.common<string>(names.family) : chance.pick(more.family)
    const homes = [0, 1].map(nth => ({ key: String(10_000_000 + household * 2 + nth), postcode: postcode() }))
    const phone = anyPhone(chance)
    const twins = chance.next() < 0.025
    const births = twins
      ? [birth(chance)].flatMap(one => [one, one])
      : Array.from({ length: 1 + chance.int(3) }, () => birth(chance))
    const taken = new Set<string>()
    const near = twins && nearTwins > 0 && chance.next() < nearTwins
    const sex = near && chance.next() < 0.5 ? 'FEMALE' : 'MALE'
    for (const born of births) {
      const [first] = taken
      const fresh = chance.next() < 0.5 ? chance.common<string>(names.given) : chance.pick(more.given)
      const given = near && first !== undefined ? (NEAR[first] ?? chance.slip(first)) : fresh
      if (taken.has(given)) continue
      taken.add(given)
      const person = all.length
      all.push({
        person,
        family_: household,
        origin,
        given,
        family,
        birth: born,
        homes,
        phone,
        // Twins with names nearly alike are of one sex here: then nothing but a letter tells them apart.
        sex: near ? sex : chance.next() < 0.5 ? 'FEMALE' : 'MALE',
        school: `school ${chance.int(150)}`,
        nhs: nhsOf(person),
        upn: upnOf(person),
      })
    }
  }
  return all
}

const birth = (chance: Chance): string =>
  `${2008 + chance.int(17)}-${String(1 + chance.int(12)).padStart(2, '0')}-${String(1 + chance.int(28)).padStart(2, '0')}`
/** In the range for tests; about one number in eleven has no check digit, and goes to nobody. */
function nhsOf(person: number): string {
  const nine = `999${String(Math.floor(person * 1.7)).padStart(6, '0')}`
  return [...'0123456789'].map(digit => nine + digit).find(isNhsNumber) ?? ''
}
const upnOf = (person: number): string =>
  [...'ABCDEFGHJKLMNPQRTUVWXYZ'].map(letter => `${letter}999${String(person).padStart(9, '0')}`).find(isUpn) ?? ''

/** Agency → the share of its records that has each child, a verified NHS number, a UPN. Health, school, social care, police, charity. */
const AGENCIES = [
  { coverage: 1, nhs: 0.97, verified: true, upn: 0, errors: 0.3 },
  { coverage: 0.95, nhs: 0.3, verified: true, upn: 0.99, errors: 0.4 },
  { coverage: 0.4, nhs: 0.85, verified: true, upn: 0.85, errors: 0.6 },
  { coverage: 0.25, nhs: 0, verified: false, upn: 0, errors: 1 },
  { coverage: 0.15, nhs: 0.2, verified: false, upn: 0.1, errors: 0.9 },
] as const

/** Every record of every agency, in no order that tells. */
export function ukSet(seed: number, count: number, nearTwins = 0): UkRecord[] {
  const chance = chanceOf(seed)
  return children(chance, count, nearTwins).flatMap(child =>
    AGENCIES.flatMap((agency, nth) => {
      if (chance.next() >= agency.coverage) return []
      return [
        {
          agency: nth,
          person: child.person,
          household: child.family_,
          origin: ORIGINS[child.origin]?.name ?? '',
          record: recordOf(child, agency, chance),
        },
      ]
    }),
  )
}

function recordOf(child: Child, agency: (typeof AGENCIES)[number], chance: Chance): PersonRecord {
  const often = (share: number): boolean => chance.next() < share * agency.errors
  const spelt = (name: string): string => {
    const others = SPELLINGS[name]
    if (others !== undefined && often(0.15)) return chance.pick(others)
    return often(0.04) ? chance.slip(name) : name
  }
  const [year = '', month = '', day = ''] = child.birth.split('-')
  const slipped =
    often(0.02) && Number(day) <= 12
      ? `${year}-${day}-${month}`
      : often(0.015)
        ? `${year}-${month}-${String(1 + chance.int(28)).padStart(2, '0')}`
        : child.birth
  const [first, second] = child.homes
  const moved = often(0.12)
  const home = moved ? second : first
  let [given, family] = [often(0.006) ? 'Baby' : spelt(child.given), spelt(child.family)]
  if (often(0.02)) family = `${family}-${chance.pick(ORIGINS[child.origin]?.family ?? ['jones'])}`
  if (often(0.006)) [given, family] = [family, given]
  return {
    given,
    family,
    sex: often(0.006) ? (child.sex === 'MALE' ? 'FEMALE' : 'MALE') : child.sex,
    birth: { from: slipped, to: slipped },
    address: {
      ...(chance.next() < 0.7 && home ? { key: home.key } : {}),
      ...(often(0.08) || !home ? {} : { postcode: home.postcode }),
    },
    formerPostcodes: moved || chance.next() < 0.7 || !second ? [] : [second.postcode],
    phones: often(0.4) ? [] : [often(0.25) ? anyPhone(chance) : child.phone],
    ...(chance.next() < 0.6 ? { school: moved || often(0.1) ? `school ${chance.int(150)}` : child.school } : {}),
    ...(child.nhs !== '' && chance.next() < agency.nhs
      ? { nhsNumber: { value: child.nhs, verified: agency.verified } }
      : {}),
    ...(chance.next() < agency.upn ? { upn: child.upn } : {}),
  }
}
