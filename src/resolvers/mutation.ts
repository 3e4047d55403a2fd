// The acts. What each answers is a receipt, or what an unknown child gets.
import type { Resolvers } from '../schema/generated/resolvers.js'

export const mutationResolvers: Resolvers = {
  Mutation: {
    breakGlass: (_root, { input }, context) => context.acts.breakGlass(input),
    reconcileBreakGlass: (_root, { input }, context) => context.reviews.reconcile(input),
    declareConflict: (_root, { input }, context) => context.acts.declareConflict(input),
    withdrawConflict: (_root, { input }, context) => context.acts.withdrawConflict(input),
    reportMissing: (_root, { input }, context) => context.acts.reportMissing(input),
    triage: (_root, { input }, context) => context.acts.triage(input),
    recordReturn: (_root, { input }, context) => context.acts.recordReturn(input),
    recordSafeAndWell: (_root, { input }, context) => context.acts.recordSafeAndWell(input),
    callMeeting: (_root, { input }, context) => context.acts.callMeeting(input),
    recordMeeting: (_root, { input }, context) => context.acts.recordMeeting(input),
    recordAction: (_root, { input }, context) => context.acts.recordAction(input),
    sendReferral: (_root, { input }, context) => context.acts.sendReferral(input),
    answerReferral: (_root, { input }, context) => context.acts.answerReferral(input),
    chaseReferral: (_root, { input }, context) => context.acts.chaseReferral(input),
    endReferral: (_root, { input }, context) => context.acts.endReferral(input),
    recordMediationSession: (_root, { input }, context) => context.acts.recordMediationSession(input),
    recordSeraf: (_root, { input }, context) => context.acts.recordSeraf(input),
    recordLegalMeasure: (_root, { input }, context) => context.acts.recordLegalMeasure(input),
    confirmLink: (_root, { input }, context) => context.links.confirmLink(input),
    unlink: (_root, { input }, context) => context.links.unlink(input),
  },
  EpisodeResult: {
    __resolveType: result => ('episode' in result ? 'EpisodeReceipt' : 'ChildNotShown'),
  },
  CaseworkResult: {
    __resolveType: result => ('reference' in result ? 'CaseworkReceipt' : 'ChildNotShown'),
  },
  BreakGlassResult: {
    __resolveType: result => ('until' in result ? 'BreakGlassReceipt' : 'ChildNotShown'),
  },
}
