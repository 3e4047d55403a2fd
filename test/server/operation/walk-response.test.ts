// Gate 3 on answers made by hand: what the ledger grants passes, and anything else is named.
import { describe, expect, it } from '@jest/globals'
import { getOperationAST, parse } from 'graphql'
import type { ChildHandle } from '../../../src/children/handle.js'
import { planFor } from '../../../src/children/plan.js'
import { resolvers } from '../../../src/resolvers/index.js'
import { buildExecutable } from '../../../src/schema/build.js'
import { shapeOf } from '../../../src/server/operation/answer-shape.js'
import { gateThree } from '../../../src/server/operation/gate-three.js'
import type { GateThree } from '../../../src/server/operation/gate-three.js'
import type { LedgerEntry } from '../../../src/server/operation/state.js'
import { notGranted } from '../../../src/server/operation/walk-response.js'
import type { Rights } from '../../../src/types/decision.js'
import { classification, everything, grants, rights } from '../../children/support.js'

const schema = buildExecutable(resolvers)

function operationOf(query: string) {
  const document = parse(query)
  const operation = getOperationAST(document)
  if (!operation) throw new Error('a test asks for one operation')
  return { document, operation }
}

function walked(query: string, data: object, ledger: readonly LedgerEntry[]): string | null {
  const { document, operation } = operationOf(query)
  return notGranted(shapeOf(schema, document, operation, classification), { ...data }, ledger)
}

const shown = (place: string, held: Rights, id = place, hideLocation = false): LedgerEntry => ({
  handle: { publicId: id, rights: held, plan: planFor(classification, new Set(), held) } as ChildHandle,
  requested: new Set(),
  picture: { asked: [], hideLocation },
  place,
})
const notShown = (place: string): LedgerEntry => ({ handle: null, requested: new Set(), picture: null, place })

const BY = 'by: { nhsNumber: "9990000018" }, purpose: ASSESS_RISK'
const FIELDS = `... on Child { id police { status record { markers { note } } } contact { record { addresses { town } } } }
  ... on ChildNotShown { reason }`
const ONE = `{ child(${BY}) { ${FIELDS} } }`
const TWO = `{ a: child(${BY}) { ${FIELDS} } b: child(${BY}) { ${FIELDS} } }`
const MANY = `{ children(by: [{ nhsNumber: "9990000018" }], purpose: ASSESS_RISK) { ${FIELDS} } }`
const CASELOAD = `{ viewer { role mine: caseload(purpose: ASSESS_RISK) { lists { status } edges { cursor node { ${FIELDS} } } }
  late: caseload(purpose: ASSESS_RISK, first: 1) { edges { node { ${FIELDS} } } } } }`
const FOUND = `{ findChildren(input: { text: "x" }, purpose: ASSESS_RISK) { tooMany found { likeness why { alike } child { ${FIELDS} } } } }`

const markers = (note: string | null): object => ({ police: [{ status: 'FOUND', record: { markers: [{ note }] } }] })
const summary = rights({ POLICE_RECORD: 'FULL', POLICE_MARKERS: 'SUMMARY' })
const NOTE = 'PoliceMarker.note'

describe('an answer that holds only what was granted', () => {
  it.each([
    ['one child', ONE, { child: { id: 'child', ...markers('n') } }, [shown('child', everything())]],
    ['a field refused, and null', ONE, { child: markers(null) }, [shown('child', summary)]],
    ['a child who is not shown', ONE, { child: { reason: 'NOT_SHOWN' } }, [notShown('child')]],
    ['two of them under their aliases', TWO, { a: markers('n'), b: markers(null) }, [shown('b', summary), shown('a', everything())]],
    ['a list, one of them not shown', MANY, { children: [{ reason: 'NOT_SHOWN' }, markers('n')] }, [notShown('children'), shown('children', everything())]],
    ['two pages of a caseload', CASELOAD, { viewer: { role: 'R', mine: { lists: [{ status: 'FOUND' }], edges: [{ cursor: 'c', node: markers(null) }, { cursor: 'd', node: markers('n') }] }, late: { edges: [{ node: markers('n') }] } } },
      [shown('viewer.late', everything()), shown('viewer.mine', summary), shown('viewer.mine', everything())]],
    ['whom a search found, one of them only told of', FOUND, { findChildren: { tooMany: false, found: [{ likeness: 'STRONG', why: [{ alike: 'SAME' }], child: markers('n') }, { why: [], child: {} }] } }, [shown('findChildren', everything()), notShown('findChildren')]],
    ['a root that failed', MANY, { children: null }, []],
  ] as const)('passes: %s', (_what, query, data, ledger) => {
    expect(walked(query, data, ledger)).toBeNull()
  }) // prettier-ignore

  it('passes whatever kind of result it is, if the selections of several kinds share a key', () => {
    const query = `{ child(${BY}) { ... on ChildExists { whomToRing { name } } ... on ChildNotShown { whomToRing { phone } } } }`
    expect(walked(query, { child: { whomToRing: { phone: '01632 960001' } } }, [notShown('child')])).toBeNull()
  })
})

