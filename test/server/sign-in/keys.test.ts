import { describe, expect, it } from '@jest/globals'
import { generateKeyPairSync } from 'node:crypto'
import { createKeySet } from '../../../src/server/sign-in/keys.js'
import type { KeySet } from '../../../src/server/sign-in/keys.js'

const jwk = (kid: string, rest: object = {}): object => ({
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }),
  kid,
  use: 'sig',
  ...rest,
})

interface Provider {
  readonly keys: KeySet
  readonly fetches: () => number
  /** When each fetch began. */
  readonly fetchedAt: readonly number[]
  /** Moves the clock on. */
  readonly pass: (ms: number) => void
  publish(...keys: unknown[]): void
  down(): void
}

function provider(...first: unknown[]): Provider {
  let published: unknown = { keys: first }
  let up = true
  let now = 1_000
  const fetchedAt: number[] = []
  return {
    keys: createKeySet({
      fetchKeys: () => {
        fetchedAt.push(now)
        return up ? Promise.resolve(published) : Promise.reject(new Error('down'))
      },
      algorithm: 'ES256',
      monotonic: () => now,
    }),
    fetches: () => fetchedAt.length,
    fetchedAt,
    pass: ms => (now += ms),
    publish: (...keys) => {
      up = true
      published = { keys }
    },
    down: () => (up = false),
  }
}

const UNAVAILABLE = { code: 'IDP_UNAVAILABLE' }

describe('the keys of an issuer', () => {
  it('are fetched when first needed, and not again for what is known', async () => {
    const { keys, fetches } = provider(jwk('one'), jwk('two'))
    expect(fetches()).toBe(0)
    for (const kid of ['one', 'two', 'one']) expect((await keys.find(kid))?.asymmetricKeyType).toBe('ec')
    expect(fetches()).toBe(1)
  })

  it('are fetched once for many who ask at once', async () => {
    const { keys, fetches } = provider(jwk('one'))
    await Promise.all(Array.from({ length: 100 }, () => keys.find('one')))
    expect(fetches()).toBe(1)
  })

  it.each([0, 1, 999, 7_500, 14_999, 15_000, 15_999, 29_900])(
    'cost at most two fetches in any thirty seconds of unknown key ids that begin %i ms after the first use',
    async phase => {
      const { keys, fetchedAt, pass } = provider(jwk('one'))
      await keys.find('one')
      pass(phase)
      for (let tenth = 0; tenth < 1_000; tenth += 1) {
        await Promise.all(Array.from({ length: 3 }, (_, nth) => keys.find(`unknown-${tenth}-${nth}`)))
        pass(100)
      }
      const within = fetchedAt.map(start => fetchedAt.filter(at => at >= start && at <= start + 30_000).length)
      expect(Math.max(...within)).toBe(2)
    },
  )

  it('are found through such a flood', async () => {
    const { keys } = provider(jwk('one'))
    const flood = Array.from({ length: 200 }, (_, nth) => keys.find(`unknown-${nth}`))
    expect(await keys.find('one')).not.toBeNull()
    expect(new Set(await Promise.all(flood))).toEqual(new Set([null]))
  })

  it('include a new one soon after it is published, flood or not, and lose the old', async () => {
    const { keys, publish, pass } = provider(jwk('old'))
    await keys.find('old')
    publish(jwk('new'))
    for (let second = 0; second < 17; second += 1) {
      await keys.find(`unknown-${second}`)
      pass(1_000)
    }
    expect(await keys.find('new')).not.toBeNull()
    expect(await keys.find('old')).toBeNull()
  })

  it('count for ten minutes while the provider is down, and no longer', async () => {
    const { keys, down, pass } = provider(jwk('one'))
    await keys.find('one')
    down()
    pass(599_000)
    expect(await keys.find('one')).not.toBeNull()
    pass(1_000)
    await expect(keys.find('one')).rejects.toMatchObject(UNAVAILABLE)
  })

  it('are fetched again after ten minutes, so that a key taken back is gone', async () => {
    const { keys, publish, pass, fetches } = provider(jwk('one'))
    await keys.find('one')
    publish(jwk('two'))
    pass(600_000)
    expect(await keys.find('one')).toBeNull()
    expect(fetches()).toBe(2)
  })

  it('cannot be known where the provider is down at the first use, and are once it is up', async () => {
    const { keys, down, publish, pass } = provider()
    down()
    await expect(keys.find('one')).rejects.toMatchObject(UNAVAILABLE)
    publish(jwk('one'))
    pass(16_000)
    expect(await keys.find('one')).not.toBeNull()
  })

  it('an unknown id is not called unknown while the provider cannot be asked for the first time', async () => {
    const { keys, down } = provider()
    down()
    const results = await Promise.allSettled(Array.from({ length: 10 }, (_, nth) => keys.find(`unknown-${nth}`)))
    expect(results.every(({ status }) => status === 'rejected')).toBe(true)
  })
})

describe('a key document', () => {
  it('may hold keys for other uses: they do not count', async () => {
    const { keys } = provider(jwk('one'), jwk('for-encryption', { use: 'enc' }), jwk('unsaid', { use: undefined }))
    expect(await keys.find('for-encryption')).toBeNull()
    expect(await keys.find('unsaid')).not.toBeNull()
  })

  it.each([
    ['of a kind that is not known', { kty: 'FUTURE', kid: 'odd', use: 'sig' }],
    ['that is secret', { kty: 'oct', k: 'c2VjcmV0', kid: 'odd', use: 'sig' }],
    ['that is broken', { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', kid: 'odd', use: 'sig' }],
    ['without an id', { ...jwk('x'), kid: undefined }],
    ['that is no object', 'odd'],
  ])('may hold a key %s: the others still count (RFC 7517, 5)', async (_, odd) => {
    const { keys } = provider(odd, jwk('one'))
    expect(await keys.find('one')).not.toBeNull()
    expect(await keys.find('odd')).toBeNull()
  })

  it.each([null, [], {}, { keys: 'none' }, { keys: null }, '<html>'])(
    'that is none counts as no answer: %j',
    async document => {
      const keys = createKeySet({
        fetchKeys: () => Promise.resolve(document),
        algorithm: 'ES256',
        monotonic: () => 1_000,
      })
      await expect(keys.find('one')).rejects.toMatchObject(UNAVAILABLE)
    },
  )

  it('with a thousand keys is not read', async () => {
    const { keys } = provider(...Array.from({ length: 1_000 }, (_, nth) => ({ kty: 'EC', kid: String(nth) })))
    await expect(keys.find('1')).rejects.toMatchObject(UNAVAILABLE)
  })
})
