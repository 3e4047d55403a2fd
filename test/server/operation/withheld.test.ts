import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GraphQLFormattedError } from 'graphql'
import type { ChildHandle } from '../../../src/children/handle.js'
import { planFor } from '../../../src/children/plan.js'
import { projectRoot } from '../../../src/paths.js'
import { readProtocol } from '../../../src/policies/protocol/index.js'
import type { Operation } from '../../../src/server/operation/state.js'
import { responseErrors } from '../../../src/server/operation/withheld.js'
import type { Rights } from '../../../src/types/decision.js'
import { classification, everything, nobodyCalls, rights } from '../../children/support.js'

const read = readProtocol(readFileSync(join(projectRoot, 'protocol', 'gwent.yaml'), 'utf8'))
if (!read.ok) throw new Error(read.problems.join('\n'))
const { protocol } = read

/** An operation that asked for one child under each of these rights. */
function operation(requested: readonly string[], held: readonly Rights[]): Operation {
  const coordinates = new Map(requested.map(name => [name, ['child', 'envelope']]))
  return {
    id: 'operation', protocol, call: nobodyCalls, event: null,
    view: null, intent: Promise.resolve(), childrenAsked: held.length, asking: [], writes: [],
    caller: { issuer: 'i', subject: 's', application: { id: 'a', actsForPersons: true, ceiling: 'ALL' }, person: null },
    refused: null,
    passed: {
      requested: { coordinates, roots: [], under: new Map(), purposed: [], paged: [] },
      categories: [], act: null, purpose: 'ASSESS_RISK', identifiers: [], documentHash: '', variables: {}, cost: 0,
    },
    ledger: held.map(one => ({
      handle: { plan: planFor(classification, new Set(requested), one) } as ChildHandle, requested: new Set(requested), picture: null,
    })),
  } // prettier-ignore
}

const MARKERS = ['Child.police', 'PoliceAnswer.record', 'PoliceRecord.markers', 'PoliceMarker.note']
const codes = (errors: readonly GraphQLFormattedError[]): unknown[] =>
  errors.map(({ extensions }) => [extensions?.['code'], extensions?.['coordinate']])
const raised = (code: string, path: (string | number)[]): GraphQLFormattedError => ({
  message: 'as raised',
  path,
  extensions: { code },
})

describe('the errors of an answer', () => {
  it('have one entry a withheld coordinate, in place of one a row', () => {
    const rows = [0, 1, 2].map(row =>
      raised('FIELD_WITHHELD', ['child', 'police', 0, 'record', 'markers', row, 'note']),
    )
    const errors = responseErrors(
      rows,
      operation(MARKERS, [rights({ POLICE_MARKERS: 'SUMMARY', POLICE_RECORD: 'SUMMARY' })]),
      protocol,
    )
    expect(codes(errors)).toEqual([['FIELD_WITHHELD', 'PoliceMarker.note']])
  })

  it('have the entry also where no row came: their number tells nothing of the record', () => {
    const errors = responseErrors(
      [],
      operation(MARKERS, [rights({ POLICE_MARKERS: 'SUMMARY', POLICE_RECORD: 'SUMMARY' })]),
      protocol,
    )
    expect(codes(errors)).toEqual([['FIELD_WITHHELD', 'PoliceMarker.note']])
  })

  it('name the envelope and no place in a list, the clause, and whom to ring', () => {
    const [error] = responseErrors([], operation(MARKERS, [rights({ POLICE_MARKERS: 'SUMMARY' })]), protocol)
    expect(error).toMatchObject({
      path: ['child', 'envelope'],
      extensions: {
        category: 'POLICE_MARKERS',
        clause: '3.TEST.POLICE_MARKERS',
        contact: { name: expect.any(String) },
      },
    })
  })

  it('say a coordinate once for many children', () => {
    const held = rights({ POLICE_MARKERS: 'SUMMARY' })
    expect(codes(responseErrors([], operation(MARKERS, [held, held, everything()]), protocol))).toHaveLength(1)
  })

  it('are the same whichever of several children was decided on first', () => {
    const children = [
      rights({ POLICE_MARKERS: 'SUMMARY' }),
      rights({ POLICE_MARKERS: 'SUMMARY', POLICE_RECORD: 'SUMMARY' }),
      rights({ IDENTITY: 'SUMMARY' }),
    ]
    const asked = ['IdentityRecord.nhsNumber', 'Child.identity', ...MARKERS]
    const [one, other] = [children, [...children].reverse()].map(held => responseErrors([], operation(asked, held), protocol)) // prettier-ignore
    expect(other).toEqual(one)
    expect(codes(one ?? [])[0]).toEqual(['FIELD_WITHHELD', 'IdentityRecord.nhsNumber'])
  })

  it('say of a field that could not be decided that it could not, and not that it is withheld', () => {
    const undecided = operation(
      ['Child.professionals', 'Professionals.people'],
      [rights({ PROFESSIONALS: 'UNDECIDED+NONE' })],
    )
    const errors = responseErrors([raised('FIELD_WITHHELD', ['child', 'professionals'])], undecided, protocol)
    expect(codes(errors)).toEqual([
      ['FIELD_UNDECIDED', 'Child.professionals'],
      ['FIELD_UNDECIDED', 'Professionals.people'],
    ])
    expect(errors[0]?.message).toMatch(/could not be checked/)
  })

  it('keep every other error, before those', () => {
    const errors = responseErrors(
      [raised('BAD_ARGUMENT', ['child', 'timeline'])],
      operation(MARKERS, [rights({})]),
      protocol,
    )
    expect(codes(errors)[0]).toEqual(['BAD_ARGUMENT', undefined])
    expect(errors.length).toBeGreaterThan(1)
  })

  it('are none where nothing is withheld', () => {
    expect(responseErrors([], operation(MARKERS, [everything()]), protocol)).toEqual([])
  })

  it('are at most fifty, and then one that says how many more', () => {
    const all = [...classification.coordinates.keys()]
    const errors = responseErrors([], operation(all, [rights({})]), protocol)
    expect(errors).toHaveLength(51)
    expect(errors.at(-1)?.message).toMatch(/^\d+ more errors are left out/)
  })
})
