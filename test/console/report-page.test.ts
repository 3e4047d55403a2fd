// What the form of a report says of the hub's record, whatever the gateway answers; and which absences it shows.
import { describe, expect, it } from '@jest/globals'
import { shownOf } from '../../console/pages/report/absences.js'
import { inputOf, numberIn } from '../../console/pages/report/read.js'
import { page } from '../../console/pages/report/page.js'
import type { Visit } from '../../console/server/page.js'

const NOW = new Date('2026-11-20T12:00:00Z')

/** The values of the page of a child whose sources answered so. */
async function valuesWith(answers: readonly object[]): Promise<object> {
  const child = { __typename: 'Child', id: 'a', missingEpisodes: answers }
  const answer = { kind: 'ANSWERED', data: { sources: [], child }, beside: [] }
  const visit = {
    ...{ person: { role: 'HUB_MANAGER' }, language: 'en', now: NOW, params: { id: 'a' }, query: new URLSearchParams() },
    ...{ t: (key: string) => key, label: (_name: string, value: string) => value, kept: null, part: false },
    ask: () => Promise.resolve(answer),
  } as unknown as Visit
  const shown = await page(visit, { id: 'a' }, new URLSearchParams())
  if (shown.kind !== 'VIEW') throw new Error(shown.kind)
  return shown.values
}
const hub = (more: object): object => ({
  ...{ source: { id: 'hub', name: 'Hub' }, status: 'FOUND', complete: true, record: { episodes: [] } },
  ...more,
})

describe('that no absence is under way', () => {
  it.each<[string, readonly object[], boolean]>([
    ['is so where the hub answered whole', [hub({})], false],
    ['is so where the hub has nothing', [hub({ status: 'NOTHING_RECORDED', record: null })], false],
    ['is not known where a part did not come', [hub({ complete: false })], true],
    ['is not known where the hub did not answer', [hub({ status: 'UNAVAILABLE', record: null })], true],
    ['is not known where there is no answer of the hub', [], true],
    ['is not known where only another answered', [hub({ source: { id: 'police', name: 'Police' } })], true],
  ])('%s', async (_what, answers, unread) => {
    expect(await valuesWith(answers)).toMatchObject({ unread })
  })
})

describe('the absences beside a report', () => {
  const past = (day: number) => ({ status: 'CLOSED', category: 'MISSING', endedAt: `2026-11-0${day}T20:00:00Z` })
  const all = [9, 8, 7, 6, 5, 4, 3].map(past)
  const typed = (day: string) => new URLSearchParams({ 'reported-day': day, 'reported-time': '10:00' })

  it('are those under way, where nothing was refused', () => {
    const open = { status: 'OPEN', category: 'MISSING', endedAt: null }
    expect(shownOf([...all, open], typed('2026-11-03'), {}, NOW)).toEqual([open])
  })

  it('are at first those at the time that was said, though others are newer', () => {
    const nothing = { status: 'CLOSED', category: 'NO_FURTHER_ACTION', endedAt: null }
    const away = { status: 'FOUND', category: 'MISSING', endedAt: null }
    const shown = shownOf([nothing, ...all, away], typed('2026-11-08'), { overlap: true }, NOW)
    expect(shown).toEqual([past(9), past(8), away, nothing, past(7)])
  })

  it('are of now, where no time was said or none that can be read', () => {
    const late = { status: 'CLOSED', category: 'ABSENT', endedAt: '2026-11-20T12:01:00Z' }
    for (const said of [new URLSearchParams(), typed('2026-02-30')])
      expect(shownOf([...all, late], said, { overlap: true }, NOW)[0]).toBe(late)
  })
})

describe('what was typed', () => {
  it('may have spaces anywhere in a number', () => {
    const form = new URLSearchParams({ a: ' 999 000\u00a00018 ', b: 'A 123\t456', c: ' ' })
    expect([numberIn(form, 'a'), numberIn(form, 'b'), numberIn(form, 'c')]).toEqual([
      { nhsNumber: '9990000018' },
      { upn: 'A123456' },
      null,
    ])
  })

  it('is where a rule about the authority is shown', () => {
    expect(inputOf('homeAuthority', new URLSearchParams({ homeCode: 'W06000022' }))).toBe('homeCode')
    expect(inputOf('homeAuthority', new URLSearchParams({ homeCode: ' ', home: 'W06000022' }))).toBe('home')
    expect(inputOf('incident', new URLSearchParams())).toBe('reported')
  })
})
