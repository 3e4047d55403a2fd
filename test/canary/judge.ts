// One answer, held against what the oracle expects: nothing more, nothing less, and nothing in another's place.
import { parse } from 'graphql'
import type { SelectionSetNode } from 'graphql'
import { judgeListing } from './board.js'
import { withoutCursors } from './carries.js'
import type { ChildSpec } from './children.js'
import { derivedOf } from './derived.js'
import { entitlementOf } from './entitled.js'
import type { Entitlement, Memory } from './entitled.js'
import { recordsAs } from './expected.js'
import { judgeFound, type FoundJudging } from './found.js'
import { canariesIn, canariesPlainIn } from './sinks.js'
import { caseload, caseloadOf, caseloadPage, timelineOf } from './operations.js'
import type { CanaryOperation, Cursors, Whom } from './operations.js'
import { describe, differing, mayHold, whereNobodyStands } from './places.js'
import { purposesOf, toldTheChildIsKnown } from './protocol.js'
import { parts } from './schema.js'
import { coordinatesBelow, cursorOf, documentOf, selectedOf, setsOf } from './select.js'
import type { Document, Selected } from './select.js'
import type { Origin } from './tokens.js'
import type { World } from './world.js'

export interface Answered {
  readonly status: number
  readonly headers: string
  readonly text: string
}

export interface Problem {
  readonly kind: 'LEAK' | 'MISSING' | 'STRUCTURE' | 'EXISTENCE' | 'CURSOR' | 'REFUSAL' | 'FAULT' | 'OUTBOUND'
  readonly says: string
}

export interface Judgement {
  readonly problems: readonly Problem[]
  readonly expected: number
  readonly shown: number
  /** Coordinates asked for of a child who is shown. */
  readonly exercised: ReadonlySet<string>
  /** Of everybody the operation was about, by child. */
  readonly entitlements: ReadonlyMap<number, Entitlement>
}

export interface Judging {
  readonly world: World
  readonly memory: Memory
  readonly cursors: Cursors
  readonly hub: (child: number) => Readonly<Record<string, unknown>>
}

type Json = Readonly<Record<string, unknown>>
const object = (value: unknown): Json | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null) // prettier-ignore
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const FOR_ITS_FORM = ['TOO_MANY', 'BAD_ARGUMENT', 'DOCUMENT_TOO_LARGE']
const SECTIONS = new Set([...parts.values()].map(({ section }) => section))

