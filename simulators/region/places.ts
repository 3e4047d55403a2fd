// Where people live: real towns, invented streets, and postcodes whose units start with Z, which hardly any real one does.
import type { AddressRow, Gss } from './model.js'
import type { Random } from './random.js'

export interface Place {
  readonly lines: readonly string[]
  readonly town: string
  readonly postcode: string
  readonly uprn: string
  /** Null outside Gwent. */
  readonly gss: Gss | null
}

// prettier-ignore
const TOWNS: Readonly<Record<Gss, readonly (readonly [string, string])[]>> = {
  W06000018: [['Caerphilly', 'CF83'], ['Blackwood', 'NP12'], ['Risca', 'NP11'], ['Ystrad Mynach', 'CF82'], ['Bargoed', 'CF81']],
  W06000019: [['Ebbw Vale', 'NP23'], ['Abertillery', 'NP13'], ['Tredegar', 'NP22']],
  W06000020: [['Pontypool', 'NP4'], ['Cwmbran', 'NP44'], ['Blaenavon', 'NP4']],
  W06000021: [['Monmouth', 'NP25'], ['Abergavenny', 'NP7'], ['Chepstow', 'NP16'], ['Usk', 'NP15'], ['Caldicot', 'NP26']],
  W06000022: [['Newport', 'NP20'], ['Newport', 'NP19'], ['Caerleon', 'NP18'], ['Rogerstone', 'NP10']],
}

/** Authorities outside Gwent that place children here. */
export const ELSEWHERE: readonly {
  readonly gss: string
  readonly town: string
  readonly outward: string
  readonly short: string
}[] = [
  { gss: 'W06000015', town: 'Cardiff', outward: 'CF24', short: 'CDF' },
  { gss: 'W06000016', town: 'Pontypridd', outward: 'CF37', short: 'RCT' },
  { gss: 'W06000014', town: 'Barry', outward: 'CF62', short: 'VOG' },
  { gss: 'E06000023', town: 'Bristol', outward: 'BS5', short: 'BRS' },
  { gss: 'E10000013', town: 'Gloucester', outward: 'GL1', short: 'GLO' },
  { gss: 'E08000025', town: 'Birmingham', outward: 'B11', short: 'BHM' },
  { gss: 'E09000028', town: 'London', outward: 'SE15', short: 'SWK' },
]

const WELSH_ROADS = ['Heol', 'Ffordd', 'Clos', 'Maes', 'Stryd', 'Rhodfa']
const WELSH_NAMES = [
  'y Dderwen',
  'yr Onnen',
  'y Fedwen',
  'Celyn',
  'yr Helygen',
  'y Dryw',
  'Eithin',
  'y Gwenoliaid',
  'yr Hebog',
  'Mafon',
  'y Grug',
]
const ENGLISH_NAMES = [
  'Larch',
  'Linnet',
  'Heron',
  'Juniper',
  'Bramble',
  'Quarry',
  'Tinplate',
  'Wren',
  'Foundry',
  'Hazel',
  'Tramway',
  'Orchid',
  'Curlew',
]
const ENGLISH_ROADS = ['Close', 'Row', 'Road', 'Court', 'Terrace', 'Avenue', 'Rise']
const UNIT = 'ABDEFGHJLNPQRSTUWXYZ'

/** An invented address in an authority of Gwent. */
export function placeIn(gss: Gss, random: Random): Place {
  const [town, outward] = random.pick(TOWNS[gss])
  return place(gss, town, outward, random)
}

/** An invented address in one of the authorities of `ELSEWHERE`. */
export function placeElsewhere(gss: string, random: Random): Place {
  const there = ELSEWHERE.find(entry => entry.gss === gss) ?? random.pick(ELSEWHERE)
  return place(null, there.town, there.outward, random)
}

function place(gss: Gss | null, town: string, outward: string, random: Random): Place {
  const street = random.chance(0.4)
    ? `${random.pick(WELSH_ROADS)} ${random.pick(WELSH_NAMES)}`
    : `${random.pick(ENGLISH_NAMES)} ${random.pick(ENGLISH_ROADS)}`
  const postcode = `${outward} ${random.int(0, 9)}Z${UNIT[random.int(0, UNIT.length - 1)]}`
  return {
    lines: [`${random.int(1, 180)} ${street}`],
    town,
    postcode,
    uprn: `99${String(random.int(0, 9_999_999_999)).padStart(10, '0')}`,
    gss,
  }
}

/** The outward codes of an authority. */
export const outwardsOf = (gss: Gss): readonly string[] => [...new Set(TOWNS[gss].map(([, outward]) => outward))]

/** Writes a place down as an address. */
// prettier-ignore
export const addressOf = (
  { lines, town, postcode, uprn, gss }: Place,
  use: AddressRow['use'],
  dates: { readonly from?: string | null; readonly until?: string | null; readonly hidden?: boolean } = {},
): AddressRow => ({
  use, lines, town, postcode, uprn, gss, from: dates.from ?? null, until: dates.until ?? null, doNotDisclose: dates.hidden ?? false,
})
