import { describe, expect, it } from '@jest/globals'
import type { Part } from '../../../../src/adapters/agency.js'
import type { PupilRow } from '../../../../simulators/region/model.js'
import { MONMOUTHSHIRE, pupil } from '../region.js'
import { call, read, type Bend } from '../support.js'
import { FFION, idOf } from './pupils.js'
import { paths, renamed, setup } from './start.js'

describe('a OneRoster record', () => {
  it('is read whole, and says who it is about', async () => {
    const { source } = setup()
    const reading = await read(source, idOf(1))
    expect(reading).toMatchObject({
      recordId: idOf(1),
      asOf: null,
      stale: false,
      failedParts: {},
      protectedRecord: false,
      subject: {
        upn: FFION.upn,
        formerUpns: ['Y678402115003'],
        demographics: { givenNames: ['Ffion', 'Fi'], familyNames: ['Prys'], dateOfBirth: '2010-04-07', sex: 'FEMALE' },
      },
    })
    expect(reading.parts.identity).toMatchObject({ middleNames: 'Mair', knownAs: 'Fi', upn: FFION.upn })
  })

  it('offers what OneRoster holds and no more', () => {
    expect([...setup().source.offers].sort()).toEqual(['education.enrolments', 'fact.enrolments', 'family', 'identity'])
  })

  it('fails a part it was never to be asked for', async () => {
    const reading = await read(setup().source, idOf(1), ['education.attendance'])
    expect(reading.failedParts).toEqual({ 'education.attendance': 'NOT_OFFERED' })
  })

  it('shows both schools of a dual registration, and counts both', async () => {
    const { parts, protectedRecord } = await read(setup().source, idOf(2))
    expect(parts['education.enrolments']).toMatchObject([
      {
        school: { id: '679-4001', name: 'Ysgol 679-4001', town: 'Exampleton' },
        kind: 'MAIN',
        current: true,
        year: '10',
      },
      { school: { id: '679-4002' }, kind: 'SUBSIDIARY', current: true },
    ])
    expect(parts['fact.enrolments']?.every(fact => fact.current)).toBe(true)
    expect(protectedRecord).toBe(true)
  })

  it('keeps an ended enrolment, as ended', async () => {
    const { parts } = await read(setup().source, idOf(1))
    expect(parts['fact.enrolments']).toEqual([
      { school: '679-4001', current: true },
      { school: '679-4002', current: false },
    ])
    expect(parts['education.enrolments']?.[1]).toMatchObject({ until: '2022-07-20', current: false, year: null })
  })

  it('counts no enrolment to be deleted, and does not show it', async () => {
    const [first] = FFION.enrolments
    const pupils = [
      { ...FFION, enrolments: [...FFION.enrolments.slice(0, 1), { ...first, school: '679-4002', toBeDeleted: true }] },
    ]
    const { parts } = await read(setup({ pupils: pupils as PupilRow[] }).source, idOf(1))
    expect(parts['education.enrolments']).toHaveLength(1)
    expect(parts['fact.enrolments']).toContainEqual({ school: '679-4002', current: false })
  })

  it.each([idOf(3), idOf(9)])('is nothing for a user to be deleted or unknown: %s', async recordId => {
    const { source } = setup()
    expect(await source.lookup({ recordId, parts: source.offers }, call)).toEqual({ kind: 'nothing' })
  })

  it('is nothing for an id that would break out of a filter, which is never sent', async () => {
    const { source, asked } = setup()
    const recordId = `x' OR sourcedId!='`
    expect(await source.lookup({ recordId, parts: source.offers }, call)).toEqual({ kind: 'nothing' })
    expect(await source.find?.({ upn: recordId }, call)).toEqual({ kind: 'records', records: [] })
    expect(asked).toEqual([])
  })

  it('takes the sex and roles it does not know for what they are', async () => {
    const bend: Bend = (_asked, answer) => ({
      ...answer,
      body: JSON.parse(
        JSON.stringify(answer.body).replaceAll('"parent"', '"ext:aunt"').replaceAll('"female"', '"new"'),
      ) as unknown,
    })
    const { parts } = await read(setup({ bend }).source, idOf(1))
    expect(parts.family?.people?.[0]?.relationship).toMatchObject({ code: 'ext:aunt', recognised: false })
    expect(parts.identity?.sex).toBe('UNKNOWN')
  })
})

