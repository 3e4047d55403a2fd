// How many forged, stretched or crossed tokens are taken for good ones; and what a flood of unknown key ids costs a provider.
import { generateKeyPairSync } from 'node:crypto'
import { createKeySet } from '../../src/server/sign-in/keys.js'
import { callerOf } from '../../src/server/sign-in/tokens.js'
import { forgedDeps, forgedTokens } from '../../test/server/sign-in/forged/index.js'
import { providers, signIn, token } from '../../test/server/sign-in/tokens-kit.js'
import type { Measured } from '../figures.js'

/** Throws where a good token is refused: then the forged ones show nothing. */
export async function measureForged(): Promise<Measured> {
  for (const one of providers) await signIn(token(one), forgedDeps)
  const all = forgedTokens()
  const outcomes = await Promise.allSettled(all.map(({ header }) => callerOf(header, forgedDeps)))
  const taken = all.filter((_, index) => outcomes[index]?.status === 'fulfilled')
  return {
    value: taken.length,
    notes: [`${all.length} tokens, each wrong in one thing`, ...taken.map(({ name }) => `TAKEN: ${name}`)],
  }
}

const SECONDS = 30
const A_SECOND = 200

/** Fetches of a provider's keys in thirty seconds of unknown key ids, in the middle of which the key is rotated. */
export async function measureKeyFetches(): Promise<Measured> {
  const jwk = (kid: string): object => ({
    ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }),
    kid,
  })
  let published = [jwk('old')]
  let now = 0
  let fetches = 0
  const keys = createKeySet({
    fetchKeys: () => {
      fetches += 1
      return Promise.resolve({ keys: published })
    },
    algorithm: 'ES256',
    monotonic: () => now,
  })
  await keys.find('old')
  let foundAfter = Number.NaN
  for (let second = 0; second < SECONDS; second += 1) {
    if (second === 5) published = [jwk('new')]
    await Promise.all(Array.from({ length: A_SECOND }, (_, nth) => keys.find(`unknown-${second}-${nth}`)))
    if (Number.isNaN(foundAfter) && second >= 5 && (await keys.find('new')) !== null) foundAfter = second - 5
    now += 1_000
  }
  if (Number.isNaN(foundAfter)) throw new Error('the new key was never found')
  return {
    value: fetches,
    notes: [`${SECONDS * A_SECOND} unknown key ids; a key rotated in the fifth second was found ${foundAfter} s later`],
  }
}
