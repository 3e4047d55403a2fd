// Every page of the console that can be opened, as every persona, in both languages, in a browser: what axe finds on it, what the
// browser complains of, what runs out of a phone's width, and answers that are none. CI looks at each layout once.
import { pages, publicPages } from '../../console/pages/index.js'
import { canBeOpened } from '../../test/canary/pages.js'
import { openBrowser, type TestBrowser, type Visitor } from '../../test/console/kit/browser.js'
import { testConsole, type TestConsole } from '../../test/console/kit/start.js'
import type { Measured } from '../figures.js'

const LANGUAGES = ['en', 'cy'] as const
type Language = (typeof LANGUAGES)[number]
/** CSS pixels: what WCAG 2.2 (1.4.10) asks of reflow, and 400 % zoom of a window of 1280 comes to. */
const NARROW = 320
const MOST_TOLD = 20

interface Look {
  readonly persona: string
  readonly language: Language
}

export async function measureEveryPage(): Promise<Measured> {
  const kit = await testConsole()
  const browser = await openBrowser()
  try {
    const child = await anyChild(kit)
    const found: string[] = []
    let looked = 0
    for (const { id: persona } of kit.gateway.region.personas)
      for (const language of LANGUAGES) {
        const look = { persona, language }
        const each = await pagesOf(look, child, { kit, browser })
        looked += each.looked
        found.push(...each.found)
        process.stderr.write(`  ${persona}, ${language}: ${each.looked} pages, ${each.found.length} findings\n`)
      }
    return { value: found.length, notes: [`${looked} pages looked at`, ...found.slice(0, MOST_TOLD)] }
  } finally {
    await browser.close()
    await kit.close()
  }
}

/** Somebody the hub knows: everybody tries the same child, and who may not see one gets a page that says so. */
async function anyChild({ gateway }: TestConsole): Promise<string> {
  const query = '{ board(purpose: ASSESS_RISK) { edges { node { child { ... on Child { id } } } } } }'
  const { text } = await gateway.ask('hub-manager', query)
  const id = /"id":"([^"]+)"/.exec(text)?.[1]
  if (id === undefined) throw new Error('nobody is on the board')
  return id
}

interface Stage {
  readonly kit: TestConsole
  readonly browser: TestBrowser
}

async function pagesOf(
  { persona, language }: Look,
  child: string,
  { kit, browser }: Stage,
): Promise<{ looked: number; found: readonly string[] }> {
  const { cookies } = await kit.signedIn(persona)
  const visitor = await browser.visitor({ language })
  const { page } = visitor
  await page.context().addCookies([...cookies].map(([name, value]) => ({ name, value, url: kit.running.url })))
  const found: string[] = []
  const all = [...pages, ...publicPages].filter(canBeOpened)
  try {
    for (const { path } of all) {
      const where = `${path}, ${persona}, ${language}`
      const answer = await page.goto(new URL(path.replace(':id', child), kit.running.url).href)
      const status = answer?.status() ?? 0
      if (status === 0 || status >= 500) found.push(`${where}: answered with ${status}`)
      found.push(...(await findingsOn(visitor, status)).map(each => `${where}: ${each}`))
    }
    return { looked: all.length, found }
  } finally {
    await visitor.close()
  }
}

async function findingsOn(visitor: Visitor, status: number): Promise<readonly string[]> {
  const { page } = visitor
  const axe = await visitor.axe()
  const language = await page.locator('html').getAttribute('lang')
  const width = page.viewportSize()
  await page.setViewportSize({ width: NARROW, height: 800 })
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
  if (width !== null) await page.setViewportSize(width)
  // A page that says what its reader may not do comes with a status that the browser tells of: that is no fault of the page.
  const complaints = visitor.complaints().filter(line => !(status >= 400 && line.includes(String(status))))
  return [
    ...axe,
    ...complaints,
    ...(wide > NARROW ? [`${wide} pixels wide on a phone`] : []),
    ...(language === null ? ['has no language'] : []),
  ]
}