describe('people round a pupil', () => {
  const expected = [
    {
      name: 'Carys Prys',
      relationship: { code: 'parent' },
      phone: '07700 900111',
      parentalResponsibility: 'NOT_RECORDED',
    },
    { name: 'Dewi Example', contactRestriction: null },
  ]

  it('come in one round where they name the pupil', async () => {
    const { source, asked } = setup()
    expect((await read(source, idOf(1), ['family'])).parts.family?.people).toMatchObject(expected)
    expect(asked).toHaveLength(3)
  })

  it('come in one more where they do not', async () => {
    const { source, asked } = setup({ oneWithoutAgentIn: 1 })
    expect((await read(source, idOf(1), ['family'])).parts.family?.people).toMatchObject(expected)
    expect(asked).toHaveLength(4)
  })

  it('stay, unknown, where the roster has lost them', async () => {
    const lost: Bend = (asked, answer) => {
      const filter = asked.searchParams.get('filter') ?? ''
      return asked.pathname.endsWith('/users') && filter !== ''
        ? { ...answer, headers: { 'x-total-count': '0' }, body: { users: [] } }
        : answer
    }
    const { parts } = await read(setup({ bend: lost }).source, idOf(1), ['family'])
    expect(parts.family?.people).toMatchObject([{ name: null }, { name: null }])
  })

  it('are malformed where the list of them is missing, never none', async () => {
    const reading = await read(setup({ bend: renamed('agents', idOf(1)) }).source, idOf(1))
    expect(reading.failedParts).toEqual({ family: 'MALFORMED' })
  })
})

describe('only what is wanted is asked for', () => {
  const always = [`demographics/${idOf(1)}`, `users/${idOf(1)}`]

  it.each<[Part, readonly string[]]>([
    ['identity', []],
    ['family', ['users']],
    ['fact.enrolments', ['enrollments']],
    ['education.enrolments', ['enrollments', 'orgs']],
  ])('%s', async (part, more) => {
    const { source, asked } = setup()
    await read(source, idOf(1), [part])
    expect(paths(asked)).toEqual([...always, ...more].sort())
  })
})

describe('many at once', () => {
  it('are asked for together, forty to a call, in the order asked', async () => {
    const pupils = Array.from({ length: 90 }, (_, at) => pupil({ pupilId: idOf(100 + at), gss: MONMOUTHSHIRE }))
    const { source, asked } = setup({ pupils })
    const wanted = [...pupils.map(row => row.pupilId).reverse(), idOf(999)]
    const parts = new Set<Part>(['identity', 'fact.enrolments'])
    const readings = await source.lookupMany?.(
      wanted.map(recordId => ({ recordId, parts })),
      call,
    )
    expect(readings?.map(reading => (reading.kind === 'read' ? reading.recordId : reading.kind))).toEqual([
      ...wanted.slice(0, -1),
      'nothing',
    ])
    expect(paths(asked).filter(path => path === 'users')).toHaveLength(3)
    expect(new Set(paths(asked))).toEqual(new Set(['users', 'demographics', 'enrollments']))
    expect(readings?.every(reading => reading.kind !== 'read' || reading.parts['fact.enrolments']?.length === 2)).toBe(
      true,
    )
  })

  it('of different parts go apart, each with its own', async () => {
    const { source, asked } = setup()
    const ask = (n: number, part: Part) => ({ recordId: idOf(n), parts: new Set<Part>([part]) })
    const readings = await source.lookupMany?.([ask(1, 'identity'), ask(2, 'fact.enrolments')], call)
    expect(readings?.map(reading => reading.kind === 'read' && Object.keys(reading.parts))).toEqual([
      ['identity'],
      ['fact.enrolments'],
    ])
    expect(paths(asked).filter(path => path === 'enrollments')).toHaveLength(1)
  })
})
