import { describe, expect, it } from '@jest/globals'
import { NOBODY } from '../../../src/children/identity/link-by-score.js'
import { createProgress } from '../../../src/cli/link/progress.js'

const page = (records: number, done = false) => ({
  ...{
    sourceId: 'health',
    records,
    linked: records,
    standing: records,
    conflicts: 0,
    untraced: 0,
    done,
    failed: false,
  },
  byScore: { ...NOBODY, linked: 2, review: 1 },
})

/** What is written of pages that come a second apart. */
function written(terminal: boolean, pages: number): string[] {
  const all: string[] = []
  let ms = 0
  const progress = createProgress({ writeError: text => all.push(text), terminal, monotonic: () => ms })
  for (let nth = 1; nth <= pages; nth += 1) {
    ms += 1000
    progress.say(page(nth * 1000, nth === pages))
  }
  progress.end()
  return all
}

describe('progress', () => {
  it('is a bar that moves, on one line written over, at a terminal', () => {
    const all = written(true, 40)
    expect(all).toHaveLength(41)
    const bars = all.slice(0, -1).map(text => /^\r\u001b\[2K(\[[ #]{20}\])/.exec(text)?.[1])
    expect(new Set(bars).size).toBe(16)
    expect(all[0]).toContain('health: 1,000 read, 1,000 linked by number, 2 by score, 1 for review, 1 s')
    expect(all.at(-1)).toBe('\n')
  })

  it('is a line every ten seconds and at the end elsewhere', () => {
    const all = written(false, 25)
    expect(all.map(text => /, (\d+) s\n$/.exec(text)?.[1])).toEqual(['10', '20', '25'])
    expect(all.join('')).not.toContain('\u001b')
  })

  it('tells at once why a list could not be read on', () => {
    const all: string[] = []
    const progress = createProgress({ writeError: text => all.push(text), terminal: false, monotonic: () => 0 })
    progress.say({ ...page(1), failed: true, code: 'REFUSED' })
    expect(all.join('')).toContain('could not be read on (REFUSED)')
  })
})
