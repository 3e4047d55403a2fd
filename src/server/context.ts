// The context of one operation, with what only the server's own steps may touch.
import type { Context } from '../resolvers/context.js'
import type { Operation } from './operation/state.js'

export interface OperationContext extends Context {
  readonly operation: Operation
}
