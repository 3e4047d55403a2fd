// The bench beside peers: it says where its harness is missing, compares within one run, and maps what the harness serves.
import { describe, expect, it } from '@jest/globals'
import { openSources } from '../../src/adapters/registry.js'
import { openHarness } from '../../bench/peers/harness.js'
import { median, ratio, type Measurement } from '../../bench/peers/results.js'
import { configsOf, KINDS } from '../../bench/peers/systems/index.js'

const deps = { secret: () => '', now: () => new Date() }
const configs = configsOf(() => 'http://127.0.0.1:8090/somewhere')

describe('the bench beside peers', () => {
  it.each([undefined, '/nowhere'])('says that there is no harness at %s', async PEERS => {
    await expect(openHarness(PEERS === undefined ? {} : { PEERS }, '/nowhere')).rejects.toThrow(
      'PEERS names the folder',
    )
  })

  it('divides medians of one run, of one query and as many connections', () => {
    const one = (peer: string, cpu: number, c = 16): Measurement => ({ peer, q: 'combined', c, cpu, rps: 1, p50: 1, p99: 1, rss: 1 }) // prettier-ignore
    const results = [one('limit', 1), one('limit', 3), one('limit', 50, 1), one('hafan', 6), one('hafan', 4), one('hafan', 90)] // prettier-ignore
    expect(ratio(results, 'hafan', 'combined', 16)).toBe(3)
    expect(median([4, 1, 2])).toBe(2)
  })

  it('opens kinds of its own, which the gateway itself does not know', () => {
    expect(openSources(configs, deps, KINDS).map(({ source }) => source.offers.size > 0)).toEqual([
      ...[true, true, true, true, false],
    ])
    expect(() => openSources(configs, deps)).toThrow('the source police is of a kind that there is not')
  })
})
