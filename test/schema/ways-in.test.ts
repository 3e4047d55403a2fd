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
  ...field('Viewer.sharing', 'breakGlass', 'episode'),
  // Of entries that were worked out from what the caller is given: they choose among those.
  ...field('Child.timeline', 'after', 'first', 'from', 'kinds', 'to'),
  // Registers of those who oversee, and their acts. No child is found by them.
  ...root('Query.breakGlassReviews', 'after', 'first', 'reconciled'),
  ...root('Query.agencyInbox', 'after', 'first'),
  ...root('Query.linkReviews', 'after', 'first'),
  ...root('Query.conflictsOfInterest', 'after', 'first'),
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
  ...root('Query.board', 'after', 'first', 'of', 'purpose'),
  // Narrowed by who works on an episode at the hub, which is nothing of the child's.
  ...of('BoardOfInput', 'mine', 'nobody', 'staffRef', 'team'),
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
  // The risk assessment: what is written, and found by the child and the version. The history's pages and differences are of
  // what the caller is given of it anyway; a sample is drawn by chance.
  ...root('Mutation.writeMiraf', 'input'),
  ...of('WriteMirafInput', 'child', 'companions', 'contacts', 'contributions', 'facts', 'hazards', 'judged', 'key'),
  ...of('WriteMirafInput', 'phone', 'places', 'protective', 'pull', 'push', 'reason', 'response', 'reviewOn'),
  ...of('WriteMirafInput', 'transport', 'version'),
  ...of('MirafHazardInput', 'code', 'impact', 'likelihood', 'note'),
  ...of('MirafJudgedInput', 'level', 'reason'),
  ...of('MirafContributionInput', 'agency', 'category', 'state', 'text'),
  ...root('Mutation.draftSummary', 'input'),
  ...of('DraftSummaryInput', 'child', 'key', 'reviewDue', 'text', 'version', 'whatToDo'),
  ...of('SummaryTextInput', 'cy', 'en'),
  ...root('Mutation.approveSummary', 'input'),
  ...of('ApproveSummaryInput', 'child', 'key', 'version'),
  ...root('Mutation.requestMirafReview', 'input'),
  ...of('RequestMirafReviewInput', 'child', 'key', 'reason'),
  ...root('Mutation.markMiraf', 'input'),
  ...of('MarkMirafInput', 'child', 'key', 'note', 'points', 'version'),
  ...of('MirafPointInput', 'criterion', 'outcome'),
  ...field('MirafHistory.versions', 'after', 'first'),
  ...field('MirafHistory.difference', 'from', 'to'),
  ...root('Query.dipSample', 'from', 'seed', 'size', 'until'),
  ...root('Query.mirafWords'),
  ...root('Mutation.offerDebrief', 'input'),
  ...of('OfferDebriefInput', 'child', 'episode', 'key', 'offeredAt', 'provider', 'version'),
  ...root('Mutation.answerDebrief', 'input'),
  ...of('AnswerDebriefInput', 'answer', 'answeredAt', 'child', 'episode', 'key', 'note', 'reason', 'version'),
  ...root('Mutation.recordDebrief', 'input'),
  ...of('RecordDebriefInput', 'agreedAudience', 'agreedToShare', 'child', 'childsWords', 'companions', 'episode'),
  ...of('RecordDebriefInput', 'heldAt', 'key', 'places', 'pullFactors', 'pushFactors', 'version', 'whatWouldHelp'),
  ...root('Mutation.gradeRisk', 'input'),
  ...of('GradeRiskInput', 'child', 'episode', 'key', 'reason', 'risk', 'version'),
  ...root('Mutation.closeEpisode', 'input'),
  ...of('CloseEpisodeInput', 'child', 'episode', 'key', 'version'),
  ...root('Mutation.mergeReports', 'input'),
  ...of('MergeReportsInput', 'child', 'keep', 'keepVersion', 'key', 'merge', 'mergeVersion'),
  ...root('Mutation.reportIncident', 'input'),
  ...of('ReportIncidentInput', 'area', 'children', 'circumstances', 'homeAuthority', 'key', 'lastSeenAt'),
  ...of('ReportIncidentInput', 'lastSeenPlace', 'missingFrom', 'placement', 'reportedAt', 'reporter'),
  ...of('IncidentChildInput', 'child', 'missing'),
  ...root('Mutation.assignEpisode', 'input'),
  ...of('AssignEpisodeInput', 'child', 'episode', 'key', 'to', 'version'),
  ...of('AssigneeInput', 'staffRef', 'team'),
  ...['assignDebrief', 'placeLegalHold', 'releaseLegalHold'].flatMap(one => root(`Mutation.${one}`, 'input')),
  ...of('AssignDebriefInput', 'child', 'episode', 'is', 'key'),
  ...of('DebriefAssignment', 'assigned', 'ended'),
  ...of('PlaceLegalHoldInput', 'child', 'key', 'reason', 'reviewOn'),
  ...of('ReleaseLegalHoldInput', 'child', 'hold', 'key', 'reason'),
  // Whoever a system reported missing, by the id of what was sent.
  ...root('Query.incidents', 'after', 'first'),
  ...root('Mutation.nameMissing', 'input'),
  ...of('NameMissingInput', 'child', 'key', 'person'),
  // Meetings, referrals and measures: found by the child and the hub's own reference.
  ...root('Query.referralsToChase', 'after', 'first', 'purpose'),
  // What is due: narrowed by when, and by what an episode says, of those to whom it is given.
  ...root('Query.dueWork', 'after', 'areas', 'dueBefore', 'first', 'kinds', 'of', 'purpose'),
  ...[
    'callMeeting',
    'recordMeeting',
    'recordAction',
    'sendReferral',
    'answerReferral',
    'chaseReferral',
    'endReferral',
    'recordMediationSession',
    'recordSeraf',
    'recordLegalMeasure',
  ].flatMap(one => root(`Mutation.${one}`, 'input')),
  ...of('CallMeetingInput', 'calledAt', 'child', 'key', 'reason'),
  ...of('RecordMeetingInput', 'actions', 'child', 'decision', 'heldAt', 'key', 'kind', 'tookPart', 'version'),
  ...of('AttendeeInput', 'party', 'who'),
  ...of('ActionInput', 'due', 'measure', 'owner', 'what'),
  ...of('RecordActionInput', 'child', 'is', 'key', 'meeting', 'version'),
  ...of('ActionStep', 'added', 'done', 'notDone'),
  ...of('ActionDone', 'action', 'note', 'on'),
  ...of('ActionNotDone', 'action', 'reason'),
  ...of('SendReferralInput', 'child', 'episode', 'key', 'sentAt', 'service', 'to'),
  ...of('AnswerReferralInput', 'answeredAt', 'child', 'is', 'key', 'referral', 'version'),
  ...of('ReferralAnswer', 'accepted', 'refused'),
  ...of('ReferralAccepted', 'note'),
  ...of('ReferralRefused', 'note', 'reason'),
  ...of('ChaseReferralInput', 'chasedAt', 'child', 'key', 'note', 'referral', 'version'),
  ...of('EndReferralInput', 'child', 'endedAt', 'key', 'note', 'outcome', 'referral', 'version'),
  ...of('RecordMediationSessionInput', 'child', 'heldAt', 'key', 'note', 'referral', 'version'),
  ...of('RecordSerafInput', 'assessedOn', 'child', 'key', 'moderate', 'significant', 'vulnerabilities'),
  ...of('SerafSignificantInput', 'earlier', 'indicator', 'recent'),
  ...of('RecordLegalMeasureInput', 'child', 'is', 'key'),
  ...of('LegalMeasureStep', 'ended', 'served'),
  ...of('LegalMeasureServed', 'address', 'adult', 'adultIsCarer', 'episode', 'kind', 'note', 'servedBy', 'servedOn'),
  ...of('LegalMeasureEnded', 'because', 'endedOn', 'note', 'reference', 'version'),
  // Of nobody in particular: a figure, a whole period and a fixed way to part it, and what is recorded for figures alone.
  ...root('Query.figures'),
  ...root('Query.figure', 'id', 'partedBy', 'period', 'whole'),
  ...root('Mutation.recordTraining', 'input'),
  ...of('RecordTrainingInput', 'attendees', 'heldOn', 'key', 'ratings'),
  ...of('TrainedInput', 'agency', 'number'),
  ...of('RatingInput', 'number', 'rating'),
  ...root('Mutation.recordCostCase', 'input'),
  ...of('RecordCostCaseInput', 'closedOn', 'key', 'lines', 'printedBenefit'),
  ...of('CostLineInput', 'counted', 'number', 'side', 'unit'),
  // Of the schema, the sources and the protocol: no child's.
  ...root('Subscription.alerts', 'after', 'purpose'),
  ...root('Query.labels', 'enum'),
  ...root('Query.sources'),
  ...root('Query.sharingDecision', 'question'),
  ...root('Query.sharingMatrix', 'breakGlass', 'episode'),
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
    ['events', 'extend type Subscription { more: Int }', 'Subscription.more'],
  ])('are noticed where there is one more: %s', (_, more, way) => {
    expect(waysIn(buildSchema(`${sdl}\n${more}`)).filter(one => !KNOWN.includes(one))).toContain(way)
  })
})
