// Every resolver by type. Fields not here are read from the object as they are.
import type { Resolvers } from '../schema/generated/resolvers.js'
import { childResolvers } from './child.js'
import { mirafResolvers } from './miraf.js'
import { mutationResolvers } from './mutation.js'
import { queryResolvers } from './query.js'
import { scalarResolvers } from './scalars.js'
import { subscriptionResolvers } from './subscription.js'
import { viewerResolvers } from './viewer.js'

export const resolvers: Resolvers = {
  ...scalarResolvers,
  ...queryResolvers,
  ...mutationResolvers,
  ...subscriptionResolvers,
  ...childResolvers,
  ...viewerResolvers,
  ...mirafResolvers,
}
