import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { approve } from '../../../src/hub/miraf/summary.js'
import { tells } from '../../../src/hub/miraf/tells.js'

const NAMES = ['Dylan Price', 'Siân O’Brien', 'May Rees-Jones', 'Jo', 'Gwen ap Rhys']
const told = (text: string): readonly string[] =>
  tells(text, NAMES).map(({ kind, from, until }) => `${kind} ${text.slice(from, until)}`)

describe('a text for schools and carers', () => {
  it.each([
    ['She often goes to town with Dylan.', ['NAME Dylan']],
    ['she is with dylan’s brother', ['NAME dylan’s']],
    ['Mrs PRICE rang', ['NAME PRICE']],
    ['Sian was there', ['NAME Sian']],
    ["Obrien or O'Brien", ['NAME Obrien', "NAME O'Brien"]],
    ['with May', ['NAME May']],
    ['Ms Jones and Ms Rees-Jones', ['NAME Jones', 'NAME Rees-Jones']],
    ['Jo, Gwen', ['NAME Jo', 'NAME Gwen']],
    ['near NP20 4PQ', ['ADDRESS NP20 4PQ']],
    ['near np204pq.', ['ADDRESS np204pq']],
    ['at 14 High Street', ['ADDRESS 14 High Street', 'ADDRESS High Street']],
    ['at 3b Old Mill lane', ['ADDRESS 3b Old Mill lane']],
    ['yn Heol Caerau', ['ADDRESS Heol Caerau']],
    ['flat 12', ['ADDRESS flat 12']],
    ['ring 07700 900 123', ['NUMBER 07700 900 123']],
    ['ring +44 (0)1632 960001', ['NUMBER 44 (0)1632 960001']],
    ['ring 960001', ['NUMBER 960001']],
    ['NHS 999 123 4560', ['NUMBER 999 123 4560']],
    ['mail a.b@example.org', ['ACCOUNT a.b@e']],
    ['on insta @ffion_x', ['ACCOUNT @ffion_x']],
    ['Intelligence suggests a car.', ['INTELLIGENCE Intelligence']],
    ['a source says so', ['INTELLIGENCE source says']],
    ['graded 3x5x2', ['INTELLIGENCE 3x5x2']],
    ['mae gudd-wybodaeth', ['INTELLIGENCE gudd-wybodaeth']],
    ['under surveillance', ['INTELLIGENCE surveillance']],
  ])('is found to tell: %s', (text, found) => {
    expect(told(text)).toEqual(found)
  })

  it.each([
    'She may be late on a Friday, and will ring if she is asked to at 21:30.',
    'Ring the hub at once if she is not back by 22.05; the price of a taxi is paid.',
    'Last reviewed 2026-02-11. She likes the M4 services, 3pm to 5pm.',
    'He trusts his tutor, and the joy of football helps. Join him by 10 past three.',
    'Mae’n hoffi mynd i’r dref gyda ffrindiau. Gall fod yn hwyr ar nos Wener.',
    'The way home is short; a source of comfort is the dog.',
  ])('may say: %s', text => {
    expect(told(text)).toEqual([])
  })

  it('is found to tell a name wherever it stands and however it is cased', () => {
    const words = fc.array(fc.constantFrom('she', 'goes', 'out', 'late.', '(often)', 'and', '“there”'), {
      maxLength: 6,
    })
    const cased = fc.constantFrom('dylan', 'DYLAN', 'Dylan', 'sian', 'SIÂN', 'gwen')
    const edge = fc.constantFrom('', '.', ',', '’s', '!', ')', '”')
    fc.assert(
      fc.property(words, cased, edge, words, (before, name, end, after) => {
        const text = [...before, name + end, ...after].join(' ')
        expect(tells(text, NAMES).filter(({ kind }) => kind === 'NAME')).toHaveLength(1)
      }),
    )
  })

  it('is looked through in time that grows with its length', () => {
    for (const text of [
      'a'.repeat(20_000),
      '1 '.repeat(10_000),
      'A b'.repeat(6_666),
      '@'.repeat(20_000),
      '1 a '.repeat(5_000),
    ]) {
      const started = process.cpuUsage().user
      tells(text, NAMES)
      expect(process.cpuUsage().user - started).toBeLessThan(2_000_000)
    }
  })
})

const good = {
  text: { en: 'She goes to town when upset.', cy: 'Mae hi’n mynd i’r dref pan fydd yn ofidus.' },
  whatToDo: { en: 'Ring the hub.', cy: 'Ffoniwch yr hyb.' },
  reviewDue: '2026-05-01',
  writtenBy: 'HP-01',
}
const second = { names: NAMES, at: '2026-02-11T10:00:00Z', by: 'HM-01' }

describe('a summary', () => {
  it('is approved by a second person, in both languages', () => {
    expect(approve(good, second)).toMatchObject({ ok: true, summary: { approvedBy: 'HM-01', writtenBy: 'HP-01' } })
  })

  it('is refused with the places to be written otherwise, in every text of it', () => {
    const spoilt = { ...good, whatToDo: { en: 'Ring Dylan.', cy: 'Ffoniwch 07700 900123.' } }
    expect(approve(spoilt, second)).toMatchObject({
      code: 'SUMMARY_TELLS_TOO_MUCH',
      findings: [
        { kind: 'NAME', field: 'whatToDo.en', from: 5, until: 10 },
        { kind: 'NUMBER', field: 'whatToDo.cy', from: 9, until: 21 },
      ],
    })
    expect(JSON.stringify(approve(spoilt, second))).not.toMatch(/Dylan|07700/)
  })

  it.each([
    ['SUMMARY_OWN_APPROVAL', { writtenBy: 'HM-01' }],
    ['SUMMARY_ONE_LANGUAGE', { text: { en: 'Only this.', cy: ' ' } }],
    ['TEXT_TOO_LONG', { text: { en: 'x'.repeat(1_000_000), cy: 'x' } }],
    ['TEXT_HIDDEN_CHARACTERS', { text: { en: 'Dy\u200blan', cy: 'x' } }],
    ['DAY_INVALID', { reviewDue: '2026-13-01' }],
  ])('is refused with %s', (code, spoilt) => {
    expect(approve({ ...good, ...spoilt }, second)).toMatchObject({ ok: false, code })
  })
})
