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
    writeMiraf: (_root, { input }, context) => context.acts.writeMiraf(input),
    draftSummary: (_root, { input }, context) => context.acts.draftSummary(input),
    approveSummary: (_root, { input }, context) => context.acts.approveSummary(input),
    requestMirafReview: (_root, { input }, context) => context.acts.requestMirafReview(input),
    markMiraf: (_root, { input }, context) => context.acts.markMiraf(input),
    offerDebrief: (_root, { input }, context) => context.acts.offerDebrief(input),
    answerDebrief: (_root, { input }, context) => context.acts.answerDebrief(input),
    recordDebrief: (_root, { input }, context) => context.acts.recordDebrief(input),
    gradeRisk: (_root, { input }, context) => context.acts.gradeRisk(input),
    closeEpisode: (_root, { input }, context) => context.acts.closeEpisode(input),
    mergeReports: (_root, { input }, context) => context.acts.mergeReports(input),
    reportIncident: (_root, { input }, context) => context.acts.reportIncident(input),
    assignEpisode: (_root, { input }, context) => context.acts.assignEpisode(input),
    nameMissing: (_root, { input }, context) => context.incidents.nameMissing(input),
    confirmLink: (_root, { input }, context) => context.links.confirmLink(input),
    unlink: (_root, { input }, context) => context.links.unlink(input),
  },
  EpisodeResult: {
    __resolveType: result => ('episode' in result ? 'EpisodeReceipt' : 'ChildNotShown'),
  },
  BreakGlassResult: {
    __resolveType: result => ('until' in result ? 'BreakGlassReceipt' : 'ChildNotShown'),
  },
}
