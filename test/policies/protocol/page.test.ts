// The page for signatories: both languages, whole, readable by a screen reader, and with nothing that loads or runs.
import { beforeAll, describe, expect, it } from '@jest/globals'
import { ACTS, HANDLING_CODES } from '../../../src/policies/protocol/words.js'
import { ACT_NAMES, HANDLING, WORDS } from '../../../src/policies/protocol/page/words.js'
import { esc } from '../../../src/policies/protocol/page/html.js'
import { renderPage } from '../../../src/policies/protocol/page/page.js'
import { gwent, mutated, unproved } from './support.js'

const labels = (name: string, value: string): { en: string; cy: string } => ({
  en: `${name} ${value}`,
  cy: `${name} ${value} cy`,
})
let page = ''
beforeAll(() => {
  page = renderPage(gwent(), labels, 1234)
})
const articles = (): readonly string[] => [...page.matchAll(/<article[\s\S]*?<\/article>/g)].map(([text]) => text)

describe('the page', () => {
  it('is one document for each reader: an article in English, and the same in Welsh', () => {
    const [english = '', welsh = ''] = articles()
    expect(articles()).toHaveLength(2)
    expect(english).toMatch(/^<article id="en" lang="en">\n<h1>Sharing information about missing children in Gwent<\/h1>/)
    expect(welsh).toMatch(/^<article id="cy" lang="cy">\n<h1>Rhannu gwybodaeth am blant ar goll yng Ngwent<\/h1>/)
    const count = (text: string, tag: string): number => text.split(`<${tag}`).length
    for (const tag of ['h2', 'table', 'th ', 'td', 'li']) expect([tag, count(welsh, tag)]).toEqual([tag, count(english, tag)])
  }) // prettier-ignore

  it('says every sentence of the protocol in both', () => {
    const { notes, never, welsh, names } = gwent().edition
    const [english = '', other = ''] = articles()
    for (const { says, clause } of notes) {
      expect(english).toContain(esc(says))
      expect(other).toContain(esc(welsh.notes[clause] ?? 'missing'))
    }
    for (const { says, id } of never) {
      expect(english).toContain(esc(says))
      expect(other).toContain(esc(welsh.never[id] ?? 'missing'))
    }
    for (const { en, cy } of Object.values(names.roles)) {
      expect(english).toContain(esc(en))
      expect(other).toContain(esc(cy))
    }
  })

  it('has each level as it is decided, and in each language’s letters', () => {
    const row = (text: string, category: string): readonly string[] =>
      [...text.matchAll(new RegExp(`<th scope="row">Category ${category}(?: cy)?</th>(.*?)</tr>`, 'g'))].map(([, cells = '']) => cells)
    const [english = '', welsh = ''] = articles()
    const cells = (text: string): readonly string[] => [...(row(text, 'POLICE_MARKERS')[0] ?? '').matchAll(/<td>(.*?)<\/td>/g)].map(([, cell = '']) => cell)
    expect(cells(english).slice(0, 7)).toEqual(['F', 'F', 'S', 'S', 'F', 'S', 'E'])
    expect(cells(welsh).slice(0, 7)).toEqual(['Ll', 'Ll', 'C', 'C', 'Ll', 'C', 'B'])
    expect(row(english, 'POLICE_INTELLIGENCE')[0]).toContain('<td>E / F (1)</td>')
  }) // prettier-ignore

  it('has the limits on a person as the edition gives them, in both', () => {
    const text = mutated(['    SW: 100', '    SW: 137'], ['atMost: 50, flaggedFrom: 20', 'atMost: 51, flaggedFrom: 21'], ['within: 7 d, flaggedFrom: 60', 'within: 8 d, flaggedFrom: 61'],
      ['ADay: 20', 'ADay: 19'], ['  atMost: 60 min', '  atMost: 90 min'], ['neverOpens: [POLICE_INTELLIGENCE, ', 'neverOpens: [MIRAF, ']) // prettier-ignore
    const [english = '', welsh = ''] = [...renderPage(unproved(text), labels, 1).matchAll(/<article[\s\S]*?<\/article>/g)].map(([one]) => one) // prettier-ignore
    const said = (article: string, words: readonly string[]): void => words.forEach(each => expect(article).toContain(esc(each))) // prettier-ignore
    for (const article of [english, welsh]) {
      expect(article).toMatch(/<th scope="row">SW<\/th><td>[^<]+<\/td><td>137<\/td>/)
      said(article, ['(3.BREAK_GLASS)', '(4.PROPORTION)', '(4.CONFLICTS)'])
    }
    said(english, [
      'Break-glass, at most 90 minutes',
      'It never opens: Category MIRAF, Category HEALTH_SENSITIVE',
      'Identifiers that lead to no child shown, at most: 51',
      'so many of them: 21, and, over a longer time, from 61 over 8 days',
      'not counted: Relationship ALLOCATED, Relationship TEAM,',
      'notices of one conflict in a day, at most: 19',
      'about others only HM, TM, AU',
    ])
    said(welsh, [
      'Torri’r gwydr, ar y mwyaf 90 munud',
      'Nid yw byth yn agor: Category MIRAF cy, Category HEALTH_SENSITIVE cy',
      'a ddangosir, ar y mwyaf: 51',
      'ohonynt ymlaen: 21, a, dros gyfnod hwy, o 61 dros 8 diwrnod',
      'mewn diwrnod, ar y mwyaf: 19',
    ])
  })

  it('reads as it was approved: look at what has changed, then run this test with -u', () => {
    expect(page).toMatchSnapshot()
  })

  it('has headings in order, a caption to every table and a scope to every heading cell', () => {
    expect([...page.matchAll(/<h(\d)>/g)].map(([, level]) => Number(level)).every((level, at, all) => level <= (all[at - 1] ?? 0) + 1)).toBe(true)
    expect(page.split('<table').length).toBe(page.split('<caption>').length)
    expect(page.match(/<th(?! scope="(col|row)")[ >]/g)).toBeNull()
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/)
  }) // prettier-ignore

  it('loads nothing and runs nothing', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|<object|url\(|@import|https?:|\son\w+=/i)
    expect(page).toContain('@media print')
  })

  it('takes no markup from the protocol', () => {
    const text = mutated(['organisation: Newport city', 'organisation: <script>alert("x")</script> & sons'])
    const drawn = renderPage(unproved(text), labels, 1)
    expect(drawn).not.toContain('<script')
    expect(drawn).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; sons')
  })
})

describe('the page’s own words', () => {
  it('name every act and every handling code, and are there in both languages', () => {
    expect(ACTS.filter(act => ACT_NAMES[act] === undefined)).toEqual([])
    expect(HANDLING_CODES.filter(code => HANDLING[code] === undefined)).toEqual([])
    for (const { en, cy } of [...Object.values(WORDS), ...Object.values(ACT_NAMES), ...Object.values(HANDLING)])
      expect([en, cy].every(text => (text ?? '').trim() !== '') && en !== cy).toBe(true)
  })
})
