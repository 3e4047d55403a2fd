// The numbers each system gives a child, all derived from one index, so that a child keeps them whatever the region's size.
import { createRandom } from './random.js'
import type { Gss } from './model.js'

const padded = (n: number, places: number): string => String(n).padStart(places, '0')

export const nominalId = (index: number): string => `N-${20_416 + index}`
export const otherNominalId = (index: number): string => `N-${7_000_000 + index}`
export const patientId = (index: number): string => `pat-${(0x7f2 + index).toString(16)}`
export const otherPatientId = (index: number): string => `pat-${(0x900000 + index).toString(16)}`
export const pasNumber = (index: number): string => `E${padded(990_017 + index, 7)}`
export const otherPasNumber = (index: number): string => `E${padded(5_000_000 + index, 7)}`
export const clientId = (index: number): string => `LL-${padded(index, 5)}`

const LA_CHILD_ID: Readonly<Record<Gss, (index: number) => string>> = {
  W06000018: index => String(1_100_000 + index),
  W06000019: index => `BG${padded(600_000 + index, 6)}`,
  W06000020: index => `TOR-${22_870 + index}`,
  W06000021: index => `M${padded(300_000 + index, 6)}`,
  W06000022: index => String(40_016 + index),
}

/** The id an authority of Gwent gives a child it has a record of. */
export const laChildId = (gss: Gss, index: number): string => LA_CHILD_ID[gss](index)

/** A Wonde id such as A1039521228, or for OneRoster a UUID. */
export function pupilId(seed: number, gss: Gss, index: number): string {
  if (gss !== 'W06000021') return `A${1_039_521_227 + index}`
  const random = createRandom(seed, `pupil/${index}`)
  const hex = (places: number): string => Array.from({ length: places }, () => random.int(0, 15).toString(16)).join('')
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${random.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`
}

/** A crime or occurrence number: two digits of the year, then eight. */
export const occurrenceRef = (year: string, index: number, n: number): string =>
  `${year}${padded((index * 10 + n) % 100_000_000, 8)}`
