import { describe, expect, it } from '@jest/globals'
import { reportIncident } from '../../../src/hub/episode/incident.js'
import { aReport, depsAt, episodeOf } from './support.js'

const { reference: _reference, childId: _childId, incident: _incident, type: _type, ...report } = aReport
const child = (childId: string, missing = true) => ({ childId, reference: `E-${childId}`, missing })
const { others: _others, ...deps } = depsAt('2026-02-12T09:00:00Z')
const told = (children: readonly unknown[], more: object = {}, recorded = [] as ReturnType<typeof episodeOf>[]) =>
  reportIncident(
    { incident: 'I-7', children, report: { ...report, ...more } },
    { ...deps, othersOf: childId => recorded.filter(one => one.childId === childId) },
  )

describe('an incident of several children', () => {
  it('makes an episode of each who is missing, and none of a sibling who is not', () => {
    expect(told([child('a'), child('b', false), child('c')])).toMatchObject({
      episodes: [
        { reference: 'E-a', childId: 'a', incident: 'I-7' },
        { reference: 'E-c', childId: 'c', incident: 'I-7' },
      ],
    })
  })

  it.each([
    ['NOBODY_MISSING', [child('a', false)], {}],
    ['CHILD_TWICE', [child('a'), { ...child('a'), reference: 'E-b' }], {}],
    ['SAID_TWICE', [child('a'), { ...child('b'), reference: 'E-a' }], {}],
    ['TOO_MANY_ENTRIES', Array.from({ length: 21 }, (_, index) => child(String(index))), {}],
    ['CODE_UNKNOWN', [child('a')], { reporter: 'NEIGHBOUR' }],
    ['FIELD_UNKNOWN', [child('a')], { siblings: 3 }],
    ['SEEN_AFTER_REPORT', [child('a')], { lastSeenAt: '2026-02-11T22:06:00Z' }],
    ['IN_FUTURE', [child('a')], { reportedAt: '2026-02-12T09:06:00Z' }],
  ])('is refused whole with %s', (code, children, more) => {
    expect(told(children, more)).toMatchObject({ ok: false, code })
  })

  it('is refused whole where one of them is away already', () => {
    const away = episodeOf(['2026-02-12T08:00:00Z', { ...aReport, childId: 'b' }])
    expect(told([child('a'), child('b')], {}, [away])).toMatchObject({ ok: false, code: 'EPISODES_OVERLAP' })
  })
})
