// The root fields.
import { likenessOf, whyOf } from '../children/find/found.js'
import { describeSource } from '../children/source-view.js'
import { MIRAF_WORDS } from '../hub/miraf/page-words.js'
import type { Resolvers } from '../schema/generated/resolvers.js'

export const queryResolvers: Resolvers = {
  Query: {
    child: async (_root, { by, purpose }, context, { path }) => {
      const [result] = await context.admit([by], purpose, [String(path.key)])
      if (!result) throw new Error('one identifier has one result')
      return result
    },
    children: (_root, { by, purpose }, context, { path }) => context.admit(by, purpose, [String(path.key)]),
    findChildren: (_root, { input, purpose }, context, { path }) => context.find(input, purpose, [String(path.key)]),
    board: (_root, args, context, { path }) => context.board(args, [String(path.key)]),
    incidents: (_root, args, context) => context.incidents.waiting(args),
    referralsToChase: (_root, args, context, { path }) => context.referralsToChase(args, [String(path.key)]),
    dueWork: (_root, args, context, { path }) => context.dueWork(args, [String(path.key)]),
    alerts: (_root, args, context, { path }) => context.alerts.list(args, [String(path.key)]),
    alertReport: (_root, args, context) => context.alerts.report(args),
    breakGlassReviews: (_root, { first, after, reconciled }, context) =>
      context.reviews.list({ first, after, reconciled }),
    agencyInbox: (_root, args, context) => context.inbox(args),
    linkReviews: (_root, args, context) => context.linkReviews(args),
    conflictsOfInterest: (_root, args, context) => context.oversight.conflicts(args),
    oversightNotices: (_root, { first }, context) => context.oversight.notices(first),
    viewer: (_root, _args, context) => context.caller,
    sharingDecision: (_root, { question }, context) => context.sharingDecision(question),
    sharingMatrix: (_root, circumstances, context) => context.sharingMatrix(circumstances),
    sources: (_root, _args, context) => context.sources.map(({ source, state }) => describeSource(source, state())),
    mirafWords: () => MIRAF_WORDS,
    dipSample: (_root, args, context) => context.dipSample(args),
    figures: (_root, _args, context) => context.figures.all(),
    figure: (_root, args, context) => context.figures.one(args),
    labels: (_root, { enum: name }, context) => context.labels.filter(label => name == null || label.enum === name),
  },
  FoundChild: {
    likeness: likenessOf,
    why: whyOf,
  },
}
