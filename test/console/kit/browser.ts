// A browser for tests of the console: Debian's Chromium, driven by playwright-core. What it complains of fails the test: every
// line on its console, every breach of the content policy, every answer that failed, and what axe finds on a page.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { projectRoot } from '../../../src/paths.js'

export interface Visitor {
  readonly page: Page
  /** What the browser complained of since the last look; empty where all is well. */
  complaints(): readonly string[]
  /** What axe finds against WCAG 2.2 AA on the page as it is. */
  axe(): Promise<readonly string[]>
  /** Puts the page as it looks under `test-output/console/`. */
  picture(name: string): Promise<void>
  close(): Promise<void>
}

export interface TestBrowser {
  /** Somebody with cookies of their own. `script: false`: scripts are switched off. */
  visitor(options?: {
    readonly script?: boolean
    readonly language?: 'en' | 'cy'
    readonly width?: number
  }): Promise<Visitor>
  close(): Promise<void>
}

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const OUTPUT = join(projectRoot, 'test-output', 'console')

/** Rejects, naming what to install, where there is no browser: pages that nobody looked at are not tested. */
export async function openBrowser(places: readonly string[] = PLACES): Promise<TestBrowser> {
  const executablePath = [process.env['HAFAN_TEST_BROWSER'] ?? '', ...places].find(
    place => place !== '' && existsSync(place),
  )
  if (executablePath === undefined)
    throw new Error(`No browser for the tests of the console: apt-get install chromium, or set HAFAN_TEST_BROWSER`)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  return {
    async visitor({ script = true, language = 'en', width = 1200 } = {}) {
      const looks = {
        locale: language === 'cy' ? 'cy-GB' : 'en-GB',
        timezoneId: 'Europe/London',
        viewport: { width, height: 900 },
      }
      const context = await browser.newContext({ ...looks, javaScriptEnabled: script })
      // Where scripts are switched off axe cannot run either: the same page is read by a second one that may.
      const reader = script ? null : await openReader(await browser.newContext(looks))
      return visitorOf(context, await context.newPage(), reader)
    },
    close: () => browser.close(),
  }
}

/** `second`: for a page without scripts, where axe can read the same page. */
function visitorOf(context: BrowserContext, page: Page, second: Page | null): Visitor {
  let found: string[] = []
  page.on('console', message => {
    // Breaches of the content policy come here too.
    if (message.type() !== 'info' && message.type() !== 'log') found.push(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', error => found.push(`error: ${error.message}`))
  page.on('requestfailed', request => {
    // Going on to another page breaks off what the old one had asked for.
    const why = request.failure()?.errorText ?? ''
    if (why !== 'net::ERR_ABORTED') found.push(`failed: ${request.url()} ${why}`)
  })
  return {
    page,
    complaints() {
      const all = found
      found = []
      return all
    },
    async axe() {
      const reader = second ?? page
      if (second !== null) await readSame(second, page)
      // It puts a style into a shadow tree, which the page's policy refuses and complains of: the page has no part in that.
      const before = [...found]
      try {
        // Evaluated by the debugger, so that the page's own policy stays as it is.
        if (second === null) await page.evaluate(AXE)
        const run = `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
          .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | ')))`
        return await reader.evaluate<string[]>(run)
      } finally {
        found = before
      }
    },
    async picture(name) {
      mkdirSync(OUTPUT, { recursive: true })
      await page.screenshot({ path: join(OUTPUT, `${name}.png`), fullPage: true })
    },
    async close() {
      await second?.context().close()
      await context.close()
    },
  }
}

/** A page that has axe wherever it goes, and none of the scripts of where it goes. */
async function openReader(context: BrowserContext): Promise<Page> {
  await context.addInitScript(AXE)
  const reader = await context.newPage()
  await reader.route('**/*.js', route => route.abort())
  return reader
}

/** Goes as the same visitor to where that one is. */
async function readSame(reader: Page, page: Page): Promise<void> {
  await reader.context().clearCookies()
  await reader.context().addCookies(await page.context().cookies())
  await reader.goto(page.url())
}

/** Signs in by the pages themselves, as a person would. */
export async function signInAs({ page }: Visitor, origin: string, agency: string, persona: string): Promise<void> {
  await page.goto(new URL('/sign-in', origin).href)
  await page.getByRole('link', { name: agency, exact: true }).click()
  await page.locator(`button[value="${persona}"]`).click()
  await page.waitForURL(url => url.origin === origin)
}

interface Look {
  readonly language: 'en' | 'cy'
  readonly script: boolean
}

/**
 * How a page is looked at: in English with scripts and in Welsh without. In CI, which has minutes for all of them, one of the two, so
 * that pages take turns; board, child page and the path from triage to the assessment are looked at both ways there too.
 */
export const looks = (inCi: Look['language']): readonly Look[] =>
  [{ language: 'en', script: true } as const, { language: 'cy', script: false } as const].filter(
    ({ language }) => process.env['CI'] === undefined || language === inCi,
  )
