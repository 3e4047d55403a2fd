// Whom a search finds, and why it says so: with the slips that people make, in either language, by any number.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { FFION } from '../proportion/stage.js'
import { FFIONS_PLACE, startFindStage } from './stage.js'
import type { FindStage } from './stage.js'

const swapped = (iso: string): string => {
  const [year = '', month = '', day = ''] = iso.split('-')
  return `${year}-${day}-${month}`
}
const slipped = (iso: string): string => `${iso.slice(0, 3)}${(Number(iso.slice(3, 4)) + 1) % 10}${iso.slice(4)}`
const ageOf = (iso: string): number => {
  const today = new Date().toISOString().slice(0, 10)
  return Number(today.slice(0, 4)) - Number(iso.slice(0, 4)) - (today.slice(5) < iso.slice(5) ? 1 : 0)
}
/** Also in Caerphilly: the same family name and birthday. */
const NEARLY_FFION = '9990000026'
const MEGAN = '9990000050'

let stage: FindStage
let born = ''
beforeAll(async () => {
  stage = await startFindStage()
  born = stage.who(FFION).dateOfBirth
}, 90_000)
afterAll(() => stage.gateway.close())

const said = (found: { readonly why: readonly { readonly compared: string; readonly alike: string }[] } | undefined) =>
  found?.why.map(({ compared, alike }) => `${compared} ${alike}`)

type Case = readonly [string, () => string, string, readonly string[]]
const BOTH = ['GIVEN_NAME SAME', 'FAMILY_NAME SAME']
const CASES: readonly Case[] = [
  ['names and date of birth', () => `Ffion Prys ${born}`, 'STRONG', [...BOTH, 'DATE_OF_BIRTH SAME']],
  ['a family name in its English spelling', () => `ffion price ${born}`, 'STRONG', ['FAMILY_NAME OTHER_FORM']],
  ['one letter of a Welsh name missing', () => `fion prys ${born}`, 'STRONG', ['GIVEN_NAME OTHER_FORM']],
  ['the family name first', () => `PRYS, Ffion ${born}`, 'STRONG', [...BOTH, 'DATE_OF_BIRTH SAME']],
  ['day and month swapped', () => `Ffion Prys ${swapped(born)}`, 'LIKELY', [...BOTH, 'DATE_OF_BIRTH SWAPPED']],
  ['names swapped', () => `Prys Ffion ${born}`, 'STRONG', ['GIVEN_NAME SWAPPED', 'FAMILY_NAME SWAPPED']],
  ['two letters of a name swapped', () => `Ffion Prsy ${born}`, 'LIKELY', ['FAMILY_NAME SLIP']],
  ['one digit of the year wrong', () => `Ffion Prys ${slipped(born)}`, 'LIKELY', [...BOTH, 'DATE_OF_BIRTH SLIP']],
  ['names alone', () => 'Ffion Prys', 'POSSIBLE', BOTH],
  ['names and a year', () => `Ffion Prys ${born.slice(0, 4)}`, 'POSSIBLE', [...BOTH, 'DATE_OF_BIRTH NEAR']],
  ['a given name and a postcode', () => `ffion ${FFIONS_PLACE}`, 'POSSIBLE', ['GIVEN_NAME SAME']],
  ['one name and a district', () => `prys ${FFIONS_PLACE.split(' ')[0] ?? ''}`, 'POSSIBLE', ['FAMILY_NAME SAME']],
  ['a given name and a year', () => `Ffion ${born.slice(0, 4)}`, 'POSSIBLE', ['GIVEN_NAME SAME', 'DATE_OF_BIRTH NEAR']],
  [
    'a given name and an age',
    () => `Ffion, aged ${ageOf(born)}`,
    'POSSIBLE',
    ['GIVEN_NAME SAME', 'DATE_OF_BIRTH NEAR'],
  ],
  ['an NHS number', () => FFION, 'STRONG', ['IDENTIFIER SAME']],
  ['an NHS number and another name', () => `${FFION} Siân Rees`, 'STRONG', ['IDENTIFIER SAME', 'GIVEN_NAME DIFFERENT']],
]

describe('a child of the caller’s own', () => {
  it.each(CASES)('is found by %s', async (_how, text, likeness, why) => {
    const { found, couldNotCheck } = await stage.found('social-worker', text())
    expect(found[0]?.child.calledBy?.givenName?.value).toBe('Ffion')
    expect({ likeness: found[0]?.likeness, couldNotCheck }).toEqual({ likeness, couldNotCheck: false })
    expect(said(found[0])).toEqual(expect.arrayContaining([...why]))
  })

  it('is found by a number of any system, also one the caller has no access to', async () => {
    const links = await linksOf(FFION)
    expect(links.length).toBeGreaterThan(4)
    for (const { recordId } of links) {
      const { found } = await stage.found('social-worker', { localId: recordId })
      expect([found.length, found[0]?.likeness]).toEqual([1, 'STRONG'])
    }
  })

  it('is not found by another date of birth and family name', async () => {
    expect((await stage.found('social-worker', 'Ffion Llewellyn 1999-12-31')).found).toEqual([])
  })
})

describe('a child whom no source confirms now', () => {
  it('is listed, and said to be so: nothing the hub last read is shown', async () => {
    for (const system of stage.region.systems.values()) system.setFault({ kind: 'status', status: 503 })
    const { found } = await stage.found('hub-police', `Ffion Prys ${born}`)
    const byNumber = (await stage.found('hub-police', FFION)).found
    for (const system of stage.region.systems.values()) system.setFault(null)
    expect(byNumber).toMatchObject([{ likeness: 'UNCONFIRMED', why: [] }])
    expect(found[0]).toMatchObject({ likeness: 'UNCONFIRMED', why: [], child: { __typename: 'Child', calledBy: null } })
    expect((await stage.found('hub-police', `Ffion Prys ${born}`)).found[0]?.likeness).toBe('STRONG')
  })
})

describe('children who are alike', () => {
  it('are both listed, each with why, where both may be shown', async () => {
    const { found } = await stage.found('hub-police', `Megan Rees ${stage.who(MEGAN).dateOfBirth}`)
    const named = found.map(({ child, likeness }) => [child.calledBy?.givenName?.value, likeness])
    expect(named.slice(0, 2)).toEqual([
      ['Megan', 'STRONG'],
      ['Morgan', expect.stringMatching(/LIKELY|POSSIBLE/)],
    ])
    expect(said(found[1])).toEqual(expect.arrayContaining(['FAMILY_NAME SAME', 'DATE_OF_BIRTH SAME']))
    expect(said(found[1])).not.toContain('GIVEN_NAME SAME')
  })

  it('are told apart: one is shown, of another it is told that the child is known, and of neither more', async () => {
    const { found } = await stage.found('social-worker', `Ffion Prys ${born}`)
    expect(found.map(({ child, why }) => [child.__typename, why.length > 0])).toEqual([
      ['Child', true],
      ['ChildExists', false],
    ])
    expect(stage.who(NEARLY_FFION)).toMatchObject({ givenName: 'Ffion', familyName: 'Prys', dateOfBirth: born })
  })
})

async function linksOf(nhsNumber: string) {
  const id = await stage.childId(nhsNumber)
  return (await stage.gateway.database.store.children.linksOf([id])).get(id) ?? []
}
