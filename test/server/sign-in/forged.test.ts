import { describe, expect, it } from '@jest/globals'
import { callerOf } from '../../../src/server/sign-in/tokens.js'
import { forgedDeps, forgedTokens } from './forged/index.js'
import { providers, signIn, token } from './tokens-kit.js'

const all = forgedTokens()

describe('forged, stretched and crossed tokens', () => {
  it('are at least two hundred, each of another kind', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
    expect(all.length).toBeGreaterThanOrEqual(200)
  })

  it('beside them, good ones of the same providers are taken', async () => {
    for (const one of providers) expect((await signIn(token(one), forgedDeps)).person?.agency).toBe(one.row.agency)
  })

  it.each(all)('$name', async ({ header, code }) => {
    await expect(callerOf(header, forgedDeps)).rejects.toMatchObject({ code })
  })
})
