// How long what was last confirmed still counts: relationships twelve hours, a place on the roll seven days, an episode an hour.
import { describe, expect, it } from '@jest/globals'
import { circumstancesOf } from '../../src/policies/admission/circumstances.js'
import type { Circumstances } from '../../src/policies/admission/circumstances.js'
import type { FactAnswer, HubFacts } from '../../src/policies/admission/relationships.js'
import { settle } from '../../src/policies/admission/settle.js'
import type { EpisodeState } from '../../src/store/episode-states.js'
import type { Relationship } from '../../src/types/index.js'
import { gwent } from './protocol/support.js'
import { DOWN, NEWPORT, NOW, ago, answer, care, dayAgo, episode, hub, person, police, post, says, schools } from './admission/support.js' // prettier-ignore

const protocol = gwent()
const MINUTE = 1 / 60

describe('a relationship', () => {
  const settled = (
    relationship: Relationship,
    answers: readonly FactAnswer[],
    confirmedAt: string | null,
    who = person(),
  ) =>
    settle(
      { relationships: [relationship] },
      { hub: hub(), confirmed: confirmedAt === null ? [] : [{ relationship, confirmedAt }] },
      answers,
      { protocol, person: who, now: NOW },
    )
  const allocated = says(care, {
    'fact.involvements': [{ staffRef: 'SW-1', team: null, role: 'WORKER', from: dayAgo(9), until: null }],
  })

  it('that holds now is confirmed now', () => {
    expect(settled('ALLOCATED', [allocated], ago(500))).toEqual({
      relationships: [{ relationship: 'ALLOCATED', outcome: 'HOLDS', confirmedAt: NOW.toISOString(), inGrace: false }],
      confirmed: ['ALLOCATED'],
      ended: [],
      undecided: false,
    })
  })

  it.each([
    ['ALLOCATED', care, 12],
    ['ENROLLED', schools, 7 * 24],
  ] as const)(
    '%s, last confirmed, still holds while its source is down, for its hours and not a minute more',
    (name, source, hours) => {
      const down = [answer(source, DOWN)]
      const within = ago(hours)
      expect(settled(name, down, within)).toEqual({
        relationships: [{ relationship: name, outcome: 'HOLDS', confirmedAt: within, inGrace: true }],
        confirmed: [],
        ended: [],
        undecided: false,
      })
      expect(settled(name, down, ago(hours + MINUTE))).toMatchObject({
        relationships: [{ relationship: name, outcome: 'UNDECIDED', inGrace: false }],
        undecided: true,
      })
      expect(settled(name, down, null)).toMatchObject({ relationships: [{ outcome: 'UNDECIDED' }], undecided: true })
    },
  )

  it('confirmed in the future counts for nothing', () => {
    expect(settled('ALLOCATED', [answer(care, DOWN)], ago(-1))).toMatchObject({ undecided: true })
  })

  it('that its source says has ended is forgotten at once', () => {
    const nobody = says(care, { 'fact.involvements': [] })
    expect(settled('ALLOCATED', [nobody], ago(1))).toEqual({
      relationships: [],
      confirmed: [],
      ended: ['ALLOCATED'],
      undecided: false,
    })
    expect(settled('ALLOCATED', [answer(care, { kind: 'locked' })], ago(1))).toMatchObject({ ended: ['ALLOCATED'] })
    expect(settled('ALLOCATED', [nobody], null)).toMatchObject({ ended: [] })
  })

  it('of a shift ends with the shift, also while every source is down', () => {
    const off = person({ posts: [post('AREA', NEWPORT, ago(12), ago(MINUTE))] })
    expect(settled('DUTY', [answer(police, DOWN)], ago(1), off)).toMatchObject({ relationships: [], ended: ['DUTY'] })
    const on = person({ posts: [post('AREA', NEWPORT, ago(12), ago(-MINUTE))] })
    expect(settled('DUTY', [answer(police, DOWN)], ago(1), on)).toMatchObject({ relationships: [{ inGrace: true }] })
  })
})

