// Whoever may not be shown leaves nothing behind in a search: the same bytes, and no sooner, as of a child nobody knows.
import { performance } from 'node:perf_hooks'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { columnOf } from '../matrix/columns.js'
import { FFION } from '../proportion/stage.js'
import { CONCEALED, UNRELATED, startFindStage } from './stage.js'
import type { FindStage } from './stage.js'

const FLOOR_MS = 400
const EARLY_MS = 2

let stage: FindStage
beforeAll(async () => {
  stage = await startFindStage({ notShownMs: FLOOR_MS })
}, 90_000)
afterAll(() => stage.gateway.close())

/** Somebody of nearly the same birth whom no system knows. */
const NOBODY = 'Zebedee Quillfeather 2011-03-12'
const line = (nhsNumber: string): string => {
  const { givenName, familyName, dateOfBirth } = stage.who(nhsNumber)
  return `${givenName} ${familyName} ${dateOfBirth}`
}
const TOLD = ['SW', 'TM', 'ED', 'PM', 'SN', 'EC']
const COLUMNS = ['HP-P', 'HP-E', 'HM', 'DW', 'SW', 'TM', 'ED', 'IR', 'CC', 'PM', 'PO', 'SL', 'EW', 'SN', 'EC', 'RM']
const hiddenFrom = (role: string): readonly string[] =>
  role === 'HUB_MANAGER' ? [] : role === 'POLICE_COORDINATOR' ? CONCEALED.slice(0, 1) : CONCEALED

describe.each(COLUMNS.map(columnOf))('to $code', ({ code, role, persona, purpose }) => {
  const ask = async (text: string) => {
    const began = performance.now()
    const answer = await stage.search(persona, text, purpose.CLOSED)
    expect(performance.now() - began).toBeGreaterThanOrEqual(FLOOR_MS - EARLY_MS)
    return answer.text
  }

  it('hidden, concealed and unknown children are the same bytes', async () => {
    const nobody = await ask(NOBODY)
    expect(nobody).toBe('{"data":{"findChildren":{"tooMany":false,"couldNotCheck":false,"found":[]}}}\n')
    const others = [...(TOLD.includes(code) ? [] : [UNRELATED]), ...hiddenFrom(role)]
    expect(await Promise.all(others.map(number => ask(line(number))))).toEqual(others.map(() => nobody))
  })

  if (TOLD.includes(code))
    it('a child who is known is told of where names and date of birth are as asked, and not for less', async () => {
      const { givenName, familyName, dateOfBirth } = stage.who(UNRELATED)
      expect(await ask(line(UNRELATED))).toContain('"likeness":"STRONG","why":[],"child":{"__typename":"ChildExists"')
      const fishing = [`${givenName} ${familyName}`, `${givenName} ${dateOfBirth}`, `${familyName} ${dateOfBirth}`]
      const year = dateOfBirth.slice(0, 4)
      for (const text of [...fishing, `${givenName} ${familyName} ${year}`])
        expect(await ask(text)).not.toContain('ChildExists')
    })
})

describe('two callers at once', () => {
  it('are each answered as if alone', async () => {
    const both = ['social-worker', 'school-lead', 'police-officer'] as const
    const purposes = {
      'social-worker': 'ASSESS_RISK',
      'school-lead': 'SCHOOL_SUPPORT',
      'police-officer': 'ASSESS_RISK',
    }
    const texts = [line(FFION), line(UNRELATED), line(CONCEALED[0])]
    const asked = texts.flatMap(text => both.map(persona => ({ persona, text })))
    const one = ({ persona, text }: (typeof asked)[number]) => stage.search(persona, text, purposes[persona])
    const alone: string[] = []
    for (const each of asked) alone.push((await one(each)).text)
    expect((await Promise.all(asked.map(one))).map(({ text }) => text)).toEqual(alone)
    expect(new Set(alone).size).toBeGreaterThan(2)
  })
})
