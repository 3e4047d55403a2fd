// Records as FEBRL's generator (dsgen) makes them, from its documentation: originals whose fields are drawn one by one, and duplicates
// with exactly so many changes to a record and at most so many to a field. Everything is invented.
import { chanceOf } from '../random.js'
import type { Chance } from '../random.js'
import { changed, misspellings, respelt } from './changes.js'
import type { Misspellings } from './changes.js'
import { CHANGES, fieldsOf, SWAPPED } from './fields.js'
import type { Field } from './fields.js'

export interface Harshness {
  readonly originals: number
  readonly duplicates: number
  /** Duplicates of one original at most. */
  readonly most: number
  readonly distribution: 'UNIFORM' | 'POISSON' | 'ZIPF'
  readonly perField: number
  readonly perRecord: number
  /** Times the documented share of values that are missing from the start. */
  readonly missing: number
  /** Share of changes that are misheard or misread, as of the later generator. */
  readonly respelt: number
}

export type Row = Readonly<Record<string, string>>

/** What FEBRL calls its fourth set: 5,000 originals, a duplicate of each. */
export const FOURTH: Harshness = {
  originals: 5_000,
  duplicates: 5_000,
  most: 1,
  distribution: 'UNIFORM',
  perField: 2,
  perRecord: 4,
  missing: 1,
  respelt: 0,
}
/** What it calls its third: 2,000 originals, 3,000 duplicates, up to five of one. */
export const THIRD: Harshness = {
  ...FOURTH,
  originals: 2_000,
  duplicates: 3_000,
  most: 5,
  distribution: 'ZIPF',
  perField: 4,
  perRecord: 6,
}

export function dsgen(seed: number, how: Harshness): { readonly originals: Row[]; readonly duplicates: Row[] } {
  const chance = chanceOf(seed)
  const fields = fieldsOf(chance, how.missing)
  const known = misspellings(chance)
  const originals = Array.from({ length: how.originals }, (_, nth): Row => {
    const drawn = fields.map(({ name, missing, draw }) => [name, chance.next() < missing ? '' : draw()] as const)
    return { rec_id: `rec-${nth}-org`, ...Object.fromEntries(drawn) }
  })
  const order = originals.map((_, nth) => nth)
  for (let nth = order.length - 1; nth > 0; nth -= 1) {
    const other = chance.int(nth + 1)
    const [a = 0, b = 0] = [order[nth], order[other]]
    order[nth] = b
    order[other] = a
  }
  const duplicates: Row[] = []
  for (const nth of order) {
    const original = originals[nth]
    const copies = Math.min(how.duplicates - duplicates.length, copiesOf(how, chance))
    for (let copy = 0; original !== undefined && copy < copies; copy += 1)
      duplicates.push({ ...worsened(original, fields, how, known, chance), rec_id: `rec-${nth}-dup-${copy}` })
  }
  return { originals, duplicates }
}

function copiesOf({ most, distribution, duplicates, originals }: Harshness, chance: Chance): number {
  const mean = 1 + duplicates / originals
  let term = 1
  const shares = Array.from({ length: most }, (_, nth) => {
    if (nth > 0) term *= mean / nth
    return distribution === 'UNIFORM' ? 1 : distribution === 'ZIPF' ? (nth + 1) ** -0.5 : term
  })
  return 1 + drawnBy(shares, chance)
}

function drawnBy(shares: readonly number[], chance: Chance): number {
  let left = chance.next() * shares.reduce((sum, share) => sum + share, 0)
  const found = shares.findIndex(share => (left -= share) < 0)
  return found < 0 ? shares.length - 1 : found
}

function worsened(original: Row, fields: readonly Field[], how: Harshness, known: Misspellings, chance: Chance): Row {
  const copy: Record<string, string> = { ...original }
  const changes = new Map<string, number>()
  const count = (name: string): void => void changes.set(name, (changes.get(name) ?? 0) + 1)
  const chosen = fields.map(field => field.chosen)
  let done = 0
  for (const [one, other, share] of SWAPPED) {
    const [first = '', second = ''] = [copy[one], copy[other]]
    if (chance.next() > share || done > how.perRecord - 2 || first === '' || second === '') continue
    copy[one] = second
    copy[other] = first
    done += 2
    count(one)
    count(other)
  }
  // A change may fail to change anything, and is then tried elsewhere; a record of empty fields would never be done.
  for (let tries = 0; done < how.perRecord && tries < 1_000; tries += 1) {
    const field = fields[drawnBy(chosen, chance)]
    if (field === undefined || (changes.get(field.name) ?? 0) >= how.perField) continue
    const times = Math.min(1 + chance.int(how.perField), how.perRecord - done)
    for (let nth = 0; nth < times; nth += 1) {
      const before = copy[field.name] ?? ''
      const after = changedOnce(before, field, how.respelt, known, chance)
      if (after === before) continue
      copy[field.name] = after
      done += 1
      count(field.name)
    }
  }
  return copy
}

function changedOnce(value: string, field: Field, share: number, known: Misspellings, chance: Chance): string {
  if (chance.next() < share) return respelt(value, chance.next() < 0.5 ? 'HEARD' : 'READ', chance)
  return changed(value, CHANGES[drawnBy(field.odds, chance)] ?? 'fill', field, known, chance)
}
