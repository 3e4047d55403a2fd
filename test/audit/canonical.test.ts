import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { canonicalJson, type Canonical } from '../../src/audit/canonical.js'
import { chainRow, EMPTY } from '../../src/audit/chain.js'

describe('canonical JSON', () => {
  it('orders names and leaves no room for taste', () => {
    expect(canonicalJson({ b: [1, null, true], a: 'ŷ "quoted"\n', é: {}, B: -0 })).toBe(
      '{"B":0,"a":"ŷ \\"quoted\\"\\n","b":[1,null,true],"é":{}}',
    )
  })

  it('reads back as what was written, whatever the order it was given in', () => {
    const value = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)))
    fc.assert(
      fc.property(value, row => {
        const turned = Object.fromEntries(Object.entries(row).reverse()) as Record<string, Canonical>
        expect(canonicalJson(turned)).toBe(canonicalJson(row))
        expect(JSON.parse(canonicalJson(row))).toEqual({ ...row })
      }),
    )
  })

  it.each([0.5, NaN, Infinity, 2 ** 53])('refuses %p, which has more than one spelling or none', number => {
    expect(() => canonicalJson([number])).toThrow(RangeError)
  })
})

describe('the chain', () => {
  it('has these bytes and this hash: a verifier written from this test must agree', () => {
    const chainId = '6f1c9d3e-2b64-4b0a-9a57-0f6b6a7f8d10'
    const first = chainRow(chainId, EMPTY, {
      kind: 'REFUSAL',
      at: '2026-11-22T07:00:00.000Z',
      body: canonicalJson({ code: 'TOKEN_REFUSED', n: 1 }),
    })
    expect(first.record).toBe(
      '{"at":"2026-11-22T07:00:00.000Z","body":{"code":"TOKEN_REFUSED","n":1},"chain":"6f1c9d3e-2b64-4b0a-9a57-0f6b6a7f8d10",' +
        '"kind":"REFUSAL","prev":"0000000000000000000000000000000000000000000000000000000000000000","seq":1,"v":1}',
    )
    expect(first.hash.toString('hex')).toMatchInlineSnapshot(
      `"4ad5db2220871cc0e0647d97740085fdc23dae2ddfb2eeae95f3c8209bc2d031"`,
    )
    const second = chainRow(chainId, first, {
      kind: 'INTENT',
      at: '2026-11-22T07:00:01.000Z',
      body: canonicalJson({ cy: 'Siân' }),
    })
    expect(second).toMatchObject({ seq: 2, prev: first.hash })
    expect(second.hash.toString('hex')).toMatchInlineSnapshot(
      `"84cbfa9a49a60278a31a74afbaf2dd82187861d3bc5798f975fb9988df4d02fb"`,
    )
  })
})
