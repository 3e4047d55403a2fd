import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { HUB_POLICY, hubPolicy } from '../../../src/hub/policy.js'
import { incident, openIncidentKit, person, submission, type IncidentKit } from './kit.js'

let kit: IncidentKit
beforeAll(async () => {
  kit = await openIncidentKit()
}, 60_000)
afterEach(() => {
  kit.breaks = null
  kit.policy = HUB_POLICY
})
afterAll(() => kit.stop())

const NUMBER = '9999999999'
const ffion = { givenName: ['Ffion'], surname: 'Enghraifft', gender: 'GNDR_0001', nhsNumber: NUMBER }
const told = { description: 'Left by the back door', lastSeenTime: '2026-02-12T08:00:00Z' }
const place = {
  ...{ type: 'location', id: 'l1', attributes: { description: 'Bus station', localAuthority: 'W06000022' } },
  relationships: { lastSeenAt: { data: { type: 'incident', id: 'i1' } } },
}
const sent = (reference: string, ...persons: readonly object[]): object =>
  incident(told, submission(reference), place, ...persons)

describe('a report that a force sends', () => {
  it('is stored, answered, and a report of each child whose number was sent; nothing of it in the clear', async () => {
    const witness = { witness: { data: { type: 'incident', id: 'i1' } } }
    const vehicle = { type: 'vehicle', id: 'v1', attributes: { colour: 'VCOL_0009' } }
    const body = sent('TYA-1', person('p1', ffion), person('p2', { surname: 'Sampl' }, witness), vehicle)
    const { status, text } = await kit.post(body)
    expect([status, Object.keys(JSON.parse(text) as object)]).toEqual([201, ['data']])
    const [episode] = await kit.rows<object>('select category, area, version, status from hafan.episode')
    expect(episode).toEqual({ category: 'UNRECOGNISED', area: 'W06000022', version: 1, status: 'OPEN' })
    const people = await kit.rows<object>('select state, episode is not null as has from hafan.incident_person')
    expect(people).toEqual([{ state: 'REPORTED', has: true }])
    const tables = ['incident', 'incident_person', 'episode', 'episode_event', 'child_identifier']
    for (const table of tables)
      for (const word of ['Ffion', 'Enghraifft', 'Bus station', 'back door', NUMBER, 'TYA-1'])
        expect(JSON.stringify(await kit.rows(`select * from hafan.${table}`))).not.toContain(word)
    expect(kit.audited.intents).toHaveLength(1)
    expect(kit.audited.outcomes).toHaveLength(1)
    const steps = await kit.store.episodes.of(
      (await kit.rows<{ id: string }>('select child_id as id from hafan.episode')).map(({ id }) => id),
    )
    expect([...steps.values()][0]?.[0]?.history[0]).toMatchObject({
      ...{ kind: 'REPORT', by: 'rms' },
      body: { reporter: 'POLICE', circumstances: 'Left by the back door', lastSeenPlace: 'Bus station' },
    })
  })

  it('is of the future or not by the clocks that are allowed to differ', async () => {
    const soon = incident({ reportTime: '2026-02-12T10:40:00Z' }, submission('TYA-9'), person('p1', ffion))
    expect((await kit.post(soon)).errors.map(({ code }) => code)).toEqual(['IN_FUTURE'])
    kit.policy = hubPolicy.parse({ skewMinutes: 60 })
    expect((await kit.post(soon)).status).toBe(201)
    expect(kit.faults).toEqual([])
  })

  it('is answered the same when it is sent again, and nothing is added; something else under its reference is refused', async () => {
    const body = sent('TYA-2', person('p1', ffion))
    const first = await kit.post(body)
    const before = await kit.written()
    const again = await Promise.all([kit.post(body), kit.post(body)])
    expect(again.map(({ status, text }) => [status, text])).toEqual([[201, first.text], [201, first.text]]) // prettier-ignore
    expect(await kit.written()).toEqual(before)
    const other = await kit.post(sent('TYA-2', person('p1', { ...ffion, surname: 'Arall' })))
    expect([other.status, other.errors[0]?.code]).toEqual([409, 'INCIDENT_SENT_OTHERWISE'])
    expect(await kit.written()).toEqual(before)
  })

  it('waits for the hub where no number names the child, or one that does not add up', async () => {
    const before = await kit.written()
    const unknown = { surname: 'Enghraifft', gender: 'GNDR_0003', age: 14, ethnicitySelfDefined: 'ESDD_X99' }
    const wrong = { givenName: ['Siôn'], nhsNumber: '9999999990' }
    expect((await kit.post(sent('TYA-3', person('p1', unknown), person('p2', wrong)))).status).toBe(201)
    expect(Number((await kit.written())['episode'])).toBe(Number(before['episode']))
    const waiting = await kit.store.incidents.waiting({ first: 50, after: null })
    expect(waiting).toMatchObject([
      { seq: 1, body: { person: { gender: 'GNDR_0003', ethnicitySelfDefined: 'ESDD_X99' } } },
      { seq: 2, body: { person: { givenName: ['Siôn'] } } },
    ])
    const [one] = waiting
    if (!one) throw new Error('nobody waits')
    expect(await kit.store.incidents.waiting({ first: 50, after: one })).toMatchObject([{ seq: 2 }])
  })

  it('is answered 503 where it cannot be stored, and nothing is half-written; sent again, it is taken', async () => {
    const before = await kit.written()
    kit.breaks = 'STORE'
    const body = sent('TYA-4', person('p1', ffion))
    const failed = await kit.post(body)
    expect([failed.status, failed.errors[0]?.code]).toEqual([503, 'RECORD_UNAVAILABLE'])
    expect(await kit.written()).toEqual(before)
    kit.breaks = null
    expect((await kit.post(body)).status).toBe(201)
  })

  it('that was stored is not lost where it ends before it is reported: it waits, and is reported when sent again', async () => {
    kit.breaks = 'REPORT'
    const body = sent('TYA-5', person('p1', { ...ffion, nhsNumber: '9990070024' }))
    expect((await kit.post(body)).status).toBe(201)
    const waits = async (): Promise<number> =>
      (await kit.store.incidents.waiting({ first: 50, after: null })).filter(({ body: one }) =>
        JSON.stringify(one).includes('9990070024'),
      ).length
    expect([await waits(), kit.faults.length > 0]).toEqual([1, true])
    kit.breaks = null
    expect((await kit.post(body)).status).toBe(201)
    expect(await waits()).toBe(0)
  })
})

