// What a document asks for, in every shape a document can ask in.
import { describe, expect, it } from '@jest/globals'
import { Kind, parse, validate } from 'graphql'
import type { OperationDefinitionNode } from 'graphql'
import { requestedBy } from '../../src/policies/requested.js'
import { resolvers } from '../../src/resolvers/index.js'
import { buildExecutable } from '../../src/schema/build.js'

const schema = buildExecutable(resolvers)
const ANSWERS = 10

function requested(text: string, variables: Readonly<Record<string, unknown>> = {}): ReturnType<typeof requestedBy> {
  const document = parse(text)
  expect(validate(schema, document)).toEqual([])
  const operation = document.definitions.find(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  )
  if (!operation) throw new Error('no operation')
  return requestedBy(schema, document, operation, { yes: true, no: false, ...variables })
}
const coordinates = (text: string, variables?: Readonly<Record<string, unknown>>): string[] =>
  [...requested(text, variables).coordinates.keys()].sort()

const child = (fields: string, more = ''): string =>
  `query ($yes: Boolean!, $no: Boolean!) {
    child(by: { nhsNumber: "9990000018" }, purpose: ASSESS_RISK) { __typename ${fields} }
    labels @include(if: $yes) { value } sources @skip(if: $no) { id }
  } ${more}`
const REST = ['EnumLabel.value', 'Query.child', 'Query.labels', 'Query.sources', 'Source.id']
const MARKERS = ['Child.police', 'PoliceAnswer.record', 'PoliceMarker.note', 'PoliceRecord.markers']

describe('the coordinates of an operation', () => {
  it('are those of its fields, by type and not by alias', () => {
    const text = child('... on Child { first: police { it: record { all: markers { why: note } } } }')
    expect(coordinates(text)).toEqual([...MARKERS, ...REST].sort())
  })

  it('are found through fragments in fragments', () => {
    const text = child(
      '...A',
      'fragment A on Child { police { ...B } } fragment B on PoliceAnswer { record { ...C } } fragment C on PoliceRecord { markers { note } }',
    )
    expect(coordinates(text)).toEqual([...MARKERS, ...REST].sort())
  })

  it('are found in inline fragments on the union and without a type', () => {
    const text = child('... on Child { ... { police { record { ... @include(if: true) { markers { note } } } } } }')
    expect(coordinates(text)).toEqual([...MARKERS, ...REST].sort())
  })

  it('are those of every type that an interface may be, where a fragment names the interface', () => {
    const text = child('... on Child { police { ...E } }', 'fragment E on Answer { status reason }')
    expect(coordinates(text)).toEqual(['Child.police', 'PoliceAnswer.reason', 'PoliceAnswer.status', ...REST].sort())
  })

  it('are those of every section that a fragment on the interface is spread in', () => {
    const sections = ['identity', 'contact', 'family', 'missingEpisodes', 'police', 'socialCare', 'education', 'health', 'thirdSector', 'hub'] // prettier-ignore
    const text = child(
      `... on Child { ${sections.map(name => `${name} { ...E }`).join(' ')} }`,
      'fragment E on Answer { withheld { coordinate } }',
    )
    expect(coordinates(text).filter(name => name.endsWith('Answer.withheld'))).toHaveLength(ANSWERS)
  })

  it('are those of every type of the union that a field stands in', () => {
    const text = child('... on ChildExists { whomToRing { phone } } ... on ChildNotShown { whomToRing { name } }')
    const found = ['AgencyContact.name', 'AgencyContact.phone', 'ChildExists.whomToRing', 'ChildNotShown.whomToRing']
    expect(coordinates(text)).toEqual([...found, ...REST].sort())
  })

  it('of a fragment are those of its own type alone, where another has a field of the name', () => {
    const found = ['AgencyContact.phone', 'ChildExists.whomToRing']
    expect(coordinates(child('... on ChildExists { whomToRing { phone } }'))).toEqual([...found, ...REST].sort())
  })

  it('leave out what variables skip or do not include, and only then', () => {
    const text = `query ($on: Boolean!) { child(by: { nhsNumber: "9990000018" }, purpose: ASSESS_RISK) { ... on Child {
      police { record { markers @include(if: $on) { note } intelligence @skip(if: $on) { text } } } } } }`
    expect(coordinates(text, { on: true })).not.toContain('PoliceRecord.intelligence')
    expect(coordinates(text, { on: true })).toContain('PoliceMarker.note')
    expect(coordinates(text, { on: false })).not.toContain('PoliceRecord.markers')
    expect(coordinates(text, { on: false })).toContain('IntelligenceReport.text')
  })

  it('leave out what @skip and @include say together, and fragments that are skipped', () => {
    const text = `query ($on: Boolean!) { child(by: { nhsNumber: "9990000018" }, purpose: ASSESS_RISK) { ... on Child {
      police @include(if: $on) @skip(if: $on) { status } ...H @skip(if: $on) } } } fragment H on Child { health { status } }`
    expect(coordinates(text, { on: true })).toEqual(['Query.child'])
    expect(coordinates(text, { on: false })).toEqual(['Child.health', 'HealthAnswer.status', 'Query.child'])
  })

  it('of one document are not those of another with the same variables', () => {
    const first = '{ sources { id } }'
    const second = '{ sources { name } }'
    expect([coordinates(first), coordinates(second), coordinates(first)]).toEqual([
      ['Query.sources', 'Source.id'],
      ['Query.sources', 'Source.name'],
      ['Query.sources', 'Source.id'],
    ])
  })
})

