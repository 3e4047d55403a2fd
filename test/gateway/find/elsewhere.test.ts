// Agencies' own searches: for whom they are asked, what of them is said, and what is not.
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals'
import { asOwner } from '../../support/database.js'
import { FFION } from '../proportion/stage.js'
import { CONCEALED, UNRELATED, startFindStage } from './stage.js'
import type { FindStage } from './stage.js'

let stage: FindStage
beforeAll(async () => {
  stage = await startFindStage()
}, 90_000)
afterAll(() => stage.gateway.close())
beforeEach(() => stage.resetCalls())

const QUERY = `query ($input: FindChildrenInput!, $purpose: Purpose!) { findChildren(input: $input, purpose: $purpose) {
  records { source { id } likeness why { compared alike } } couldNotAsk { id } tooManyAt { id } } }`
const ALL = QUERY.replace('records {', 'found { likeness } tooMany couldNotCheck records {')
const NONE = '{"data":{"findChildren":{"records":[],"couldNotAsk":[],"tooManyAt":[]}}}\n'

const named = (nhsNumber: string) => {
  const { givenName, familyName, dateOfBirth } = stage.who(nhsNumber)
  return { givenName, familyName, dateOfBirth }
}
const ask = (persona: string, input: object) => stage.gateway.ask(persona, QUERY, { input, purpose: 'ASSESS_RISK' })
const searches = (): number =>
  [...stage.region.systems.values()]
    .flatMap(system => system.calls())
    .filter(({ path, query }) => /(Patient|persons)$/.test(path) && /birthdate|dateOfBirth/.test(query)).length

it('are asked for whoever confirms links, and for nobody else', async () => {
  await ask('hub-manager', named(FFION))
  expect(searches()).toBe(2)
  stage.resetCalls()
  expect((await ask('social-worker', named(FFION))).text).toBe(NONE)
  expect(searches()).toBe(0)
})

it.each([
  ['without a date of birth', { givenName: 'Zebedee', familyName: 'Quillfeather' }],
  ['about an adult', { givenName: 'Zebedee', familyName: 'Quillfeather', dateOfBirth: '1980-03-12' }],
])('are not asked %s', async (_, input) => {
  expect((await ask('hub-manager', input)).text).toBe(NONE)
  expect(searches()).toBe(0)
})

it.each(CONCEALED)('list no record of a protected child: %s', async nhsNumber => {
  const { records } = ((await ask('hub-manager', named(nhsNumber))).data as Answered).findChildren
  expect(records).toEqual([])
})

it('that fail are named', async () => {
  stage.region.system('police-gwent').setFault({ kind: 'status', status: 503 })
  const { text } = await ask('hub-manager', named(FFION))
  stage.region.system('police-gwent').setFault(null)
  expect(text).toContain('"couldNotAsk":[{"id":"police-gwent"}]')
})

it('give a record that nobody has linked, by source and likeness alone, also where day and month are swapped', async () => {
  const row = stage.region.region.police.find(
    one => one.mergedInto === null && !one.protectedRecord && isMinor(one) && swapped(one.dateOfBirth) !== null,
  )
  if (!row) throw new Error('the region has no such nominal')
  const { nominalId, givenName, familyName, dateOfBirth } = row
  const unlinked = `delete from hafan.link where source_id = 'police-gwent' and record_id = '${nominalId}'`
  await asOwner(stage.gateway.database.url, client => client.query(unlinked))
  for (const [day, likeness] of [
    [dateOfBirth, 'STRONG'],
    [swapped(dateOfBirth), 'LIKELY'],
  ]) {
    const { text, data } = await ask('hub-manager', { givenName, familyName, dateOfBirth: day })
    expect((data as Answered).findChildren.records).toContainEqual(
      expect.objectContaining({ source: { id: 'police-gwent' }, likeness }),
    )
    for (const value of [nominalId, givenName, familyName, dateOfBirth]) expect(text).not.toContain(value)
  }
})

it('list of a child who is hidden what they list of one nobody knows, and of one who is found nothing', async () => {
  const all = (input: object) => stage.gateway.ask('hub-police', ALL, { input, purpose: 'ASSESS_RISK' })
  const found = ((await all(named(FFION))).data as Answered).findChildren
  expect(found).toMatchObject({ found: [{ likeness: 'STRONG' }, {}], records: [] })
  const hidden = await all(named(UNRELATED))
  expect((hidden.data as Answered).findChildren).toMatchObject({
    found: [],
    records: [{ source: { id: 'health-wds' } }],
  })
  const childId = await stage.childId(UNRELATED)
  await asOwner(stage.gateway.database.url, client => client.query(`delete from hafan.child where id = '${childId}'`))
  expect((await all(named(UNRELATED))).text).toBe(hidden.text)
})

const isMinor = ({ dateOfBirth }: { readonly dateOfBirth: string }): boolean => dateOfBirth > '2012-01-01'
const swapped = (iso: string): string | null => {
  const [year = '', month = '', day = ''] = iso.split('-')
  return Number(day) > 12 || day === month ? null : `${year}-${day}-${month}`
}

interface Answered {
  readonly findChildren: { readonly found?: readonly unknown[]; readonly records: readonly unknown[] }
}
