// No page of the console shows a canary to anybody who may not have it.
import { beforeAll, describe, expect, it } from '@jest/globals'
import { pages, publicPages } from '../../console/pages/index.js'
import { go } from '../../console/server/page.js'
import type { Page } from '../../console/server/page.js'
import { CALLERS } from './callers.js'
import type { Canary } from './callers.js'
import { canBeOpened, leaksIn, runPages } from './pages.js'
import type { PagesRun } from './pages.js'
import { createWorld } from './world.js'

const world = createWorld()
const named = (name: string): Canary => {
  const found = CALLERS.find(one => one.name === name)
  if (!found) throw new Error(`nobody is called ${name}`)
  return found
}
const ofPart = (part: string): string => {
  const [token] = [...world.mint.known].find(([, origin]) => origin.part === part && origin.child === 0) ?? []
  if (token === undefined) throw new Error(`no canary of ${part}`)
  return token
}

/** Goes on to an address that holds what nobody is ever shown. */
const leaky: Page = {
  name: 'leaky',
  path: '/children/:id/leaky',
  words: { en: { title: 'Leaky' }, cy: { title: 'Yn gollwng' } },
  get: () => Promise.resolve(go(`/board?after=${ofPart('subject')}`)),
}
const fromLeaky = (leak: string): boolean => leak.startsWith(`${leaky.path} of `)
const READERS = CALLERS.filter(({ caller }) => caller.person)

let run: PagesRun
beforeAll(async () => {
  // In CI, which has minutes for all of them, pages and readers take turns with the children.
  run = await runPages([leaky], process.env['CI'] === undefined ? 1 : 4)
}, 600_000)

describe('the pages of the console', () => {
  it('show no canary to anybody who may not have it, and open', () => {
    expect(run.leaks.filter(leak => !fromLeaky(leak))).toEqual([])
    expect(run.faults).toEqual([])
  })

  it('are all opened by everybody, but those about a thing that has to be named', () => {
    const paths = [...pages, ...publicPages, leaky].filter(canBeOpened).map(({ path }) => path)
    expect([...run.paths].sort()).toEqual(paths.sort())
    expect(run.opened).toBeGreaterThanOrEqual(run.paths.size * READERS.length)
  })

  it('show those that may be had', () => {
    expect(run.shown).toBeGreaterThan(0)
  })
})

describe('a page that shows too much', () => {
  it('is found by everybody', () => {
    const found = run.leaks.filter(fromLeaky)
    for (const { name } of READERS)
      expect(found.filter(leak => leak.startsWith(`${leaky.path} of ${name}:`))).not.toEqual([])
  })

  it.each(['police.intelligence', 'subject', 'health.sensitive'])('is found by what it shows of %s', part => {
    const token = ofPart(part)
    for (const html of [`<p>${token}</p>`, `<a href="/x?y=${Buffer.from(token).toString('base64url')}">x</a>`]) {
      const { leaks, shown } = leaksIn(html, named('sl'), world)
      expect([leaks.length, shown]).toEqual([1, 0])
      expect(leaks[0]).toContain(token)
    }
  })

  it('is not one that shows what may be had, or nothing', () => {
    expect(leaksIn(`<p>${ofPart('police.markers')}</p>`, named('hp-police'), world)).toEqual({ leaks: [], shown: 1 })
    expect(leaksIn('<p>2026-11-27</p>', named('sl'), world)).toEqual({ leaks: [], shown: 0 })
  })
})

describe('a page of which the address names more', () => {
  it('is not opened here, unless it is a child', () => {
    const paths = ['/board', '/children/:id', '/children/:id/police', '/children/:id/plans/:plan', '/alerts/:alert']
    expect(paths.filter(path => canBeOpened({ path }))).toEqual(['/board', '/children/:id', '/children/:id/police'])
  })
})
