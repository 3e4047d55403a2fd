// A protection flag on one record: nobody but those who may learns where the child is, from any source, and nothing in the
// answer tells that there is a flag.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Region } from '../../../simulators/region/model.js'
import type { Answer } from '../../support/gateway.js'
import { columnOf } from '../matrix/columns.js'
import type { Column } from '../matrix/columns.js'
import { RICH_CHILD, RICH_NHS_NUMBER, richRegion, rewriting } from '../matrix/rich-child.js'
import { isDecided, saysSomething, walk } from '../matrix/selection.js'
import type { Chunk } from '../matrix/selection.js'
import { classification } from '../matrix/table.js'
import { READERS, startWorld } from './worlds.js'
import type { World } from './worlds.js'

const MAY_LOCATE = ['HM', 'SW', 'TM', 'PM']
/** Under quality assurance too the hub's manager may be told where a child is, and asks no agency. */
const TOLD_NOWHERE = READERS.filter(({ code }) => !MAY_LOCATE.includes(code) && code !== 'HM-Q')
const LOCATES = [...classification.coordinates.values()]
  .filter(({ locates }) => locates)
  .map(({ type, field }) => `${type}.${field}`)
/** Fields that tell when an answer was made, or who looked before, or seal something anew. */
const OF_THE_MOMENT = new Set(['accesses', 'asOf', 'confirmedAt', 'cursor', 'endCursor', 'id', 'state'])
/** Which authority's system answers is itself a place: it goes unnamed, and its desk with it. */
const OF_THE_SOURCE = new Set(['source', 'sources', 'notAnswered'])
const isDesk = (value: unknown): boolean => typeof value === 'object' && value !== null && 'hours' in value

let flagged: World
let plain: World

beforeAll(async () => {
  const now = new Date().toISOString()
  const region = richRegion('OPEN', now)
  flagged = await startWorld(inRefuge(region))
  plain = await startWorld(region)
}, 120_000)
afterAll(async () => {
  await flagged.gateway.close()
  await plain.gateway.close()
})

const kept = new Map<string, ReadonlyMap<Chunk, Answer>>()
/** Each picture is asked for once. */
async function pictureOf(world: World, column: Column): Promise<ReadonlyMap<Chunk, Answer>> {
  const key = `${world === flagged ? 'flagged' : 'plain'} ${column.code}`
  const picture = kept.get(key) ?? (await world.picture(column, RICH_NHS_NUMBER))
  kept.set(key, picture)
  return picture
}

/** Only Torfaen's social services know of the refuge. */
function inRefuge(region: Region): Region {
  const torfaen = rewriting(region.socialCare.W06000020, RICH_CHILD, row => ({ ...row, protection: 'REFUGE' as const }))
  return { ...region, socialCare: { ...region.socialCare, W06000020: torfaen } }
}

function located(picture: ReadonlyMap<Chunk, Answer>): string[] {
  const found = new Set<string>()
  for (const [chunk, { data }] of picture)
    walk(chunk.child, (data as { child: object }).child, (coordinate, value) => {
      if (LOCATES.includes(coordinate) && saysSomething(value)) found.add(coordinate)
    })
  return [...found].sort()
}

/** The answer with what locates taken out, and what differs from one moment to the next. */
function withoutPlaces([chunk, { data, errors }]: readonly [Chunk, Answer]): unknown {
  const places = new Map<object, Set<string>>()
  const { child } = data as { child: Record<string, unknown> }
  const whole = {
    ...{ ...child, ...(child['health'] === undefined ? {} : { health: withoutDemographics(child['health']) }) },
    ...(child['mirafDraft'] ? { mirafDraft: withoutWhere(child['mirafDraft']) } : {}),
  }
  for (const selection of [chunk.child]) blank(selection, whole, places)
  const shown = JSON.stringify(whole, function (this: object, key: string, value: unknown) {
    const left =
      OF_THE_MOMENT.has(key) || OF_THE_SOURCE.has(key) || isDesk(value) || places.get(this)?.has(key) === true
    return left ? undefined : value
  })
  return { chunk: chunk.name, shown, errors }
}

/** The demographics service holds nothing of a child's health but the practice: that hidden, it has nothing recorded. */
function withoutDemographics(health: unknown): unknown {
  const envelopes = health as readonly { readonly source: { readonly id: string } | null }[]
  return envelopes.filter(({ source }) => source?.id !== 'health-wds')
}

/** A fact of the draft that says where the child may be is not in it at all. */
function withoutWhere(draft: unknown): unknown {
  const { facts, ...rest } = draft as { readonly facts: readonly { readonly place: string }[] }
  return { ...rest, facts: facts.filter(({ place }) => place !== 'PLACES' && place !== 'PHONE') }
}

