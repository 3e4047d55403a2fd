import { describe, expect, test } from '@jest/globals'
import { parse } from 'graphql'
import { CALLERS } from './callers.js'
import { draw } from './operations.js'
import { createRandom } from './random.js'
import { shrink } from './shrink.js'
import { createWorld } from './world.js'

const [canary] = CALLERS
if (!canary) throw new Error('somebody asks')
const drawn = draw(0, canary, { world: createWorld(), random: createRandom(1), asked: new Map(), cursors: new Map() })

describe('a failure made smaller', () => {
  test('keeps what it fails by, and nothing beside it', async () => {
    const text = 'query ($a: Int, $b: Int) { one(x: $a) { two three } ...four } fragment four on Query { five(y: $b) }'
    const small = await shrink({ ...drawn, text, variables: { a: 1, b: 2 } }, one =>
      Promise.resolve(one.text.includes('three')),
    )
    expect(small.text.replace(/\s+/g, ' ')).toBe('query ($a: Int) { one(x: $a) { three } }')
    expect(small.variables).toEqual({ a: 1 })
  })

  test('stays an operation where every operation fails', async () => {
    const small = await shrink({ ...drawn, text: '{ one { two } three }' }, () => Promise.resolve(true))
    expect(() => parse(small.text)).not.toThrow()
  })
})