describe('what cannot be read', () => {
  const refusals: readonly (readonly [number, string, string | undefined, unknown])[] = [
    [422, 'NOBODY_MISSING', '/included', sent('R-1')],
    [422, 'FIELD_INVALID', '/included', incident(told, person('p1', ffion))],
    [422, 'FIELD_INVALID', '/included', incident({}, submission('R'), submission('R'), person('p1', ffion))],
    [422, 'FIELD_INVALID', '/data', { included: [] }],
    [422, 'FIELD_INVALID', undefined, []],
    [422, 'FIELD_INVALID', '/data/type', { ...sent('R-2', person('p1', ffion)), data: { type: 'crime', id: 'i1', attributes: {} } }],
    [422, 'FIELD_UNKNOWN', '/included/2/attributes', sent('R-3', person('p1', { ...ffion, shoeSize: 5 }))],
    [422, 'TEXT_TOO_LONG', '/included/2/attributes/surname', sent('R-4', person('p1', { surname: 'x'.repeat(36) }))],
    [422, 'TEXT_TOO_LONG', '/data/attributes/description', incident({ description: 'x'.repeat(20_001) }, submission('R'))],
    [422, 'TEXT_HIDDEN_CHARACTERS', '/included/2/attributes/surname', sent('R-5', person('p1', { surname: 'En\u202egh' }))],
    [422, 'TEXT_HIDDEN_CHARACTERS', '/included/2/attributes/surname', sent('R-6', person('p1', { surname: 'En\u0000gh' }))],
    [422, 'DAY_INVALID', '/included/2/attributes/dateOfBirth', sent('R-7', person('p1', { dateOfBirth: '2012-02-30' }))],
    [422, 'TIME_INVALID', '/included/0/attributes/submitTime', incident(told, submission('R', { submitTime: 'noon' }))],
    [422, 'IN_FUTURE', '/data', incident({ reportTime: '2026-02-12T11:00:00Z' }, submission('R-8'), person('p1', ffion))],
    [422, 'SEEN_AFTER_REPORT', '/data', incident({ reportTime: '2026-02-12T07:00:00Z', lastSeenTime: '2026-02-12T08:00:00Z' }, submission('R-9'), person('p1', ffion))],
    [422, 'FIELD_UNKNOWN', '/included/2/relationships', sent('R', person('p1', ffion, { Enghraifft: { data: { type: 'incident', id: 'i1' }, Ffion: 1 } }))],
    [422, 'TOO_MANY_ENTRIES', '/included', sent('R', ...Array.from({ length: 21 }, (_, n) => person(`p${n}`, ffion)))],
    [422, 'TOO_MANY_ENTRIES', '/included', sent('R', ...Array.from({ length: 201 }, () => ({ type: 'email' })))],
    [403, 'INCIDENT_OF_ANOTHER_FORCE', '/included', incident(told, submission('R', { forceIdentifier: '62' }), person('p1', ffion))],
    [413, 'DOCUMENT_TOO_LARGE', undefined, incident({ description: 'x'.repeat(1_048_576) }, submission('R'))],
    [400, 'DOCUMENT_INVALID', undefined, '{"data":'],
    [400, 'DOCUMENT_INVALID', undefined, '{"__proto__":{"a":1}}'],
  ] // prettier-ignore
  it.each(refusals)('is refused with %s %s at %s, repeating nothing, and nothing is written', async (...refusal) => {
    const [status, code, pointer, body] = refusal
    const before = [await kit.written(), kit.audited.refusals.length]
    const answer = await kit.post(body)
    expect([answer.status, answer.errors[0]?.code, answer.errors[0]?.source?.pointer]).toEqual([status, code, pointer])
    expect(answer.text).not.toMatch(/Ffion|Enghraifft|shoeSize|noon/)
    expect([await kit.written(), kit.audited.refusals.length]).toEqual([before[0], Number(before[1]) + 1])
  })

  it('is refused of whom it is not open to, before the body is looked at', async () => {
    const body = sent('TYA-9', person('p1', ffion))
    const before = await kit.written()
    expect(await kit.post(body, 'figures')).toMatchObject({ status: 403, errors: [{ code: 'OPERATION_REFUSED' }] })
    expect(await kit.post(body, '')).toMatchObject({ status: 401, errors: [{ code: 'UNAUTHENTICATED' }] })
    expect((await kit.post(body, 'force', 'application/json')).status).toBe(415)
    expect(await kit.written()).toEqual(before)
  })
})