describe('an episode', () => {
  const found = (
    answers: readonly FactAnswer[],
    known: HubFacts = hub(),
    remembered: readonly EpisodeState[] = [],
  ): Circumstances => circumstancesOf(protocol, answers, known, remembered, NOW)
  const ofPolice = (...episodes: Parameters<typeof episode>[0][]): FactAnswer =>
    says(police, { 'fact.episodes': episodes.map(episode) })
  const state = (open: boolean, hours: number, sourceId = 'police-gwent'): EpisodeState => ({
    sourceId,
    open,
    since: open ? ago(200) : null,
    lapsesAt: null,
    confirmedAt: ago(hours),
  })

  it('is open while the child is away, as any one source or the hub has it', () => {
    const away = { open: true, endedAt: null, safeAndWellSettled: false }
    expect(found([ofPolice(away)])).toMatchObject({ open: 'YES', recent: 'YES', inGrace: false })
    expect(found([ofPolice()], hub({ episodes: [episode(away)] }))).toMatchObject({ open: 'YES' })
    expect(found([answer(care, DOWN), ofPolice(away)])).toMatchObject({ open: 'YES' })
  })

  it('long ago counts as recent while a meeting is open, and opens no purpose of an open episode by that', () => {
    const longAgo = ofPolice({ reportedAt: ago(60 * 24), endedAt: ago(50 * 24) })
    expect(found([longAgo])).toMatchObject({ open: 'NO', recent: 'NO' })
    expect(found([longAgo], hub({ meetingOpen: true }))).toMatchObject({ open: 'NO', recent: 'YES' })
    expect(found([answer(police, DOWN)], hub({ meetingOpen: true }))).toMatchObject({
      open: 'UNDECIDED',
      recent: 'YES',
    })
  })

  it.each([
    ['a return less than a day ago, checked', { endedAt: ago(23.9), safeAndWellSettled: true }, 'YES'],
    ['a return a day ago, checked', { endedAt: ago(24), safeAndWellSettled: true }, 'NO'],
    ['a return two days ago, not checked', { endedAt: ago(48), safeAndWellSettled: false }, 'YES'],
    ['a return three days ago, not checked', { endedAt: ago(72.1), safeAndWellSettled: false }, 'NO'],
    ['no further action', { open: true, endedAt: null, category: 'NO_FURTHER_ACTION' }, 'NO'],
  ] as const)('after %s: %s', (_what, rest, open) => {
    expect(found([ofPolice(rest)]).open).toBe(open)
  })

  it.each([
    [29, 'YES'],
    [31, 'NO'],
  ])('ended %d days ago: recent %s', (days, recent) => {
    expect(found([ofPolice({ reportedAt: ago(days * 24 + 5), endedAt: ago(days * 24) })]).recent).toBe(recent)
  })

  it('closed for no further action is not recent', () => {
    expect(found([ofPolice({ category: 'NO_FURTHER_ACTION' })]).recent).toBe('NO')
  })

  it('was open as last confirmed within the hour, while the source is down, and is marked so', () => {
    const down = [answer(police, DOWN)]
    expect(found(down, hub(), [state(true, 1)])).toMatchObject({ open: 'YES', recent: 'YES', inGrace: true })
    expect(found(down, hub(), [state(true, 1 + MINUTE)])).toMatchObject({ open: 'UNDECIDED', recent: 'UNDECIDED' })
    expect(found(down, hub(), [state(false, 1)])).toMatchObject({ open: 'NO', recent: 'UNDECIDED', inGrace: false })
    expect(found(down)).toMatchObject({ open: 'UNDECIDED' })
  })

  describe('that was open as last confirmed by a source that is down', () => {
    const absence = ago(5)
    const remembered = (rest: Partial<EpisodeState> = {}): EpisodeState => ({
      ...state(true, 0.2),
      since: absence,
      ...rest,
    })
    const over = { endedAt: ago(30), reportedAt: ago(60), safeAndWellSettled: true }
    const noFurther = (reported: number) => ({
      category: 'NO_FURTHER_ACTION' as const,
      endedAt: null,
      reportedAt: ago(reported),
    })
    const told = (...said: Parameters<typeof episode>[0][]): FactAnswer[] => [
      answer(police, DOWN),
      says(care, { 'fact.episodes': said.map(episode) }),
    ]

    it.each([
      ['an older absence is over', [over], absence, 'YES'],
      ['this absence is over', [over], ago(40), 'UNDECIDED'],
      ['no further action is taken on this absence', [noFurther(5.5)], absence, 'UNDECIDED'],
      ['no further action was taken on one of the day before', [noFurther(24)], absence, 'YES'],
      ['nothing is known of any', [], absence, 'YES'],
    ] as const)('where another says that %s', (_what, said, since, open) => {
      const outcome = found(told(...said), hub(), [remembered({ since })])
      expect([outcome.open, outcome.overtaken]).toEqual([open, open === 'YES' ? [] : ['police-gwent']])
    })

    it('stays open where a third says open now', () => {
      const away = hub({ episodes: [episode({ open: true, endedAt: null, reportedAt: absence })] })
      expect(found(told(noFurther(5.5)), away, [remembered()])).toMatchObject({
        open: 'YES',
        inGrace: false,
        overtaken: [],
      })
    })

    it('counts no longer than by that source’s own facts', () => {
      expect(found(told(), hub(), [remembered({ lapsesAt: ago(-0.1) })]).open).toBe('YES')
      expect(found(told(), hub(), [remembered({ lapsesAt: ago(0.1) })]).open).toBe('UNDECIDED')
    })

    it('is remembered with when it was reported and when it lapses', () => {
      const back = { endedAt: ago(10), reportedAt: ago(20), safeAndWellSettled: false }
      expect(found([ofPolice(back)]).confirmed).toEqual([
        { sourceId: 'police-gwent', open: true, since: ago(20), lapsesAt: ago(10 - 72) },
      ])
      expect(found([ofPolice({ ...back, safeAndWellSettled: true })]).confirmed[0]?.lapsesAt).toBe(ago(10 - 24))
      const away = { open: true, endedAt: null, reportedAt: ago(2), safeAndWellSettled: false }
      // Of two, the later report; and nothing is known to end what one of them has no end for.
      expect(found([ofPolice(away, back)]).confirmed).toEqual([
        { sourceId: 'police-gwent', open: true, since: ago(2), lapsesAt: null },
      ])
      expect(found([ofPolice({ ...back, reportedAt: ago(30), endedAt: ago(5) }, back)]).confirmed).toEqual([
        { sourceId: 'police-gwent', open: true, since: ago(20), lapsesAt: ago(5 - 72) },
      ])
    })
  })

  it('is not what another source remembered', () => {
    expect(found([answer(police, DOWN)], hub(), [state(true, 0.5, 'social-care-torfaen')])).toMatchObject({
      open: 'UNDECIDED',
    })
  })

  it('is decided where those who answer say that it is not, and every silent one said so within the hour', () => {
    const answers = [ofPolice(), answer(care, DOWN)]
    expect(found(answers, hub(), [state(false, 0.9, 'social-care-torfaen')]).open).toBe('NO')
    expect(found(answers).open).toBe('UNDECIDED')
  })

  it('is remembered from those who answered, and from nobody who did not or has the record locked', () => {
    const away = { open: true, endedAt: null, safeAndWellSettled: false }
    const locked = answer(care, { kind: 'locked' })
    expect(found([ofPolice(away), locked]).confirmed).toMatchObject([{ sourceId: 'police-gwent', open: true }])
    expect(found([ofPolice(), answer(care, DOWN)]).confirmed).toEqual([
      { sourceId: 'police-gwent', open: false, since: null, lapsesAt: null },
    ])
    expect(found([locked])).toMatchObject({ open: 'NO', confirmed: [] })
  })
})
