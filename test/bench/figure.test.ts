import { describe, expect, it } from '@jest/globals'
import { HELP, run } from '../../bench/figure.js'
import { FIGURES } from '../../bench/figures.js'
import type { Figure } from '../../bench/figures.js'

const figures: readonly Figure[] = [
  {
    name: 'calls',
    unit: 'calls',
    target: { text: '≤ 3', met: value => value <= 3 },
    askedBy: 'the main job',
    measure: () => Promise.resolve({ value: 2.004, notes: ['relationship, locate, read'] }),
  },
  {
    name: 'seconds-to-answer',
    unit: 's',
    target: { text: '≤ 60', met: value => value <= 60 },
    askedBy: 'the main job',
    measure: () => Promise.resolve({ value: 61 }),
  },
]

describe('npm run figure', () => {
  it('prints name, value, unit and target, and its notes under it', async () => {
    expect(await run(['calls'], figures)).toEqual({
      text: 'calls 2 calls target ≤ 3\n  relationship, locate, read\n',
      exitCode: 0,
    })
  })

  it('exits 1 when the figure falls short', async () => {
    expect(await run(['seconds-to-answer'], figures)).toEqual({
      text: 'seconds-to-answer 61 s target ≤ 60\n',
      exitCode: 1,
    })
  })

  it('measures several, and exits 1 when one of them falls short', async () => {
    const { text, exitCode } = await run(['calls', 'seconds-to-answer'], figures)
    expect([exitCode, text]).toEqual([1, expect.stringMatching(/^calls 2[^]*seconds-to-answer 61/)])
  })

  it('lists every figure with its unit, its target and what asked for it', async () => {
    expect((await run(['--list'], figures)).text).toBe(
      'calls              calls  ≤ 3   asked for by: the main job\n' +
        'seconds-to-answer  s      ≤ 60  asked for by: the main job\n',
    )
  })

  it('refuses a name it does not know, and shows those it does', async () => {
    const { text, exitCode } = await run(['call'], figures)
    expect([exitCode, text]).toEqual([2, expect.stringContaining('There is no figure call.')])
  })

  it.each([['--help'], ['-h']])('%s says how to call it', async word => {
    expect(await run([word], figures)).toEqual({ text: HELP, exitCode: 0 })
  })

  it('has one entry a name', () => {
    const names = FIGURES.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })
})
