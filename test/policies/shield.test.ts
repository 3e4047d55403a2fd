// Gate 2 refuses to be put together with a hole in it, and lets nothing through that carries no rights.
import { describe, expect, it } from '@jest/globals'
import { execute, parse } from 'graphql'
import { makeExecutableSchema } from '@graphql-tools/schema'
import { rule } from 'graphql-shield'
import { allowed } from '../../src/policies/allowed.js'
import { guardSchema, ruleTree } from '../../src/policies/shield.js'
import type { RuleTree } from '../../src/policies/shield.js'
import { RIGHTS } from '../../src/children/rights.js'
import { classify } from '../../src/schema/classification.js'
import type { Classification } from '../../src/schema/classification.js'
import { loadTypeDefs } from '../../src/schema/load.js'
import { resolvers } from '../../src/resolvers/index.js'
import { buildExecutable } from '../../src/schema/build.js'
import { everything, rights } from '../children/support.js'

const schema = buildExecutable(resolvers)
const classification = classify(schema)
const whole = ruleTree(classification)
const quiet = (): void => undefined

/** Puts the schema together with a tree that differs from the right one in one type. */
const withEntry = (type: string, fields: unknown): (() => unknown) => {
  const tree = { ...whole, [type]: fields } as RuleTree
  return () => guardSchema(schema, tree, quiet)
}

describe('a rule tree with a hole is refused by name', () => {
  it('nothing at a field', () => {
    expect(withEntry('PoliceRecord', { ...whole['PoliceRecord'], intelligence: undefined })).toThrow(
      'PoliceRecord.intelligence has no rule of this package',
    )
  })

  it('a field left out', () => {
    const { intelligence: _left, ...rest } = whole['PoliceRecord'] ?? {}
    expect(withEntry('PoliceRecord', rest)).toThrow('PoliceRecord.intelligence has no rule of this package')
  })

  it('a plain function in place of a rule', () => {
    expect(withEntry('PoliceRecord', { ...whole['PoliceRecord'], intelligence: () => true })).toThrow(
      'PoliceRecord.intelligence has no rule of this package',
    )
  })

  it('a rule of another make', () => {
    const foreign = { name: 'PoliceRecord.intelligence', resolve: () => Promise.resolve(true) }
    expect(withEntry('PoliceRecord', { ...whole['PoliceRecord'], intelligence: foreign })).toThrow(
      'PoliceRecord.intelligence has no rule of this package',
    )
  })

  it('rules that a tree only inherits', () => {
    const tree = Object.create(whole) as RuleTree
    expect(() => guardSchema(schema, tree, quiet)).toThrow('PoliceRecord.intelligence has no rule of this package')
  })

  it('a type left out', () => {
    const { PoliceRecord: _left, ...rest } = whole
    expect(() => guardSchema(schema, rest, quiet)).toThrow('PoliceRecord.markers has no rule of this package')
  })

  it('rules on an interface', () => {
    expect(withEntry('Answer', { status: rule('x')(() => true) })).toThrow('Answer has rules and is not an object type')
  })

  it('rules on a union', () => {
    expect(withEntry('ChildResult', { id: rule('x')(() => true) })).toThrow(
      'ChildResult has rules and is not an object type',
    )
  })

  it('a field that does not exist', () => {
    expect(withEntry('PoliceRecord', { ...whole['PoliceRecord'], markres: rule('x')(() => true) })).toThrow(
      'PoliceRecord.markres does not exist',
    )
  })

  it('a wildcard for the fields of a type', () => {
    expect(withEntry('PoliceRecord', { '*': rule('x')(() => true) })).toThrow('PoliceRecord.* does not exist')
  })

  it('a wildcard for types', () => {
    expect(withEntry('*', { '*': rule('x')(() => true) })).toThrow('* has rules and is not an object type')
  })
})

