// One language at a time: words and lengths of time as the page says them, and no word that nobody wrote.
import { describe, expect, it } from '@jest/globals'
import { speechIn } from '../../../src/policies/protocol/page/speech.js'
import { table } from '../../../src/policies/protocol/page/html.js'
import { gwent } from './support.js'

const protocol = gwent()
const labels = (name: string, value: string) => ({ en: `${name} ${value}`, cy: `${name} ${value} cy` })
const [english, welsh] = [speechIn('en', protocol, labels), speechIn('cy', protocol, labels)]
const HOUR = 3_600_000

describe('the page', () => {
  it('says what stands in its language, and in English what stands in that alone', () => {
    const both = { en: 'school', cy: 'ysgol' }
    expect([english.say(both), welsh.say(both)]).toEqual(['school', 'ysgol'])
    expect([english.say({ en: 'school', cy: null }), welsh.say({ en: 'school', cy: null })]).toEqual([
      'school',
      'school',
    ])
    expect(welsh.say({ en: null, cy: null })).toBe('')
  })

  it.each([
    [HOUR / 2, '30 minutes', '30 munud'],
    [HOUR, '60 minutes', '60 munud'],
    [2 * HOUR, '2 hours', '2 awr'],
    [24 * HOUR, '24 hours', '24 awr'],
    [36 * HOUR, '36 hours', '36 awr'],
    [48 * HOUR, '2 days', '2 diwrnod'],
    [7 * 24 * HOUR, '7 days', '7 diwrnod'],
  ])('says %d ms as %s', (ms, said, wedi) => {
    expect([english.span(ms), welsh.span(ms)]).toEqual([said, wedi])
  })

  it('has a letter for each level', () => {
    const levels = ['NONE', 'EXISTS', 'SUMMARY', 'FULL'] as const
    expect([levels.map(english.letter), levels.map(welsh.letter)]).toEqual([
      ['-', 'E', 'S', 'F'],
      ['-', 'B', 'C', 'Ll'],
    ])
  })

  it('puts members into words', () => {
    expect(english.member('HP')).toBe('HP')
    expect(english.member('HP if protected-cleared')).toBe('HP (cleared for protected records)')
    expect(english.member('SW with ALLOCATED')).toBe('SW (Relationship ALLOCATED)')
    expect(welsh.member('SW with TEAM')).toBe('SW (Relationship TEAM cy)')
  })

  it('says bases, roles, notes and never-clauses in its language, and none that is not written', () => {
    const [note] = protocol.edition.notes
    const [clause] = protocol.edition.never
    if (!note || !clause) throw new Error('nothing to say')
    expect([english.basis('PUBLIC_TASK'), welsh.basis('PUBLIC_TASK')]).toEqual([
      protocol.edition.bases['PUBLIC_TASK'],
      protocol.edition.welsh.bases['PUBLIC_TASK'],
    ])
    expect([english.roleName('SW'), welsh.roleName('SW')]).toEqual(['Social worker', 'Gweithiwr cymdeithasol'])
    expect([english.noteSays(note), welsh.noteSays(note)]).toEqual([note.says, protocol.edition.welsh.notes['3.(1)']])
    expect([english.neverSays(clause), welsh.neverSays(clause)]).toEqual([clause.says, protocol.edition.welsh.never['N1']])
    expect(() => english.roleName('QQ')).toThrow('nothing is written for QQ')
    expect(() => english.member('HP if lucky')).toThrow('nothing is written for lucky')
    expect(() => welsh.noteSays({ ...note, clause: '9' })).toThrow('nothing is written for 9')
    expect(() => english.roleName('toString')).toThrow('nothing is written for toString')
  }) // prettier-ignore
})

describe('a table', () => {
  const of = { caption: 'Levels & letters', head: ['A', 'B'], rows: [['a', '<b>']] }

  it('names its rows and columns, and takes no markup', () => {
    expect(table(of)).toBe(
      [
        '<div class="scroll" role="group" aria-label="Levels &amp; letters" tabindex="0">',
        '<table><caption>Levels &amp; letters</caption>',
        '<thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>',
        '<tbody><tr><th scope="row">a</th><td>&lt;b&gt;</td></tr></tbody></table></div>',
      ].join('\n'),
    )
  })

  it('of levels is set densely', () => {
    expect(table({ ...of, dense: true })).toContain('<table class="dense">')
  })
})
