// A person without a mouse: Tab from one thing to the next, and each of them shows that it is its turn.
import type { Locator } from 'playwright-core'
import type { Visitor } from './browser.js'

/** More stops than any page has. */
const MOST_STOPS = 400

/** Of what a browser has, as much as is asked here. */
interface Element {
  readonly outerHTML: string
  readonly nextElementSibling: Element | null
  matches(selector: string): boolean
  getBoundingClientRect(): { readonly top: number; readonly bottom: number; readonly width: number }
}
interface InBrowser {
  readonly innerHeight: number
  readonly document: { readonly activeElement: Element | null; readonly body: Element }
  getComputedStyle(
    of: Element,
    part?: string,
  ): { readonly outlineStyle: string; readonly outlineWidth: string; readonly boxShadow: string }
}

interface Stop {
  readonly there: boolean
  /** Past the last thing of the page. */
  readonly end: boolean
  /** The tag of what has the focus and does not show it; null where all is well. */
  readonly hidden: string | null
}

/** Runs in the browser, so that it can use nothing from here. */
function stopAt(wanted: unknown): Stop {
  const { document, innerHeight, getComputedStyle } = globalThis as unknown as InBrowser
  const at = document.activeElement
  if (at === null || at === document.body) return { there: false, end: true, hidden: null }
  const there = at === wanted
  // The calendar's button within a date is the browser's own, and draws its own focus.
  if (!at.matches(':focus')) return { there, end: false, hidden: null }
  // The design system draws the focus of a radio or a checkbox beside it, before its label.
  const beside = at.nextElementSibling
  const looks = [getComputedStyle(at), ...(beside === null ? [] : [getComputedStyle(beside, '::before')])]
  const drawn = looks.some(
    ({ outlineStyle, outlineWidth, boxShadow }) =>
      (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none',
  )
  const { top, bottom, width } = at.getBoundingClientRect()
  const within = bottom > 0 && top < innerHeight && width > 0
  return { there, end: false, hidden: drawn && within ? null : at.outerHTML.slice(0, 120) }
}

/** Goes on by Tab until `wanted` has the focus. Throws where it is never reached, or a stop on the way shows no focus. */
export async function tabTo({ page }: Pick<Visitor, 'page'>, wanted: Locator): Promise<void> {
  const target = await wanted.elementHandle()
  // From where the focus is to the end of the page, and once through it from its beginning.
  for (let stops = 0, ends = 0; stops < MOST_STOPS && ends < 2; stops += 1) {
    await page.keyboard.press('Tab')
    const { there, end, hidden } = await page.evaluate(stopAt, target)
    if (hidden !== null) throw new Error(`the focus cannot be seen: ${hidden}`)
    if (there) return
    if (end) ends += 1
  }
  throw new Error('not reached by Tab')
}

/** Goes there by Tab, and on by Enter. */
export async function enter(visitor: Pick<Visitor, 'page'>, wanted: Locator): Promise<void> {
  await tabTo(visitor, wanted)
  await visitor.page.keyboard.press('Enter')
}

/** Goes there by Tab, and types. */
export async function typeInto(visitor: Pick<Visitor, 'page'>, wanted: Locator, text: string): Promise<void> {
  await tabTo(visitor, wanted)
  await visitor.page.keyboard.type(text)
}
