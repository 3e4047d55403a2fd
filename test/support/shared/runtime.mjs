// Runs suites in one worker on one copy of the product. Jest's own runtime evaluates every module of the product and of what it
// depends on anew for each suite, some two thousand of them, and the compiler starts cold each time: with hundreds of suites
// that was most of what the tests took. A suite that replaces modules or spies needs jest's own: it is named *.alone.test.ts.
import { createRequire, register } from 'node:module'
import { pathToFileURL } from 'node:url'

const require = createRequire(import.meta.url)
const TIMEOUT = Symbol.for('TEST_TIMEOUT_SYMBOL')
const HANDLERS = Symbol.for('EVENT_HANDLERS')

register('../../store/typescript-hooks.mjs', import.meta.url)
register('./hooks.mjs', import.meta.url)

let suites = 0

/** What `jest` offers here; all else would change what the next suite finds. */
const jest = new Proxy(
  { setTimeout: ms => void (globalThis[TIMEOUT] = ms) },
  {
    get(offered, name) {
      if (Object.hasOwn(offered, name)) return offered[name]
      throw new Error(`jest.${String(name)} needs modules of the suite's own: name it *.alone.test.ts`)
    },
  },
)

export default class SharedRuntime {
  #globals = Promise.resolve()

  /** The test framework itself, a new one for each suite. */
  requireInternalModule(path) {
    delete globalThis[HANDLERS]
    for (const loaded of Object.keys(require.cache)) if (loaded.includes('/jest-circus/')) delete require.cache[loaded]
    return require(path)
  }

  /** Jest does not wait for it: whoever reads the suite does. */
  setGlobalsForRuntime(globals) {
    this.#globals = import('./globals.mjs').then(({ setGlobals }) => setGlobals({ ...globals, jest }))
  }

  unstable_shouldLoadAsEsm() {
    return true
  }

  async unstable_importModule(path) {
    suites += 1
    await this.#globals
    await import(`${pathToFileURL(path).href}?${suites}`)
  }

  requireModule(path) {
    return require(path)
  }

  getSourceMaps() {
    return new Map()
  }

  getAllCoverageInfoCopy() {
    return null
  }

  enterTestCode() {}
  leaveTestCode() {}

  teardown() {
    delete globalThis[TIMEOUT]
  }
}
