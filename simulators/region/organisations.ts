// The authorities of Gwent, and invented schools, children's homes and surgeries in each.
import type { Authority, Gss, Home, School } from './model.js'
import { landline } from './numbers.js'
import { outwardsOf, placeIn } from './places.js'
import { createRandom } from './random.js'

export const GSS: readonly Gss[] = ['W06000018', 'W06000019', 'W06000020', 'W06000021', 'W06000022']

interface Outline {
  readonly name: string
  readonly number: string
  readonly socialCare: Authority['socialCare']
  readonly education: Authority['education']
  /** Of 100 children in Gwent. */
  readonly share: number
  readonly secondaries: number
  readonly primaries: number
  readonly homes: number
}

const OUTLINES: Readonly<Record<Gss, Outline>> = {
  W06000018: {
    name: 'Caerphilly',
    number: '676',
    socialCare: 'eclipse',
    education: 'wonde',
    share: 30,
    secondaries: 13,
    primaries: 22,
    homes: 14,
  },
  W06000019: {
    name: 'Blaenau Gwent',
    number: '677',
    socialCare: 'ssd-rest',
    education: 'wonde',
    share: 11,
    secondaries: 10,
    primaries: 10,
    homes: 8,
  },
  W06000020: {
    name: 'Torfaen',
    number: '678',
    socialCare: 'eclipse',
    education: 'wonde',
    share: 16,
    secondaries: 10,
    primaries: 14,
    homes: 9,
  },
  W06000021: {
    name: 'Monmouthshire',
    number: '679',
    socialCare: 'ssd-rest',
    education: 'oneroster',
    share: 13,
    secondaries: 10,
    primaries: 13,
    homes: 9,
  },
  W06000022: {
    name: 'Newport',
    number: '680',
    socialCare: 'eclipse',
    education: 'wonde',
    share: 30,
    secondaries: 12,
    primaries: 20,
    homes: 14,
  },
}

export const authorityName = (gss: Gss): string => OUTLINES[gss].name
export const authorityNumber = (gss: Gss): string => OUTLINES[gss].number
/** Authorities with their share of the region's children, for weighted picks. */
export const SHARES: readonly (readonly [Gss, number])[] = GSS.map(gss => [gss, OUTLINES[gss].share])

export const AUTHORITIES: readonly Authority[] = GSS.map(gss => {
  const { name, number, socialCare, education } = OUTLINES[gss]
  return { gss, name, number, socialCare, education, postcodeAreas: outwardsOf(gss) }
})

const FIRST = ['Cwm', 'Glan', 'Bryn', 'Pont', 'Maes', 'Coed', 'Nant', 'Tre']
const LAST = [
  'ehedydd',
  'eirin',
  'mefus',
  'wiwer',
  'hesg',
  'crëyr',
  'clychau',
  'llwyfen',
  'barcud',
  'rhedyn',
  'draenog',
  'enfys',
  'gwennol',
  'drain',
]

/** Invented schools. A school's number in UPNs (4001 …, 2001 …) is the end of its id. */
export function makeSchools(seed: number): readonly School[] {
  return GSS.flatMap(gss => {
    const random = createRandom(seed, `schools/${gss}`)
    const { number, education, secondaries, primaries } = OUTLINES[gss]
    const school = (phase: School['phase'], n: number): School => {
      const establishment = String((phase === 'secondary' ? 4001 : 2001) + n)
      const place = `${FIRST[(n + Number(number)) % FIRST.length]}${LAST[(n * 5 + Number(number)) % LAST.length]}`
      const welsh = n % 4 === 3
      const kind = phase === 'secondary' ? 'High School' : 'Primary School'
      return {
        id: education === 'oneroster' ? `${number}-${establishment}` : `A${number}${establishment}`,
        gss,
        name: welsh ? `Ysgol ${phase === 'secondary' ? 'Gyfun' : 'Gynradd'} ${place}` : `${place} ${kind}`,
        town: placeIn(gss, random).town,
        phone: landline(random.int(100, 399)),
        phase,
      }
    }
    return [
      ...Array.from({ length: secondaries }, (_, n) => school('secondary', n)),
      ...Array.from({ length: primaries }, (_, n) => school('primary', n)),
    ]
  })
}

const PROVIDERS = [
  'Aelwyd Enghraifft Ltd',
  'Harbwr Care (invented)',
  'Four Lanterns Homes (invented)',
  'Gwanwyn Residential (invented)',
]
const HOUSES = [
  'Tŷ Celyn',
  'Tŷ Mafon',
  'Larch House',
  'Heron House',
  'Tŷ Bedwen',
  'Foundry House',
  'Tŷ Hebog',
  'Juniper House',
  'Linnet House',
  'Tŷ Rhedyn',
]

/** Invented children's homes; the first one of Newport is SC999999. */
export function makeHomes(seed: number): readonly Home[] {
  return [...GSS].reverse().flatMap((gss, authority) => {
    const random = createRandom(seed, `homes/${gss}`)
    return Array.from({ length: OUTLINES[gss].homes }, (_, n): Home => {
      const first = authority === 0 && n === 0
      return {
        urn: `SC${999_999 - authority * 100 - n}`,
        gss,
        name: first ? 'Tŷ Enghraifft' : `${HOUSES[n % HOUSES.length]}${n < HOUSES.length ? '' : ' 2'}`,
        postcode: first ? 'NP20 9ZZ' : placeIn(gss, random).postcode,
        phone: landline(500 + authority * 20 + n),
        // One in five belongs to the authority itself.
        provider: n % 5 === 4 ? `${OUTLINES[gss].name} (own)` : random.pick(PROVIDERS),
      }
    })
  })
}

export interface Surgery {
  readonly ods: string
  readonly name: string
  readonly phone: string
}

const SURGERIES = new Map(
  GSS.map((gss, authority) => [
    gss,
    Array.from({ length: 8 }, (_, n): Surgery => ({
      ods: `W93${999 - authority * 10 - n}`,
      name: `Meddygfa ${FIRST[n]}${LAST[(n * 3 + authority) % LAST.length]}`,
      phone: landline(600 + authority * 10 + n),
    })),
  ]),
)

/** The surgeries of an authority; codes lie in the block of invented ones, W93952 … W93999. */
export const surgeriesOf = (gss: Gss): readonly Surgery[] => SURGERIES.get(gss) ?? []
