// What a page says is not there: of an answer with nothing, too, what is kept back is told of.
import { describe, expect, it } from '@jest/globals'
import { allCouldSay } from '../../console/pages/children/episodes.js'
import { answered, lacksOf } from '../../console/pages/children/lacks.js'
import type { Head, Speech } from '../../console/pages/children/speech.js'

const say = {
  t: (key: string) => key,
  label: (_enum: string, value: string) => value,
} as unknown as Speech
const contact = { name: 'Desk', phone: '01632 960000', hours: null } as Head['contact']
const head = (over: Partial<Head>): Head => ({
  ...{ source: { name: 'The hub' }, status: 'NOTHING_RECORDED', reason: null, asOf: null, stale: false },
  ...{ complete: true, contact, missing: [], recordedOnly: [], withheld: [] },
  ...over,
})
const kept = (category: Head['withheld'][number]['category']): Head['withheld'][number] => ({
  ...{ category, clause: '3.X.SL', contact },
})

describe('an answer with nothing in it', () => {
  it('lacks nothing where nothing is kept back', () => {
    expect(lacksOf(say, head({}))).toEqual([])
  })

  it('says what is kept back beside it, each kind once, with whom to ring', () => {
    const keeping = head({ withheld: [kept('MEETINGS'), kept('MEETINGS'), kept('MIRAF')] })
    const lacks = lacksOf(say, keeping)
    expect(lacks.map(({ status, source }) => [status, source.name])).toEqual([
      ['WITHHELD', 'The hub, MEETINGS'],
      ['WITHHELD', 'The hub, MIRAF'],
    ])
    expect(lacks[0]?.contact).toBe(contact)
    expect(answered(say, keeping, []).lacks).toEqual(lacks)
    expect(lacksOf(say, keeping, { part: 'hub.meetings', category: 'MEETINGS', shown: false })).toHaveLength(1)
  })

  it('says of a part that was not had that it was not', () => {
    const [lack] = lacksOf(say, head({ missing: [{ part: 'hub.meetings', reason: 'TIMED_OUT' }] }))
    expect(lack).toMatchObject({ status: 'UNAVAILABLE', reason: 'TIMED_OUT' })
  })
})

describe('that nobody has the child away', () => {
  it.each([
    [{}, true],
    [{ status: 'FOUND' }, true],
    [{ withheld: [kept('MISSING_DETAIL')] }, true],
    [{ withheld: [kept('MISSING_EPISODES')] }, false],
    [{ status: 'FOUND', recordedOnly: [{ part: 'hub.episodes', category: 'MISSING_EPISODES' }] }, false],
    [{ missing: [{ part: 'hub.episodes', reason: 'TIMED_OUT' }] }, false],
    [{ stale: true }, false],
    [{ status: 'UNAVAILABLE' }, false],
    [{ status: 'WITHHELD' }, false],
    [{ status: 'UNVERIFIED' }, false],
  ] as const)('with %j means that the child is not: %s', (over, sure) => {
    expect(allCouldSay([head({}), head(over as Partial<Head>)])).toBe(sure)
  })

  it('means nothing where nobody was asked', () => {
    expect(allCouldSay([])).toBe(false)
  })
})
