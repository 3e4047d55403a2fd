// `@jest/globals` of a suite that shares its worker's modules: live bindings, put in place before each suite is read.
export let jest, expect, describe, it, test, beforeAll, beforeEach, afterEach, afterAll

export const setGlobals = globals =>
  ({ jest, expect, describe, it, test, beforeAll, beforeEach, afterEach, afterAll } = globals)
