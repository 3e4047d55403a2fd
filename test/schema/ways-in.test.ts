import { describe, expect, it } from '@jest/globals'
import { buildSchema } from 'graphql'
import { loadTypeDefs } from '../../src/schema/load.js'
import { waysIn } from './ways-in.js'

const sdl = loadTypeDefs()

const of = (owner: string, ...inputs: readonly string[]): readonly string[] => inputs.map(one => `${owner}.${one}`)
const field = (coordinate: string, ...args: readonly string[]): readonly string[] =>
  args.map(one => `${coordinate}(${one})`)
const root = (coordinate: string, ...args: readonly string[]): readonly string[] => [
  coordinate,
  ...field(coordinate, ...args),
]

const KNOWN = [
  // A child, by an identifier.
  ...root('Query.child', 'by', 'purpose'),
  ...root('Query.children', 'by', 'purpose'),
  ...of('ChildIdentifier', 'id', 'local', 'nhsNumber', 'upn'),
  ...of('LocalIdentifier', 'source', 'value'),
  // By who they are, and nothing else that their records say: its own rules are in test/gateway/find.
  ...root('Query.findChildren', 'input', 'purpose'),
  ...of('FindChildrenInput', 'age', 'bornFrom', 'bornUntil', 'dateOfBirth', 'familyName', 'givenName'),
  ...of('FindChildrenInput', 'localId', 'nhsNumber', 'postcode', 'sex', 'text', 'upn'),
  // The caller, and those the caller works with.
  ...root('Query.viewer'),
  ...field('Viewer.caseload', 'after', 'first', 'purpose'),
  // Of entries that were worked out from what the caller is given: they choose among those.
  ...field('Child.timeline', 'after', 'first', 'from', 'kinds', 'to'),
  // Registers of those who oversee, and their acts. No child is found by them.
  ...root('Query.breakGlassReviews', 'after', 'first', 'reconciled'),
  ...root('Query.agencyInbox', 'after', 'first'),
  ...root('Query.linkReviews', 'after', 'first'),
  ...root('Query.conflictsOfInterest', 'first'),
  ...root('Query.oversightNotices', 'first'),
  ...root('Mutation.breakGlass', 'input'),
  ...of('BreakGlassInput', 'child', 'key', 'minutes', 'reason'),
  ...root('Mutation.reconcileBreakGlass', 'input'),
  ...of('ReconcileBreakGlassInput', 'id', 'key', 'note', 'outcome'),
  ...root('Mutation.declareConflict', 'input'),
  ...of('DeclareConflictInput', 'child', 'from', 'key', 'organisation', 'staffRef', 'until', 'uprn'),
  ...root('Mutation.withdrawConflict', 'input'),
  ...of('WithdrawConflictInput', 'id', 'key'),
  ...root('Mutation.confirmLink', 'input'),
  ...of('ConfirmLinkInput', 'child', 'key', 'outcome', 'rationale', 'review', 'takeBack'),
  ...root('Mutation.unlink', 'input'),
  ...of('UnlinkInput', 'child', 'key', 'link', 'rationale'),
  // Who is missing now: children who are shown anyway, in one order.
  ...root('Query.board', 'after', 'first', 'purpose'),
  // Alerts: of the caller's own teams, by the id that the list gave; times of a report that is of teams.
  ...root('Query.alerts', 'after', 'first', 'purpose', 'unacknowledged'),
  ...root('Query.alertReport', 'from', 'until'),
  ...root('Mutation.acknowledgeAlert', 'input'),
  ...of('AcknowledgeAlertInput', 'alert', 'key'),
  // The hub's work: steps that are recorded, and found by the child and the episode's own reference.
  ...root('Mutation.reportMissing', 'input'),
  ...of('ReportMissingInput', 'area', 'child', 'circumstances', 'homeAuthority', 'key', 'lastSeenAt', 'lastSeenPlace'),
  ...of('ReportMissingInput', 'missingFrom', 'placement', 'reportedAt', 'reporter'),
  ...root('Mutation.triage', 'input'),
  ...of('TriageInput', 'child', 'episode', 'is', 'key', 'reason', 'version'),
  ...of('TriageOutcome', 'absent', 'missing', 'noFurtherAction'),
  ...of('GradedRisk', 'label', 'level'),
  ...of('AbsentReview', 'reviewAt'),
  ...root('Mutation.recordReturn', 'input'),
  ...of('RecordReturnInput', 'child', 'episode', 'foundAt', 'foundBy', 'key', 'place', 'version'),
  ...root('Mutation.recordSafeAndWell', 'input'),
  ...of('RecordSafeAndWellInput', 'check', 'child', 'episode', 'key', 'version'),
  ...of('SafeAndWellOutcome', 'done', 'notDone'),
  ...of('CheckDone', 'at', 'harm', 'officer', 'summary'),
  ...of('CheckNotDone', 'decidedBy', 'note', 'reason'),
  // Of the schema, the sources and the protocol: no child's.
  ...root('Query.labels', 'enum'),
  ...root('Query.sources'),
  ...root('Query.sharingDecision', 'question'),
  ...of('SharingQuestion', 'about', 'breakGlass', 'ceiling', 'clearance', 'episode', 'purpose', 'relationships'),
  ...of('SharingQuestion', 'role', 'secondedFrom', 'vetting'),
  ...of('SharingSubject', 'category', 'coordinate'),
  ...of('SharingRelationship', 'decided', 'relationship'),
  ...of('SharingCeiling', 'category', 'level'),
]

describe('the ways into the data', () => {
  it('are those that were looked at, and none filters or orders by what a record says', () => {
    expect(waysIn(buildSchema(sdl))).toEqual([...KNOWN].sort())
  })

  it.each([
    ['a filter on a field', 'extend type Child { plans(onPlan: Boolean): Int }', 'Child.plans(onPlan)'],
    ['a filter among the identifiers', 'extend input ChildIdentifier { onPlan: Boolean }', 'ChildIdentifier.onPlan'],
    ['an input to order by', 'input Order { by: String }', 'Order.by'],
    ['any object by its id', 'extend type Query { node(id: ID!): Child }', 'Query.node(id)'],
    ['entities for others', 'extend type Query { _entities: [ChildResult] }', 'Query._entities'],
    ['another act', 'extend type Mutation { forget: Int }', 'Mutation.forget'],
    ['events', 'type Subscription { alerts: Int }', 'Subscription.alerts'],
  ])('are noticed where there is one more: %s', (_, more, way) => {
    expect(waysIn(buildSchema(`${sdl}\n${more}`)).filter(one => !KNOWN.includes(one))).toContain(way)
  })
})
