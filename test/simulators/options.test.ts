import { describe, expect, it } from '@jest/globals'
import { readOptions } from '../../simulators/options.js'

describe('the command line of the simulators', () => {
  it('has a default for everything', () => {
    expect(readOptions([])).toEqual({
      size: 2000,
      seed: 1,
      latency: { latencyScale: 0.1 },
      dataDir: '.hafan',
      portBase: null,
    })
  })

  it.each([
    ['real', { latencyScale: 1 }],
    ['tenth', { latencyScale: 0.1 }],
    ['none', { latencyScale: 0 }],
    ['40', { fixedLatencyMs: 40 }],
  ])('takes the latency %s', (text, latency) => {
    expect(readOptions(['--latency', text])).toMatchObject({ latency })
  })

  it.each([
    [['--latency', 'slow']],
    [['--size', '199']],
    [['--size', '1e9']],
    [['--seed', 'x']],
    [['--port-base', '80']],
    [['--ports', '1']],
    [['extra']],
  ])('refuses %j', args => {
    expect(() => readOptions(args)).toThrow()
  })

  it('helps', () => {
    expect(readOptions(['--help'])).toBe('help')
  })
})
