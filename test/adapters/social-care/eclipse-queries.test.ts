import { describe, expect, it } from '@jest/globals'
import { buildSchema, parse, validate } from 'graphql'
import { type Part } from '../../../src/adapters/agency.js'
import { childrenQuery, fieldsOf, pageQuery, SEARCHES } from '../../../src/adapters/social-care/eclipse/compose.js'
import { LIST_FIELDS, type ListField } from '../../../src/adapters/social-care/eclipse/upstream.js'
import { ECLIPSE_SDL } from '../../../simulators/social-care/eclipse/schema.js'
import { FFION, GSS, LOCKED, plainRow, REFUGE, region, TALKATIVE } from '../../simulators/social-care/region.js'
import { ask, asRead, CALL } from './direct.js'
import { PARTS, start, queries } from './eclipse-start.js'

describe('the queries the Eclipse adapter writes', () => {
  const schema = buildSchema(ECLIPSE_SDL)
  const sets: readonly (readonly Part[])[] = [[], ...PARTS.map(part => [part]), PARTS]

  it.each(sets.map(parts => [parts.length === PARTS.length ? 'all parts' : (parts[0] ?? 'no part'), parts] as const))(
    'are valid against the schema: %s',
    (_name, parts) => {
      for (const count of [1, 3]) {
        expect(validate(schema, parse(childrenQuery(fieldsOf(parts), count)))).toEqual([])
      }
    },
  )

  it.each((Object.keys(LIST_FIELDS) as ListField[]).map(field => [field]))(
    'are valid for a further page of %s',
    field => {
      expect(validate(schema, parse(pageQuery(field)))).toEqual([])
    },
  )

  it.each(Object.entries(SEARCHES))('are valid for the search %s', (_name, query) => {
    expect(validate(schema, parse(query))).toEqual([])
  })

  it('would be caught if they asked for what the schema does not have', () => {
    const query = childrenQuery(fieldsOf(['socialCare.meetings']), 1).replace('meetings {', 'gatherings {')
    expect(validate(schema, parse(query))).not.toEqual([])
  })
})

describe('what the Eclipse adapter asks for', () => {
  it('sends one request for a child, whatever the parts', async () => {
    const { source, transport } = start()
    asRead(await source.lookup(ask(FFION.laChildId, ...PARTS), CALL))
    expect(transport.sent).toHaveLength(1)
  })

  it('asks only for the fields of the wanted part', async () => {
    const { source, transport } = start()
    asRead(await source.lookup(ask(FFION.laChildId, 'socialCare.meetings'), CALL))
    const [query = ''] = queries(transport)
    expect(query).toContain('meetings')
    for (const field of [
      'placements',
      'chronology',
      'personProfessional',
      'telephone',
      'alertAssignments',
      'ethnicity',
    ]) {
      expect(query).not.toContain(field)
    }
  })

  it('names the acting person and the purpose', async () => {
    const { source, transport } = start()
    await source.lookup(ask(FFION.laChildId), { ...CALL, actor: { ...CALL.actor, staffRef: 'Siân 1' } })
    expect(transport.sent[0]?.headers).toEqual({
      'x-acting-user': 'Si%C3%A2n%201',
      'x-acting-organisation': GSS,
      'x-purpose-code': 'ASSESS_RISK',
    })
  })

  it('asks for many children twenty-five a request, answers in the order asked', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => plainRow(`5${String(index).padStart(4, '0')}`))
    const { source, transport } = start({}, region(rows))
    const ids = [...rows.map(row => row.laChildId), 'no-such-child'].reverse()
    const readings = await source.lookupMany?.(
      ids.map(id => ask(id, 'identity')),
      CALL,
    )
    expect(transport.sent).toHaveLength(3)
    expect(readings?.map(one => (one.kind === 'read' ? one.recordId : one.kind))).toEqual(['nothing', ...ids.slice(1)])
  })

  it('keeps apart, among many, those who want different parts', async () => {
    const { source, transport } = start()
    const readings = await source.lookupMany?.(
      [
        ask(FFION.laChildId, 'identity'),
        ask(LOCKED.laChildId, 'identity'),
        ask(REFUGE.laChildId, 'socialCare.meetings'),
      ],
      CALL,
    )
    expect(transport.sent).toHaveLength(2)
    expect(readings?.map(one => (one.kind === 'read' ? Object.keys(one.parts) : one.kind))).toEqual([
      ['identity'],
      'locked',
      ['socialCare.meetings'],
    ])
  })

  it('follows every page of a list, and only of that list', async () => {
    const { source, transport } = start()
    const read = asRead(await source.lookup(ask(TALKATIVE.laChildId, 'socialCare.chronology', 'identity'), CALL))
    expect(read.parts['socialCare.chronology']).toHaveLength(230)
    expect(transport.sent).toHaveLength(3)
  })

  it('fails a list that does not end in twenty pages', async () => {
    const chronology = Array.from({ length: 2_001 }, () => ({ at: '2025-01-01T00:00:00Z', type: 'NOTE', text: 'x' }))
    const { source } = start({}, region([plainRow('1', { chronology })]))
    const read = asRead(await source.lookup(ask('1', 'socialCare.chronology'), CALL))
    expect(read.failedParts).toEqual({ 'socialCare.chronology': 'MALFORMED' })
    expect(read.parts).toEqual({})
  })
})