export function judge(op: CanaryOperation, answered: Answered, judging: Judging): Judgement {
  const { world, memory, cursors } = judging
  const problems: Problem[] = []
  const say = (kind: Problem['kind'], says: string): void => void problems.push({ kind, says })
  const document = documentOf(parse(op.text), op.variables)
  const exercised = new Set<string>()
  const wanted = new Set<string>()
  const given = new Map<number, { readonly of: Entitlement; readonly asked: Set<string> }>()
  const body = JSON.parse(answered.text) as {
    data?: Json | null
    errors?: readonly { path?: unknown; extensions?: { code?: string; category?: string } }[]
  }
  const codes = new Set((body.errors ?? []).map(({ extensions }) => extensions?.code ?? 'none'))
  const roots = selectedOf('Query', [document.operation.selectionSet], document)
  const mistyped = [...op.faults.values()].includes('WRONG_TYPE')

  const entitlements = new Map<number, Entitlement>()
  /** Once an operation: what it finds out, it finds out once. */
  function entitled(child: ChildSpec): Entitlement {
    const known = entitlements.get(child.index) ?? entitlementOf(op.canary.caller, child, op.purpose, op.faults, memory)
    entitlements.set(child.index, known)
    return known
  }

  function ask(of: Entitlement, sets: readonly SelectionSetNode[], more: readonly string[] = []): void {
    const all = given.get(of.child.index) ?? { of, asked: new Set<string>() }
    given.set(of.child.index, all)
    for (const one of coordinatesBelow('Child', sets, document)) {
      exercised.add(one)
      all.asked.add(one)
    }
    for (const one of more) all.asked.add(one)
  }

  function judgeChild(whom: Whom, value: unknown, sets: readonly SelectionSetNode[]): void {
    const child = whom === null ? null : (world.children.find(({ index }) => index === whom) ?? null)
    const of = child === null ? null : entitled(child)
    if (of === null || !of.shown) {
      const says = whereNobodyStands(object(value), sets, document, child !== null && known(child))
      if (says !== null) say('EXISTENCE', says)
      return
    }
    ask(of, sets)
    const found = object(value)
    if (found === null) return say('MISSING', `child ${of.child.index} should have been shown`)
    for (const [key, selected] of selectedOf('Child', sets, document)) {
      if (selected.name === '__typename' && found[key] !== 'Child') say('EXISTENCE', `a ${String(found[key])} for a child who is shown`) // prettier-ignore
      if (SECTIONS.has(selected.name)) judgeSection(selected, found[key], of)
      if (selected.name === 'timeline') keepCursors(selected, found[key], of)
    }
    for (const one of derivedOf({ of, document, found, selected: selectedOf('Child', sets, document), world, op })) {
      if (one.kind === 'TOKEN') wanted.add(one.says)
      else say(one.kind, one.says)
    }
  }

  /** Whether the caller is told that there is such a child: never of one whose every record is protected. */
  const known = ({ linked, flagged }: ChildSpec): boolean =>
    toldTheChildIsKnown(op.canary.caller) && !linked.every(id => flagged.includes(id))

  function judgeSection(selected: Selected, value: unknown, of: Entitlement): void {
    const [, place] = [...parts].find(([, { section }]) => section === selected.name) ?? []
    if (!place) return
    for (const [key, { name, nodes }] of selectedOf(place.answer, setsOf(selected), document)) {
      if (name !== 'record') continue
      const sets = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []))
      const sources = [...of.child.linked, 'hub']
      const held = (source: string): Json | undefined => (source === 'hub' ? judging.hub(of.child.index) : world.held.get(source as never)?.get(of.child.index)?.parts) // prettier-ignore
      const expected = recordsAs(selected.name, sets, held, sources, { entitled: of, document, mistyped: source => op.faults.get(source) === 'WRONG_TYPE' }).map(one => JSON.stringify(one)) // prettier-ignore
      for (const token of canariesPlainIn(expected.join('\n'), world.mint)) wanted.add(token)
      const actual = list(value).flatMap(one => object(object(one)?.[key]) ?? []).map(one => JSON.stringify(one, withoutCursors)) // prettier-ignore
      for (const one of actual) {
        const at = expected.indexOf(one)
        if (at < 0) say('STRUCTURE', `${selected.name} of child ${of.child.index}: ${differing(one, expected)}`)
        else expected.splice(at, 1)
      }
      if (expected.length > 0) say('MISSING', `${expected.length} records of ${selected.name} of child ${of.child.index}`) // prettier-ignore
    }
  }

  function keepCursors(selected: Selected, value: unknown, { child }: Entitlement): void {
    const after = cursorOf(selected, document)
    const own = after === null || cursors.get(`given ${after}`) === timelineOf(child.index) // prettier-ignore
    if (!own && value !== null) say('CURSOR', `a timeline went on from a cursor that is not of child ${child.index}`)
    if (own && value === null) say('MISSING', `the timeline of child ${child.index}`)
    keep('TimelineConnection', selected, value, timelineOf(child.index))
  }

  function keep(type: string, selected: Selected, value: unknown, use: string, next = 0): void {
    for (const [key, info] of selectedOf(type, setsOf(selected), document)) {
      if (info.name !== 'pageInfo') continue
      for (const [inner, { name }] of selectedOf('PageInfo', setsOf(info), document)) {
        const cursor = object(object(value)?.[key])?.[inner]
        if (name !== 'endCursor' || typeof cursor !== 'string') continue
        cursors.set(use, cursor)
        cursors.set(`given ${cursor}`, use)
        cursors.set(`after ${cursor}`, String(next))
      }
    }
  }

  const refused = body.data === undefined || body.data === null
  const askedOf = [...op.roots.values()].some(({ field }) => ['child', 'children'].includes(field))
  if (
    refused &&
    askedOf &&
    op.canary.caller.person &&
    purposesOf(op.canary.caller).includes(op.purpose) &&
    !FOR_ITS_FORM.some(code => codes.has(code))
  )
    say('REFUSAL', `refused with ${[...codes].join(', ')}`)
  if (!refused && askedOf && !purposesOf(op.canary.caller).includes(op.purpose))
    say('REFUSAL', `${op.purpose} was let pass`)
  if ((body.errors ?? []).some(({ extensions }) => extensions?.category === 'PROTECTED')) say('STRUCTURE', 'a concealed category is said to be withheld') // prettier-ignore
  if (codes.has('INTERNAL') && !mistyped) say('FAULT', 'the gateway failed')
  // An error in one root ends the answer, and does not undo what was found out for the others.
  const ran = (body.errors ?? []).some(({ path }) => path !== undefined)
  if (refused && ran)
    for (const { whom } of [...op.roots.values()].filter(({ field }) => field !== 'viewer'))
      for (const child of world.children.filter(({ index }) => whom.includes(index))) entitled(child)
  for (const viewer of refused && ran ? roots.values() : [])
    if (viewer.name === 'viewer')
      for (const one of selectedOf('Viewer', setsOf(viewer), document).values()) if (one.name === 'caseload') meet(one)
  const lists = { op, world, cursors, document, say, entitled, ask, keep, judged: judgeChild }
  for (const [key, selected] of refused ? [] : roots) {
    const root = op.roots.get(key)
    const value = body.data?.[key]
    if (root?.field === 'child') judgeChild(root.whom[0] ?? null, value, setsOf(selected))
    if (root?.field === 'children')
      root.whom.forEach((whom, nth) => judgeChild(whom, list(value)[nth], setsOf(selected)))
    if (root?.field === 'viewer') judgeCaseloads(selected, object(value))
    if (root) judgeListing(root.field, selected, object(value), lists)
    if (root?.field === 'findChildren') judgeFound(selected, object(value), toFind(root.whom[0] ?? null))
  }

  function toFind(whom: Whom): FoundJudging {
    const child = world.children.find(({ index }) => index === whom)
    const expected = !child ? 'NOBODY' : entitled(child).shown ? 'SHOWN' : known(child) ? 'PERHAPS' : 'NOBODY'
    return { document, say, expected, judged: (one, sets) => judgeChild(whom, one, sets) }
  }

  /** Whoever is on the page is decided about, whatever is asked of them. */
  function meet(selected: Selected): void {
    const page = caseloadPage(selected, op, { world, cursors, document })
    for (const child of world.children.filter(({ index }) => page.includes(index))) entitled(child)
  }

  function judgeCaseloads(viewer: Selected, value: Json | null): void {
    for (const [key, selected] of selectedOf('Viewer', setsOf(viewer), document)) {
      if (selected.name !== 'caseload' || !value) continue
      const after = cursorOf(selected, document)
      const use = caseloadOf(op.canary.name)
      if (after !== null && cursors.get(`given ${after}`) !== use) say('CURSOR', 'a caseload went on from a cursor that is not its own') // prettier-ignore
      meet(selected)
      const start = after === null ? 0 : Number(cursors.get(`after ${after}`) ?? 0)
      judgeEdges(selected, object(value[key]), document, start)
    }
  }

  function judgeEdges(selected: Selected, value: Json | null, of: Document, start: number): void {
    let count = 0
    for (const [key, edges] of selectedOf('CaseloadConnection', setsOf(selected), of)) {
      if (edges.name !== 'edges') continue
      for (const [inner, node] of selectedOf('CaseloadEdge', setsOf(edges), of))
        if (node.name === 'node') {
          const page = list(value?.[key])
          count = page.length
          caseload(op.canary, world).slice(start, start + count).forEach((whom, nth) => judgeChild(whom, object(page[nth])?.[inner], setsOf(node))) // prettier-ignore
        }
    }
    if (count > 0) keep('CaseloadConnection', selected, value, caseloadOf(op.canary.name), start + count)
  }

  const mayHave = (origin: Origin): boolean => {
    const of = given.get(origin.child)
    return of !== undefined && of.of.has(origin) && mayHold(origin, of.asked)
  }
  for (const token of canariesIn(`${answered.headers}\n${answered.text}`, world.mint)) {
    const origin = world.mint.known.get(token)
    if (origin && !mayHave(origin)) say('LEAK', describe(token, origin))
  }
  for (const token of canariesIn(JSON.stringify(body.errors ?? []), world.mint)) say('LEAK', `${token} in an error`)
  const present = canariesPlainIn(answered.text, world.mint)
  const shown = [...wanted].filter(token => present.has(token))
  const absent = [...wanted].find(token => !present.has(token))
  const origin = absent === undefined ? undefined : world.mint.known.get(absent)
  if (absent !== undefined && origin) say('MISSING', describe(absent, origin))
  return { problems, expected: wanted.size, shown: shown.length, exercised, entitlements }
}
