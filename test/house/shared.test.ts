import { describe, expect, it, jest } from '@jest/globals'

describe('a suite that shares the modules of its worker', () => {
  it('may not spy on them or replace them', () => {
    expect(() => jest.spyOn(console, 'log')).toThrow('*.alone.test.ts')
    expect(() => void jest.unstable_mockModule('../../src/paths.js', () => ({}))).toThrow('*.alone.test.ts')
  })

  it('has the product once and what is of the tests anew', async () => {
    const [again, paths] = [await import('./fresh.js'), await import('../../src/paths.js')]
    expect(new URL(again.url).search).not.toBe('')
    expect(new URL(import.meta.resolve('../../src/paths.js')).search).toBe('')
    expect(paths.projectRoot).toContain('/')
  })
})