function blank(selection: Chunk['child'], value: unknown, places: Map<object, Set<string>>): void {
  if (Array.isArray(value)) for (const item of value as unknown[]) blank(selection, item, places)
  else if (typeof value === 'object' && value !== null)
    for (const { name, inner } of selection.fields) {
      if (LOCATES.includes(`${selection.type}.${name}`)) places.set(value, (places.get(value) ?? new Set()).add(name))
      else if (inner) blank(inner, (value as Record<string, unknown>)[name], places)
    }
}

describe('with a flag on one record of many', () => {
  it('the coordinates that tell where a child is are many, and each is guarded', () => {
    expect(LOCATES.length).toBeGreaterThan(20)
    expect(LOCATES.filter(name => !isDecided(name))).toEqual([])
  })

  it.each(TOLD_NOWHERE)('$code is told no place at all', async column => {
    const without = located(await pictureOf(plain, column))
    expect(without.length).toBeGreaterThan(0)
    expect(located(await pictureOf(flagged, column))).toEqual([])
  })

  it.each(READERS.filter(({ code }) => !MAY_LOCATE.includes(code)))(
    '$code is told nothing else for it: no status, no refusal, no gap',
    async column => {
      const flag = [...(await pictureOf(flagged, column))].map(withoutPlaces)
      const none = [...(await pictureOf(plain, column))].map(withoutPlaces)
      for (const [index, answer] of flag.entries()) expect(answer).toEqual(none[index])
    },
  )

  it.each(MAY_LOCATE)('%s is told what there is to tell', async code => {
    const column = columnOf(code)
    const without = located(await pictureOf(plain, column))
    expect(without.length).toBeGreaterThan(10)
    expect(located(await pictureOf(flagged, column))).toEqual(without)
  })

  it('those who are cleared for it are told that there is a protection, and whom to ring; others are not', async () => {
    const query = `query ($by: ChildIdentifier!, $purpose: Purpose!) { child(by: $by, purpose: $purpose) {
      ... on Child { protection { whomToRing { name phone } } } } }`
    const told = async (world: World, { persona, purpose }: Column): Promise<unknown> => {
      const answer = await world.gateway.ask(persona, query, {
        by: { nhsNumber: RICH_NHS_NUMBER },
        purpose: purpose.OPEN,
      })
      expect(answer.errors).toEqual([])
      return (answer.data as { child: { protection: unknown } }).child.protection
    }
    for (const column of READERS) {
      const cleared = column.code === 'HM' || column.code === 'PM'
      const desk = { whomToRing: { name: 'Protected records desk', phone: '01632 960109' } }
      expect([column.code, await told(flagged, column)]).toEqual([column.code, cleared ? desk : null])
      expect([column.code, await told(plain, column)]).toEqual([column.code, null])
    }
  })
})

describe('where a child is stays hidden', () => {
  const ask = async (code: string, selection: string): Promise<string> => {
    const { persona, purpose } = columnOf(code)
    const query = `query ($by: ChildIdentifier!, $purpose: Purpose!) { child(by: $by, purpose: $purpose) { ... on Child { ${selection} } } }`
    return (await flagged.gateway.ask(persona, query, { by: { nhsNumber: RICH_NHS_NUMBER }, purpose: purpose.OPEN }))
      .text
  }
  const PLACES = `education { status record { enrolments { school { id name town phone } } } } contact { record { addresses { town postcode } } }`
  const NOWHERE = '"school":{"id":null,"name":null,"town":null,"phone":null}'

  it('in a query that does not ask the source with the flag', async () => {
    flagged.resetCalls()
    const text = await ask('SL', 'education { status record { enrolments { school { id name town phone } } } }')
    expect(text).toContain(NOWHERE)
    expect(Object.keys(flagged.calls())).toEqual(['education-newport'])
  })

  it.each([{ kind: 'refuse' }, { kind: 'status', status: 500 }, { kind: 'json', body: {} }] as const)(
    'while the source with the flag is down: $kind',
    async fault => {
      flagged.region.system('social-care-torfaen').setFault(fault)
      const texts = [await ask('SL', PLACES), await ask('HP-P', PLACES), await ask('EW', PLACES)]
      flagged.region.system('social-care-torfaen').setFault(null)
      for (const text of texts) {
        expect(text).toContain('"status":"FOUND"')
        expect(text).toContain(NOWHERE)
        expect(text).not.toMatch(/"(town|postcode)":"/)
      }
    },
  )
})
