import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createKeys } from '../../src/store/keys.js'

const keys = createKeys(Buffer.alloc(32, 'one'))
const others = createKeys(Buffer.alloc(32, 'two'))
const uuid = fc.uuid()

describe('the key ring', () => {
  it('refuses a short master secret', () => {
    expect(() => createKeys(Buffer.alloc(31))).toThrow(RangeError)
  })

  it('gives every replica the same keys', () => {
    const again = createKeys(Buffer.alloc(32, 'one'))
    expect(again.identifierHmac('NHS_NUMBER', '9990000018')).toEqual(keys.identifierHmac('NHS_NUMBER', '9990000018'))
    expect(again.fingerprint).toEqual(keys.fingerprint)
    expect(others.fingerprint).not.toEqual(keys.fingerprint)
  })

  it('keeps its derivation: a changed one would make every stored child unknown', () => {
    expect(keys.identifierHmac('NHS_NUMBER', '9990000018').toString('hex')).toMatchInlineSnapshot(
      `"992a16d47f6c2936e6095119c2b1e75ec2fa7dfa6eb948f5624de40fc018c608"`,
    )
    expect(keys.pseudonym('audit-person', 'someone')).toMatchInlineSnapshot(`"fbc14ee2d4e743f928e46d53b71ecb98"`)
    expect(keys.childId.encode('00000000-0000-4000-8000-000000000001')).toMatchInlineSnapshot(
      `"a355d027-8913-96de-4bcc-96f49266aad1"`,
    )
  })

  it('hashes the same digits differently by scheme and by secret', () => {
    const hashes = [keys, others].flatMap(ring => [
      ring.identifierHmac('NHS_NUMBER', '1'),
      ring.identifierHmac('UPN', '1'),
    ])
    expect(new Set(hashes.map(hash => hash.toString('hex'))).size).toBe(4)
  })
})

describe('Child.id', () => {
  it('goes there and back for every UUID', () => {
    fc.assert(fc.property(uuid, id => keys.childId.decode(keys.childId.encode(id)) === id))
  })

  it('goes back and there for every id: it is a permutation', () => {
    fc.assert(fc.property(uuid, id => keys.childId.encode(keys.childId.decode(id) ?? '') === id))
  })

  it('gives no two children one id', () => {
    fc.assert(
      fc.property(fc.uniqueArray(uuid, { minLength: 2, maxLength: 50 }), ids => {
        return new Set(ids.map(id => keys.childId.encode(id))).size === ids.length
      }),
    )
  })

  it('depends on the secret, and does not show the UUID', () => {
    const id = '5f0c2a44-9f3b-4c8e-8f55-1b7f1f0d2a11'
    expect(keys.childId.encode(id)).not.toBe(id)
    expect(keys.childId.encode(id)).not.toBe(others.childId.encode(id))
  })

  it.each(['', 'x', '5F0C2A44-9F3B-4C8E-8F55-1B7F1F0D2A11', '5f0c2a449f3b4c8e8f551b7f1f0d2a11', '9990000018'])(
    'has one spelling only: %p is none',
    id => {
      expect(keys.childId.decode(id)).toBeNull()
    },
  )
})

describe('seals', () => {
  it('open with the same key and words only', () => {
    const sealed = keys.anchors.seal('Siân', 'source\nchild')
    expect(keys.anchors.open(sealed, 'source\nchild')).toBe('Siân')
    expect(keys.anchors.open(sealed, 'source\nother child')).toBeNull()
    expect(others.anchors.open(sealed, 'source\nchild')).toBeNull()
  })

  it('never give the same bytes twice', () => {
    expect(keys.anchors.seal('same', 'same')).not.toEqual(keys.anchors.seal('same', 'same'))
  })

  it('refuse any flipped bit, and any cut', () => {
    const sealed = keys.anchors.seal('plain', 'bound')
    for (let byte = 0; byte < sealed.length; byte += 1) {
      const flipped = Buffer.from(sealed)
      flipped[byte] = (flipped[byte] ?? 0) ^ 1
      expect(keys.anchors.open(flipped, 'bound')).toBeNull()
      expect(keys.anchors.open(sealed.subarray(0, byte), 'bound')).toBeNull()
    }
  })

  it('tie a cursor to whom it was given', () => {
    const cursor = keys.cursor.seal('{"after":12}', 'subject a')
    expect(keys.cursor.open(cursor, 'subject a')).toBe('{"after":12}')
    expect(keys.cursor.open(cursor, 'subject b')).toBeNull()
    expect(keys.cursor.open('not a cursor', 'subject a')).toBeNull()
  })

  it('do not tell by a cursor’s length what it holds', () => {
    expect(keys.cursor.seal('1', 'a').length).toBe(keys.cursor.seal('1234567890'.repeat(6), 'a').length)
  })
})
