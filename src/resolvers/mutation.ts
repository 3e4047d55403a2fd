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
    acknowledgeAlert: (_root, { input }, context) => context.alerts.acknowledge(input),
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
