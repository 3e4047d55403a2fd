// Where a suite runs that shares its worker's modules: in the realm those were loaded in, so that an Error or a Date of a module
// is one for the test too. What jest puts on the global object for one suite is taken off after it.
export default class SharedEnvironment {
  global = globalThis
  fakeTimers = null
  fakeTimersModern = null
  #console = globalThis.console
  #exit = process.exit

  exportConditions() {
    return ['node', 'node-addons']
  }

  /** None: the suite runs in the worker's own. */
  getVmContext() {
    return null
  }

  async setup() {
    // Node maps the stacks of what it loaded itself.
    delete Error.prepareStackTrace
    process.setSourceMapsEnabled(true)
  }

  async teardown() {
    globalThis.console = this.#console
    process.exit = this.#exit
  }
}
