import { describe, expect, it } from '@jest/globals'
import { buildSchema } from 'graphql'
import { classify } from '../../src/schema/classification.js'
import { loadTypeDefs } from '../../src/schema/load.js'

const sdl = loadTypeDefs()

describe('classification of the schema', () => {
  it('finds every coordinate classified and every part with a category', () => {
    const { coordinates, parts } = classify(buildSchema(sdl))
    expect(coordinates.size).toBeGreaterThan(300)
    expect(parts.get('police.intelligence')).toMatchObject({ category: 'POLICE_INTELLIGENCE', level: 'SUMMARY' })
  })

  it('refuses a type without @shared and names the field', () => {
    expect(() => classify(buildSchema(`${sdl}\ntype Leak { secret: String }`))).toThrow('Leak.secret has no @shared')
  })

  it('refuses a weak edge to an unguarded leaf and names both', () => {
    const leak = `${sdl}\nextend type Child { shortcut: IntelligenceReport }`
    expect(() => classify(buildSchema(leak))).toThrow(
      /Child\.shortcut \(DERIVED NONE\) leads to IntelligenceReport\.text/,
    )
  })
})
