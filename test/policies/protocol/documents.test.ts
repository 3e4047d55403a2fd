// What is written for people says what is decided, and the words are those of the schema.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import type { EnumTypeDefinitionNode } from 'graphql'
import { parse } from 'graphql'
import { CHILD_CATEGORIES, PURPOSES, RELATIONSHIPS, renderMatrix } from '../../../src/policies/protocol/index.js'
import { gwent, unproved, withCell } from './support.js'

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const enumOf = (file: string, name: string): readonly string[] =>
  parse(read(`src/schema/${file}`), { noLocation: true })
    .definitions.filter(
      (each): each is EnumTypeDefinitionNode => each.kind === 'EnumTypeDefinition' && each.name.value === name,
    )
    .flatMap(each => (each.values ?? []).map(value => value.name.value))

describe('docs/matrix.md', () => {
  it('is what the protocol says: run "npm run matrix" and commit the result', () => {
    expect(read('docs/matrix.md')).toBe(renderMatrix(gwent()))
  })

  it('is another text as soon as one cell is', () => {
    expect(renderMatrix(unproved(withCell('CONTACT', 'SL', 'E')))).not.toBe(read('docs/matrix.md'))
  })
})

describe('docs/categories.md', () => {
  const named = [...read('docs/categories.md').matchAll(/`([A-Z_]{4,})`/g)].map(([, word]) => word)

  it('gives every category a field', () => {
    expect(CHILD_CATEGORIES.filter(category => !named.includes(category))).toEqual([])
  })

  it('puts no field in a category that does not exist', () => {
    const categories = read('docs/categories.md')
      .split('\n')
      .filter(line => line.startsWith('| ') && !line.startsWith('| ---'))
      .flatMap(line => [...(line.split('|')[3] ?? '').matchAll(/`([A-Z_]+)`/g)].map(([, word]) => word))
    expect(categories.length).toBeGreaterThan(60)
    expect(categories.filter(word => !enumOf('protocol.graphql', 'Category').includes(word ?? ''))).toEqual([])
  })
})

describe('the words of the protocol', () => {
  it('are the words of the schema', () => {
    expect([...CHILD_CATEGORIES]).toEqual(
      enumOf('protocol.graphql', 'Category').filter(each => each !== 'OPERATIONAL' && each !== 'DERIVED'),
    )
    expect([...PURPOSES]).toEqual(enumOf('protocol.graphql', 'Purpose'))
    expect([...RELATIONSHIPS]).toEqual(enumOf('child.graphql', 'Relationship'))
  })
})
