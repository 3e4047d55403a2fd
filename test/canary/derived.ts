// What is worked out across agencies, and what of it the oracle expects: people, the identity to use, conflicts, the timeline.
import type { Entitlement } from './entitled.js'
import { objectAs } from './expected.js'
import type { CanaryOperation } from './operations.js'
import { canariesPlainIn } from './sinks.js'
import { argumentsOf, selectedOf, setsOf } from './select.js'
import type { Document, Selected } from './select.js'
import { entriesAs } from './timeline.js'
import type { World } from './world.js'

type Json = Readonly<Record<string, unknown>>

export interface Deriving {
  readonly of: Entitlement
  readonly document: Document
  readonly found: Json
  readonly selected: ReadonlyMap<string, Selected>
  readonly world: World
  readonly op: CanaryOperation
}

/** A canary that should be in the answer, or what is wrong with it. */
export interface Said {
  readonly kind: 'TOKEN' | 'STRUCTURE' | 'MISSING'
  readonly says: string
}

const IDENTITIES = ['pds', 'health', 'care-a', 'care-b', 'school']

export function derivedOf(all: Deriving): Said[] {
  const { of, found, selected } = all
  return [...selected].flatMap(([key, one]): Said[] => {
    if (one.name === '__typename') return []
    // Who looked is the hub's own record, also where no agency is asked.
    if (!of.allows(`Child.${one.name}`, one.name === 'accesses' ? 'hub' : 'any')) return (found[key] ?? null) === null ? [] : [{ kind: 'STRUCTURE', says: `Child.${one.name} is given` }] // prettier-ignore
    switch (one.name) {
      case 'professionals':
        return people(key, one, all)
      case 'calledBy':
        return calledBy(one, all)
      case 'conflicts':
        return conflicts(one, all)
      case 'timeline':
        return timeline(key, one, all)
      case 'protection': {
        const flagged = of.child.flagged.some(id => of.child.linked.includes(id))
        return flagged === (found[key] !== null) ? [] : [{ kind: 'STRUCTURE', says: 'a protection that is not, or is not told' }] // prettier-ignore
      }
      default:
        return []
    }
  })
}

const tokensIn = (value: unknown, world: World): Said[] =>
  [...canariesPlainIn(JSON.stringify(value ?? null), world.mint)].map(says => ({ kind: 'TOKEN', says }))

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null

const partOf = (world: World, source: string, child: number, part: string): unknown =>
  world.held.get(source as never)?.get(child)?.parts[part]

function people(key: string, one: Selected, { of, document, found, world }: Deriving): Said[] {
  const answer = found[key]
  if (!isJson(answer)) return [{ kind: 'MISSING', says: `the professionals of child ${of.child.index}` }]
  const said: Said[] = []
  for (const [inner, rows] of selectedOf('Professionals', setsOf(one), document)) {
    if (rows.name !== 'people') continue
    const skipped = [...selectedOf('Professional', setsOf(rows), document)].filter(([, { name }]) => name === 'sources').map(([at]) => at) // prettier-ignore
    const expected = of.child.linked.flatMap(source => {
      const held = partOf(world, source, of.child.index, 'professionals') as readonly { reveals: string }[] | undefined
      if (!held || !of.reads(source, 'professionals')) return []
      const seen = held.filter(({ reveals }) => of.level(reveals) > 0)
      return seen.map(row => objectAs('Professional', setsOf(rows), row, { entitled: of, document, source, mistyped: false })).filter(row => row) // prettier-ignore
    })
    const texts = expected.map(row => JSON.stringify(row)).sort()
    const actual = ((answer[inner] ?? []) as readonly Json[]).map(row => JSON.stringify(Object.fromEntries(Object.entries(row).filter(([at]) => !skipped.includes(at))))).sort() // prettier-ignore
    if (JSON.stringify(texts) !== JSON.stringify(actual)) {
      const more = actual.find(row => !texts.includes(row))
      said.push(more === undefined ? { kind: 'MISSING', says: `people working with child ${of.child.index}` } : { kind: 'STRUCTURE', says: `a person: ${more}` }) // prettier-ignore
    }
    said.push(...tokensIn(texts, world))
  }
  return said
}

function identities({ of, world }: Deriving): Json[] {
  if (!of.allows('IdentityAnswer.record', 'any')) return []
  return IDENTITIES.flatMap(source => {
    const held = partOf(world, source, of.child.index, 'identity')
    return isJson(held) && of.reads(source, 'identity') ? [held] : []
  })
}

function calledBy(one: Selected, all: Deriving): Said[] {
  const [first] = identities(all)
  if (!first) return []
  return [...selectedOf('CalledBy', setsOf(one), all.document).values()].flatMap(({ name, nodes }) => {
    const asksValue = nodes.some(({ selectionSet }) => selectionSet && [...selectedOf('SourcedText', [selectionSet], all.document).values()].some(inner => inner.name === 'value')) // prettier-ignore
    return asksValue ? tokensIn(first[name], all.world) : []
  })
}

function conflicts(one: Selected, all: Deriving): Said[] {
  const { of, document, world } = all
  const values = [...selectedOf('Conflict', setsOf(one), document).values()]
    .filter(({ name }) => name === 'values')
    .some(inner => [...selectedOf('ConflictingValue', setsOf(inner), document).values()].some(({ name }) => name === 'value'))
  if (!values) return []
  const nominal = of.reads('police', 'police.nominal') && of.allows('PoliceRecord.nominal', 'police') ? (partOf(world, 'police', of.child.index, 'police.nominal') as Json | undefined) : undefined
  const facts = ['givenName', 'familyName', 'dateOfBirth', ...(of.level('IDENTITY') >= 3 ? ['nhsNumber', 'upn'] : [])]
  return facts.flatMap(fact => {
    const said = identities(all).map(identity => identity[fact])
    if (nominal) said.push(...(fact === 'givenName' ? [(nominal['givenNames'] as unknown[])[0]] : fact in nominal ? [nominal[fact]] : []))
    return said.length < 2 ? [] : tokensIn(said, world)
  })
} // prettier-ignore

function timeline(key: string, one: Selected, { of, document, found, world, op }: Deriving): Said[] {
  const [node] = one.nodes
  const args = node ? argumentsOf(node, document.variables) : {}
  // A later page is proved by its cursor; what it holds, by its canaries being the caller's.
  const answer = found[key]
  if (args['after'] != null || !isJson(answer)) return []
  const entries = entriesAs(of, world, op, args)
  const said: Said[] = []
  for (const [inner, edges] of selectedOf('TimelineConnection', setsOf(one), document)) {
    if (edges.name !== 'edges') continue
    const rows = answer[inner] as readonly Json[]
    if (rows.length !== entries.length) said.push({ kind: rows.length > entries.length ? 'STRUCTURE' : 'MISSING', says: `${rows.length} timeline entries of child ${of.child.index}, and ${entries.length} expected` }) // prettier-ignore
    const nodes = [...selectedOf('TimelineEdge', setsOf(edges), document).values()].filter(({ name }) => name === 'node') // prettier-ignore
    for (const each of nodes)
      for (const { name } of selectedOf('TimelineEntry', setsOf(each), document).values())
        if (name === 'at' || name === 'detail') said.push(...tokensIn(entries.map(entry => entry[name]), world)) // prettier-ignore
  }
  return said
}
