import { expect } from '@jest/globals'

/** Byte for byte; where they differ, the difference is shown as one of objects, which can be read. */
export function expectSame(given: unknown, expected: unknown): void {
  if (JSON.stringify(given) === JSON.stringify(expected)) return
  expect(given).toEqual(expected)
  expect(JSON.stringify(given)).toBe(JSON.stringify(expected))
}
