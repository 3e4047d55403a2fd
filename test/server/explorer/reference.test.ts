import { buildSchema, isInputObjectType, isInterfaceType, isObjectType } from 'graphql'
import { describe, expect, it } from '@jest/globals'
import { loadTypeDefs, typeDefsByDomain } from '../../../src/schema/load.js'
import { createReference } from '../../../src/server/explorer/reference.js'

const pages = createReference()
const schema = buildSchema(loadTypeDefs())

/** Links within the reference that lead to no page, or to no type on it. */
const deadLinks = (all: ReadonlyMap<string, string>): readonly string[] =>
  [...all.values()].flatMap(text =>
    [...text.matchAll(/href="([\w-]+)(?:#(\w+))?"/g)]
      .filter(([, domain = '', type]) => {
        const page = all.get(`/reference/${domain}`)
        return page === undefined || (type !== undefined && !page.includes(`id="${type}"`))
      })
      .map(([link]) => link),
  )

describe('the reference', () => {
  it('has a page for each domain, and every type of the schema on one of them', () => {
    expect([...pages.keys()]).toEqual([
      '/reference/',
      ...[...typeDefsByDomain().keys()].map(name => `/reference/${name}`),
    ])
    const listed = [...pages.values()].flatMap(text => [...text.matchAll(/<h2 id="(\w+)">/g)].map(([, name]) => name))
    const types = Object.keys(schema.getTypeMap()).filter(name => !name.startsWith('__'))
    expect(listed.sort()).toEqual(
      types.filter(name => !['String', 'ID', 'Int', 'Float', 'Boolean'].includes(name)).sort(),
    )
  })

  it('has a row for every field', () => {
    const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'))
    const fields = types.flatMap(type =>
      isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? Object.keys(type.getFields()) : [],
    )
    const rows = [...pages.values()].flatMap(text => [...text.matchAll(/<h2 id="\w+">.*?<\/section>/gs)])
    const counted = rows.flatMap(([section]) =>
      /<th>(field)<\/th>/.test(section) ? [...section.matchAll(/<tr><td>/g)] : [],
    )
    expect(counted).toHaveLength(fields.length)
  })

  it('says of a field what it holds, under which category and level, and what it leads to', () => {
    const police = pages.get('/reference/police') ?? ''
    expect(police).toContain(
      '<td><code>intelligence</code></td><td>[<a href="police#IntelligenceReport"><code>IntelligenceReport</code></a>!]</td>' +
        '<td>Graded intelligence.</td><td>POLICE_INTELLIGENCE, SUMMARY</td>',
    )
    expect(pages.get('/reference/answers')).toContain('<td>Could not be reached</td>')
    expect(pages.get('/reference/find')).not.toContain('undefined')
  })

  it('links nowhere that is not there', () => {
    expect(deadLinks(pages)).toEqual([])
    expect(deadLinks(new Map([['/reference/a', '<a href="b#C">']]))).toEqual(['href="b#C"'])
  })

  it('says what is deprecated, and shows text as text', () => {
    const sdl = `"<i>T</i>" type T { "Was \`b\`." a("1 < 2" c: Int = 1): ID @deprecated(reason: "Use \`b\`. Removed on 2030-01-01.") }`
    const text = createReference(new Map([['t', sdl]])).get('/reference/t') ?? ''
    expect(text).toContain('<p>&lt;i&gt;T&lt;/i&gt;</p>')
    expect(text).toContain(
      'Was <code>b</code>. <strong class="deprecated">Deprecated. Use <code>b</code>. Removed on 2030-01-01.</strong>',
    )
    expect(text).toContain('<code>c</code> <code>Int</code> = <code>1</code>: 1 &lt; 2')
  })
})