describe('an answer that holds anything else', () => {
  it.each([
    ['a value at a coordinate that is not granted', ONE, { child: markers('n') }, [shown('child', summary)], NOTE],
    ['one that might be granted, which could not be decided', ONE, { child: markers('n') }, [shown('child', rights({ POLICE_RECORD: 'FULL', POLICE_MARKERS: 'UNDECIDED+SUMMARY' }))], NOTE],
    ['an empty list where the list is not granted', ONE, { child: { police: [{ record: { markers: [] } }] } }, [shown('child', rights({}))], 'PoliceRecord.markers'],
    ["one child's value under another's alias", TWO, { a: markers('n'), b: markers('n') }, [shown('a', everything()), shown('b', summary)], NOTE],
    ["one child's value in another's place in a list", MANY, { children: [markers('n'), markers(null)] }, [shown('children', summary), shown('children', everything())], NOTE],
    ['and in a caseload', CASELOAD, { viewer: { mine: { edges: [{ node: markers('n') }] }, late: { edges: [] } } }, [shown('viewer.late', everything()), shown('viewer.mine', summary)], NOTE],
    ['and among those a search found', FOUND, { findChildren: { found: [{ child: markers('n') }, { child: markers('n') }] } }, [shown('findChildren', everything()), shown('findChildren', summary)], NOTE],
    ['more than a search found', FOUND, { findChildren: { found: [{ child: markers('n') }] } }, [], 'FoundChild.child'],
    ['the id of another child', ONE, { child: { id: 'another' } }, [shown('child', everything(), 'this-one')], 'Child.id'],
    ['more children than were admitted', MANY, { children: [markers('n'), markers('n')] }, [shown('children', everything())], 'Query.children'],
    ['a child nobody admitted', ONE, { child: markers('n') }, [], 'Query.child'],
    ['a child admitted elsewhere', ONE, { child: markers('n') }, [shown('other', everything())], 'Query.child'],
    ['something of one who is not shown', ONE, { child: markers('n') }, [notShown('child')], 'ChildExists|ChildNotShown: a key that was not selected'],
    ['a key that was not selected', ONE, { child: { secret: 's' } }, [shown('child', everything())], 'Child: a key that was not selected'],
    ['the name of another type', `{ child(${BY}) { __typename } }`, { child: { __typename: 'Child' } }, [notShown('child')], 'ChildExists.__typename'],
    ['a plain value in place of an object', ONE, { child: { police: ['text'] } }, [shown('child', everything())], 'Child.police'],
    ['where a protected child is', ONE, { child: { contact: [{ record: { addresses: [{ town: 't' }] } }] } }, [shown('child', everything(), 'c', true)], 'ContactRecord.addresses'],
  ] as const)('is refused, and named by its coordinate: %s', (_what, query, data, ledger, name) => {
    expect(walked(query, data, ledger)).toBe(name)
  }) // prettier-ignore

  it('is refused where only the hub may give it and an agency did, and the other way about not', () => {
    const held = { ...everything(), agencyGrants: grants({}) }
    const query = `{ child(${BY}) { ... on Child { police { status record { markers { note } } } missingEpisodes { record { episodes { lastSeenPlace } } } } } }`
    const episode = { missingEpisodes: [{ record: { episodes: [{ lastSeenPlace: 'p' }] } }] }
    expect(walked(query, { child: episode }, [shown('child', held)])).toBeNull()
    expect(walked(query, { child: markers('n') }, [shown('child', held)])).toBe('PoliceRecord.markers')
  })
})

describe('a register', () => {
  const REVIEWS = '{ breakGlassReviews { edges { node { role reason } } } }'
  const read = (level: 'SUMMARY' | 'FULL', act: 'reconcileBreakGlass' | 'readInbox' = 'reconcileBreakGlass'): LedgerEntry => ({
    handle: null, requested: new Set(), picture: null,
    acted: { child: null, clauses: [], withheld: [], read: { act, grants: grants({ ACCESS_HISTORY: level }) } },
  }) // prettier-ignore
  const data = { breakGlassReviews: { edges: [{ node: { role: 'R', reason: 'text' } }] } }

  it('is covered by the reading of that register, to its level', () => {
    expect(walked(REVIEWS, data, [read('FULL')])).toBeNull()
    expect(walked(REVIEWS, data, [read('SUMMARY')])).toBe('BreakGlassReview.reason')
  })

  it('is covered by no other reading, nor by none', () => {
    expect(walked(REVIEWS, data, [read('FULL', 'readInbox')])).not.toBeNull()
    expect(walked(REVIEWS, data, [])).not.toBeNull()
  })
})

describe('when gate 3 looks', () => {
  const look = (when: GateThree, query: string, data: Record<string, unknown>, ledger: LedgerEntry[]): string | null =>
    gateThree({ ...operationOf(query), data }, { ledger }, { gateThree: when, schema, classification })
  const wrong = { child: markers('n') }

  it('is always where so set', () => {
    expect(look('ALWAYS', ONE, wrong, [shown('child', summary)])).toBe(NOTE)
  })

  it('is otherwise at broken glass and at acts', () => {
    expect(look('MUTATIONS_AND_BREAK_GLASS', ONE, wrong, [shown('child', summary)])).toBeNull()
    const broken = { ...summary, breakGlassUntil: '2026-03-10T13:00:00Z' }
    expect(look('MUTATIONS_AND_BREAK_GLASS', ONE, wrong, [shown('child', broken)])).toBe(NOTE)
    const act = 'mutation ($i: BreakGlassInput!) { breakGlass(input: $i) { ... on BreakGlassReceipt { id } } }'
    expect(look('MUTATIONS_AND_BREAK_GLASS', act, { breakGlass: { id: 'x' } }, [])).toBeNull()
    expect(look('MUTATIONS_AND_BREAK_GLASS', act, { breakGlass: { id: 'x', more: 1 } }, [])).not.toBeNull()
  })

  it('keeps back what it fails to look through', () => {
    const broken = shown('child', { ...summary, grants: null as never, agencyGrants: {} as never })
    expect(look('ALWAYS', ONE, wrong, [broken])).toBe('the answer could not be looked through')
  })
})
