import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { pages, publicPages } from '../../console/pages/index.js'
import { navigation, navigationWords } from '../../console/pages/navigation.js'
import { signInWords } from '../../console/pages/sign-in/words.js'
import { common } from '../../console/words/common.js'
import { createDates } from '../../console/words/dates.js'
import { problems } from '../../console/words/problems.js'
import type { Words } from '../../console/words/shape.js'
import { createTranslator } from '../../console/words/translate.js'
import { projectRoot } from '../../src/paths.js'
import { keysIn, textIn } from './kit/read-views.js'

const folder = join(projectRoot, 'console')
const views = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.njk'))
const every = [...pages, ...publicPages]
const areas: Readonly<Record<string, Words>> = {
  ...Object.fromEntries(every.map(({ name, words }) => [name, words])),
  ...{ navigation: navigationWords, problems, 'sign-in': signInWords, common },
}
/** Whose words a view speaks: a page's folder has the page's name. */
const areaOf = (path: string): string =>
  /^pages\/([^/]+)\//.exec(path)?.[1] ?? (path.endsWith('problem.njk') ? 'problems' : 'common')

/** Every text of the words under its key; of several forms, each. */
function textsOf(tree: object, before = ''): readonly (readonly [key: string, text: string])[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === 'string') return [[before + key, value] as const]
    return typeof value === 'object' && value !== null ? textsOf(value, `${before}${key}.`) : []
  })
}
/** What looks like the forms of a number and is not: asked for, it would only be missed where a page is drawn. */
function halfForms(tree: object, before = ''): readonly string[] {
  const deeper = Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? halfForms(value, `${before}${key}.`) : [],
  )
  const half = 'other' in tree && Object.keys(tree).some(key => !(FORMS as readonly string[]).includes(key))
  return half ? [before.slice(0, -1), ...deeper] : deeper
}
const FORMS = ['zero', 'one', 'two', 'few', 'many', 'other'] as const
const known = (area: string, key: string): boolean =>
  [areas[area], common].some(words =>
    textsOf(words?.en ?? {}).some(([each]) => each === key || each.startsWith(/[.-]$/.test(key) ? key : `${key}.`)),
  )
const variablesIn = (text: string): string =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)]
    .map(([, name]) => name)
    .sort()
    .join()

describe('the views', () => {
  it.each(views)('%s asks only for words that there are, and has no text of its own', path => {
    const view = readFileSync(join(folder, path), 'utf8')
    expect(keysIn(view).filter(key => !known(areaOf(path), key))).toEqual([])
    expect(textIn(view)).toEqual([])
  })

  it('are noticed where they do not', () => {
    expect(known('board', 'columns.child')).toBe(false)
    expect(known('start', 'column.child')).toBe(false)
    expect([known('children', 'place.warn-'), known('children', 'place.warm-')]).toEqual([true, false])
    expect(keysIn(`{{ t('a.b') }} {% if t('c.' + x, { n: 1 }) %}`)).toEqual(['a.b', 'c.'])
    expect(textIn('<p>Hello {{ name }}</p><b>{{ t("x") }}</b>')).toEqual(['Hello'])
    expect(textIn('<a aria-label="Close" href="/x">{{ y }}</a>')).toEqual(['Close'])
    expect(textIn(`{{ govukButton({ text: 'Send' }) }}`)).toEqual(['Send'])
    expect(textIn('{% macro m() %} aria-invalid="true" aria-describedby="a-error"{% endmacro %}')).toEqual([])
    expect(textIn('{% macro m() %} aria-label="Close"{% endmacro %}')).toContain('Close')
    expect(textIn('{# a note #}<img alt="">{% set a = "b" %}')).toEqual([])
  })
})

describe('the words', () => {
  it.each(Object.entries(areas))(
    'of %s take the same values in both languages, and none is empty',
    (_area, { en, cy }) => {
      const welsh = new Map(textsOf(cy))
      for (const [key, text] of textsOf(en)) {
        expect(text.trim()).not.toBe('')
        expect([key, variablesIn(welsh.get(key) ?? '')]).toEqual([key, variablesIn(text)])
      }
      for (const [key, text] of welsh) expect([key, text.trim()]).not.toEqual([key, ''])
    },
  )

  it('have each form of Welsh', () => {
    const t = createTranslator(areas)('cy', 'board')
    expect([1, 2, 3, 6, 7].map(count => t('away.count', { count }).slice(0, 19))).toEqual([
      'Mae 1 plentyn i ffw',
      'Mae 2 blentyn i ffw',
      'Mae 3 phlentyn i ff',
      'Mae 6 phlentyn i ff',
      'Mae 7 o blant i ffw',
    ])
  })

  it('are called one and other where they depend on a number, and nowhere else', () => {
    for (const { en, cy } of Object.values(areas)) expect([...halfForms(en), ...halfForms(cy)]).toEqual([])
    expect(halfForms({ who: { child: 'A child', other: 'Somebody else' } })).toEqual(['who'])
  })

  it('that there are not are a fault, and so is a value that was not given', () => {
    const t = createTranslator(areas)('en', 'board')
    expect(t('skip')).toBe('Skip to main content')
    expect(() => t('nothing.of.the.kind')).toThrow('There are no words for nothing.of.the.kind')
    expect(() => t('backAt')).toThrow('Words lack their value')
    expect(t('backAt', { when: '<b>' })).toBe('Back <b>')
  })
})

describe('every page', () => {
  it('has a folder of its name, an address of its own, and a menu item that leads to it', () => {
    for (const { name } of every.filter(page => page.name !== 'form'))
      expect(existsSync(join(folder, 'pages', name))).toBe(true)
    expect(new Set(every.map(({ path }) => path)).size).toBe(every.length)
    const paths = new Set(every.map(({ path }) => path))
    expect(navigation.filter(({ href }) => !paths.has(href))).toEqual([])
  })
})

describe('dates', () => {
  const now = new Date('2026-07-01T12:00:00Z')
  it('are London’s, in the reader’s language', () => {
    expect(createDates('en', now).when('2026-07-01T11:05:00Z')).toBe('1 July 2026, 12:05')
    expect(createDates('cy', now).when('2026-12-01T11:05:00Z')).toBe('1 Rhagfyr 2026, 11:05')
    expect(createDates('en', now).when('2026-03-02')).toBe('2 March 2026')
  })
  it('are counted in hours until there are two days', () => {
    const { length } = createDates('en', now)
    expect(length('2026-07-01T10:30:00Z')).toEqual({ days: 0, hours: 1, minutes: 30 })
    expect(length('2026-06-29T12:01:00Z')).toEqual({ days: 0, hours: 47, minutes: 59 })
    expect(length('2026-06-28T11:00:00Z')).toEqual({ days: 3, hours: 1, minutes: 0 })
    expect(length('2026-07-02T00:00:00Z')).toEqual({ days: 0, hours: 0, minutes: 0 })
  })
})
