// The root of subscriptions. Each event is an operation of its own, which the server runs like a query: so there is nothing to
// subscribe to here, and the rules of gate 2 stand on what answers.
import type { GraphQLResolveInfo } from 'graphql'
import type { Resolvers } from '../schema/generated/resolvers.js'
import type { Records } from '../types/index.js'
import type { Context } from './context.js'

export const subscriptionResolvers: Resolvers = {
  Subscription: {
    alerts: {
      subscribe: () => {
        throw new Error('each event is an operation of its own')
      },
      resolve: (
        _root: unknown,
        { purpose }: Records.SubscriptionAlertsArgs,
        context: Context,
        { path }: GraphQLResolveInfo,
      ) => context.alerts.event({ purpose }, [String(path.key)]),
    },
  },
}
