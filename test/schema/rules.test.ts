import { describe, expect, it } from '@jest/globals'
import { buildSchema } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { loadTypeDefs } from '../../src/schema/load.js'
import { breakingAgainst, holed, promised, undated, undescribed, unlabelled } from './rules.js'

const sdl = loadTypeDefs()
const schema = buildSchema(sdl)
const today = new Date().toISOString().slice(0, 10)
/** The schema with a violation in it. */
const withSdl = (violation: string): GraphQLSchema => buildSchema(`${sdl}\n${violation}`)

describe('descriptions', () => {
  it('stand on every type, field, argument, enum value, input and directive', () => {
    expect(undescribed(schema)).toEqual([])
  })

  it.each([
    ['type Bare @shared(category: DERIVED) { "A." a: ID }', 'Bare'],
    ['"T." type T @shared(category: DERIVED) { bare: ID }', 'T.bare'],
    ['"T." type T @shared(category: DERIVED) { "A." a(bare: ID): ID }', 'T.a(bare:)'],
    ['"E." enum E { BARE @label(en: "a", cy: "b") }', 'E.BARE'],
    ['"I." input I { bare: ID }', 'I.bare'],
    ['"S." scalar S scalar Bare', 'Bare'],
    ['directive @bare on FIELD', '@bare'],
    ['"T." type T @shared(category: DERIVED) { " " bare: ID }', 'T.bare'],
  ])('are missed: %s', (violation, coordinate) => {
    expect(undescribed(withSdl(violation))).toEqual([coordinate])
  })
})

describe('names of enum values', () => {
  it('are given in English and Welsh', () => {
    expect(unlabelled(schema)).toEqual([])
  })

  it.each(['en: "a", cy: ""', 'en: " ", cy: "b"'])('are missed where one is empty: %s', label => {
    expect(unlabelled(withSdl(`enum E { A @label(${label}) }`))).toEqual(['E.A'])
  })

  it('are missed where there is none', () => {
    expect(() => unlabelled(withSdl('enum E { A }'))).toThrow('E.A has no @label')
  })
})

describe('fields that can be withheld or fail', () => {
  it('are nullable', () => {
    expect(promised(schema)).toEqual([])
  })

  it('are noticed where they promise a value', () => {
    const violation = withSdl('type T @shared(category: POLICE_RECORD) { a: ID! b: ID c: [ID!]! }')
    expect(promised(violation)).toEqual(['T.a', 'T.c'])
  })
})

describe('lists', () => {
  it('hold no nulls', () => {
    expect(holed(schema)).toEqual([])
  })

  it.each(['[ID]', '[ID]!'])('are noticed where they may: %s', type => {
    expect(holed(withSdl(`type T @shared(category: DERIVED) { a: ${type} }`))).toEqual(['T.a'])
  })
})

describe('deprecations', () => {
  const deprecated = (reason: string): GraphQLSchema =>
    withSdl(`type T @shared(category: DERIVED) { a: ID @deprecated(reason: "${reason}") }`)

  it('say on which day they end, and end then', () => {
    expect(undated(schema, today)).toEqual([])
  })

  it('may stand until their day', () => {
    expect(undated(deprecated('Use `b`. Removed on 2026-12-01.'), '2026-11-30')).toEqual([])
  })

  it.each(['Use `b`.', 'Removed soon.', 'Use `b`. Removed on 2026-12-01.'])('are noticed: %s', reason => {
    expect(undated(deprecated(reason), '2026-12-01')).toEqual([`T.a: ${reason}`])
  })
})

describe('changes that break clients', () => {
  const old = 'type Query { a: ID b(c: ID): String }'

  it.each([
    ['type Query { b(c: ID): String }', 'Query.a was removed.'],
    ['type Query { a: Int b(c: ID): String }', 'Query.a changed type from ID to Int.'],
    ['type Query { a: ID b(c: ID!): String }', 'Query.b arg c has changed type from ID to ID!.'],
  ])('are found: %s', (changed, description) => {
    expect(breakingAgainst(old, changed)).toEqual([description])
  })

  it('are not a new field, nor a built-in scalar that nothing uses any more', () => {
    expect(breakingAgainst('type Query { a: ID }', 'type Query { a: ID d: String }')).toEqual([])
    expect(
      breakingAgainst('type Query { a: ID, b: E } enum E { F }', 'type Query { a: ID, b: E } enum E { F }'),
    ).toEqual([])
  })
})
