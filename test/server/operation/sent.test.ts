import { describe, expect, it } from '@jest/globals'
import { sentAs } from '../../../src/server/operation/sent.js'

describe('the bytes of an answer', () => {
  it('have errors first, and end the line', () => {
    expect(sentAs({ data: { a: 1 }, errors: [{ message: 'm' }] })).toBe('{"errors":[{"message":"m"}],"data":{"a":1}}\n')
  })

  it('are the same for what is hashed and what is sent, though Apollo makes another object of it', () => {
    const [data, errors] = [{ a: 1 }, [{ message: 'm' }]]
    const hashed = sentAs({ data, errors })
    data.a = 2
    expect(sentAs({ errors, data })).toBe(hashed)
  })

  it('are others where the errors are others, or the data', () => {
    const data = { a: 1 }
    const plain = sentAs({ data })
    expect(sentAs({ data, errors: [{ message: 'm' }] })).not.toBe(plain)
    expect(sentAs({ data: { a: 1, b: 2 } })).not.toBe(plain)
    expect(sentAs({ data: null, errors: [{ message: 'm' }] })).toBe('{"errors":[{"message":"m"}],"data":null}\n')
  })
})