describe('a document that is asked again', () => {
  const ask = (text: string) => {
    const document = parse(text)
    const [operation] = document.definitions
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation')
    return (variables: Readonly<Record<string, unknown>>) => requestedBy(schema, document, operation, variables)
  }

  it.each([
    ['a field', '{ sources { id name @include(if: $on) } }'],
    ['a fragment', '{ sources { id ... @skip(if: $off) { name } } }'],
  ])('is read anew where a variable has a say in %s', (_, selected) => {
    const asked = ask(`query ($on: Boolean!, $off: Boolean!) ${selected}`)
    const names = (on: boolean): string[] => [...asked({ on, off: !on }).coordinates.keys()].sort()
    expect([names(true), names(false), names(true)]).toEqual([
      ['Query.sources', 'Source.id', 'Source.name'],
      ['Query.sources', 'Source.id'],
      ['Query.sources', 'Source.id', 'Source.name'],
    ])
  })

  it('is read once where none has', () => {
    const asked = ask('{ sources { id } }')
    expect(asked({ on: false })).toBe(asked({ on: true }))
  })
})

describe('what is selected', () => {
  const text = `{ one: child(by: { nhsNumber: "9990000018" }, purpose: ASSESS_RISK) { ... on Child { police { status } } }
    two: child(by: { nhsNumber: "9990000026" }, purpose: ASSESS_RISK) { ... on Child { health { status } } } sources { id } }`

  it('below one root field is not below another', () => {
    const { under, roots } = requested(text)
    expect(roots.map(({ alias, name }) => alias?.value ?? name.value)).toEqual(['one', 'two', 'sources'])
    expect([...under].map(([key, names]) => [key, [...names].sort()])).toEqual([
      ['one', ['Child.police', 'PoliceAnswer.status', 'Query.child']],
      ['two', ['Child.health', 'HealthAnswer.status', 'Query.child']],
      ['sources', ['Query.sources', 'Source.id']],
    ])
  })

  it('is known by its coordinate where it takes a purpose, or a page', () => {
    const paged = requested('{ viewer { caseload(purpose: CARE_PLANNING, first: 5) { edges { cursor } } role } }')
    expect(paged.purposed.map(({ coordinate }) => coordinate)).toEqual(['Viewer.caseload'])
    expect(paged.paged.map(({ coordinate, node }) => [coordinate, node.name.value])).toEqual([
      ['Viewer.caseload', 'caseload'],
    ])
    expect(requested(text).paged).toEqual([])
  })
})

describe('the place of a coordinate', () => {
  it('is the path to the nearest envelope, by response key, without the indices of lists', () => {
    const text = child('... on Child { mine: police { record { markers { note } } } }')
    expect(requested(text).coordinates.get('PoliceMarker.note')).toEqual(['child', 'mine'])
  })

  it('is the first one where a coordinate is asked for twice', () => {
    const text = child('... on Child { one: police { status } two: police { status } }')
    expect(requested(text).coordinates.get('PoliceAnswer.status')).toEqual(['child', 'one'])
  })
})

describe('the purposes of an operation', () => {
  const purposes = (text: string, variables?: Readonly<Record<string, unknown>>): number =>
    requested(text, variables).purposed.length

  it('are found wherever a field takes one', () => {
    const text = `query { child(by: { nhsNumber: "9990000018" }, purpose: ASSESS_RISK) { __typename } ...Q }
      fragment Q on Query { viewer { ...V } } fragment V on Viewer { caseload(purpose: CARE_PLANNING) { edges { cursor } } }`
    expect(purposes(text)).toBe(2)
  })

  it('are not those of fields that are skipped', () => {
    const text = `query ($on: Boolean!) { viewer { caseload(purpose: CARE_PLANNING) @include(if: $on) { edges { cursor } } role } }`
    expect([purposes(text, { on: true }), purposes(text, { on: false })]).toEqual([1, 0])
  })
})