describe('a schema with a gap', () => {
  it('is refused with every gap named', () => {
    const sdl = `${loadTypeDefs()}\ntype Leak { one: String two: String }`
    const leaky = makeExecutableSchema({ typeDefs: sdl, resolvers })
    expect(() => classify(leaky)).toThrow(/Leak\.one has no @shared[^]*Leak\.two has no @shared/)
  })
})

describe('gate 2', () => {
  const markers = coordinate('PoliceRecord.markers')

  it('lets nothing through on an object that carries no rights', () => {
    for (const parent of [null, undefined, 'text', {}, { rights: everything() }, { grants: everything().grants }])
      expect(allowed(markers, parent)).toBe(false)
  })

  it('lets through from the least level up', () => {
    const at = (level: 'EXISTS' | 'SUMMARY' | 'FULL'): boolean =>
      allowed(markers, { [RIGHTS]: rights({ POLICE_MARKERS: level }) })
    expect([at('EXISTS'), at('SUMMARY'), at('FULL')]).toEqual([false, true, true])
  })

  it('reads what stands on the child from what agencies may be asked for', () => {
    const hubOnly = { ...everything(), agencyGrants: rights({}).grants }
    expect(allowed(coordinate('Child.professionals'), { rights: hubOnly, plan: {} })).toBe(false)
    expect(allowed(coordinate('MissingEpisode.reference'), { [RIGHTS]: hubOnly })).toBe(true)
  })

  it('refuses where a rule fails, and tells the fault apart from a refusal', async () => {
    const broken = {
      get [RIGHTS]() {
        throw new Error('9990000018')
      },
    }
    const faults: unknown[] = []
    const small = makeExecutableSchema({
      typeDefs: `${directives()} type Query @shared(category: OPERATIONAL, level: NONE) { child: Kid } type Kid @shared(category: POLICE_MARKERS) { note: String friend: Kid }`,
      resolvers: { Query: { child: () => broken }, Kid: { note: () => 'secret', friend: () => ({}) } },
    })
    const guarded = guardSchema(small, ruleTree(looseClassification(small)), fault => faults.push(fault))
    const { data, errors } = await execute({ schema: guarded, document: parse('{ child { note friend { note } } }') })
    expect(data).toEqual({ child: { note: null, friend: null } })
    expect(errors?.map(({ message }) => message).sort()).toEqual([
      'Something went wrong here, and it has been noted.',
      'a rule failed',
    ])
    expect(faults).toHaveLength(1)
  })
})

function coordinate(name: string) {
  const found = classification.coordinates.get(name)
  if (!found) throw new Error(`no coordinate ${name}`)
  return found
}

/** The directives and the enums they need, without the rest of the schema. */
const directives = (): string =>
  'directive @shared(category: Category!, level: Level! = SUMMARY) on OBJECT | FIELD_DEFINITION directive @part(name: String!) on OBJECT | FIELD_DEFINITION directive @locates on FIELD_DEFINITION enum Category { OPERATIONAL POLICE_MARKERS } enum Level { NONE EXISTS SUMMARY FULL }'

/** The weak edge from the root is refused by `classify`, as it should be: here the root is given its own. */
function looseClassification(small: Parameters<typeof classify>[0]): Classification {
  expect(() => classify(small)).toThrow('Query.child (OPERATIONAL NONE) leads to Kid.note')
  const one = (type: string, field: string, category: 'OPERATIONAL' | 'POLICE_MARKERS', leadsTo: string | null) => ({
    type, field, category, level: 'SUMMARY' as const, strength: 2, part: null, wholePart: false, locates: false, leadsTo, guarded: true,
  }) // prettier-ignore
  return {
    coordinates: new Map([
      ['Query.child', one('Query', 'child', 'OPERATIONAL', 'Kid')],
      ['Kid.note', one('Kid', 'note', 'POLICE_MARKERS', null)],
      ['Kid.friend', one('Kid', 'friend', 'POLICE_MARKERS', 'Kid')],
    ]),
    parts: new Map(),
  }
}
