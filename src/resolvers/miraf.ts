// The risk assessment: its pages, and what is not given of it. Shapes answers, nothing else.
import { rightsOf } from '../children/rights.js'
import { CARRIED_CATEGORIES } from '../hub/miraf/facts.js'
import { differenceIn, versionsOf } from '../hub/miraf/history.js'
import type { Resolvers } from '../schema/generated/resolvers.js'

const SUMMARY = 2

export const mirafResolvers: Resolvers = {
  Miraf: {
    notGiven: miraf => {
      const grants = rightsOf(miraf)?.grants
      return CARRIED_CATEGORIES.filter(category => (grants?.[category].strength ?? 0) < SUMMARY)
    },
  },
  MirafHistory: {
    versions: (history, { first, after }, context) => versionsOf(history, { first, after }, context.cursors),
    difference: (history, between) => differenceIn(history, between),
  },
  MirafResult: {
    __resolveType: result => ('at' in result ? 'MirafReceipt' : 'ChildNotShown'),
  },
}
