// Subscription.alerts: the connections, the word that there is something new, and the way of each event through the same server
// that answers queries.
import { randomUUID } from 'node:crypto'
import type { ApolloServer } from '@apollo/server'
import { GraphQLError, getArgumentValues } from 'graphql'
import type { FormattedExecutionResult } from 'graphql'
import { BadArgument, HafanError, TryLater } from '../../errors.js'
import type { ErrorCode } from '../../errors.js'
import type { Keys } from '../../store/keys.js'
import type { Store } from '../../store/open.js'
import type { Caller } from '../../types/caller.js'
import { cursorOf } from '../acts/register.js'
import { ownTeamsOf } from '../alerts/own-teams.js'
import type { Team } from '../alerts/teams.js'
import type { OperationContext } from '../context.js'
import type { Beginning } from '../create-context.js'
import { recordRefusal } from '../door.js'
import type { DoorDeps } from '../door.js'
import { formatError } from '../format-error.js'
import type { Metrics } from '../metrics.js'
import type { Traffic } from '../traffic.js'
import { prepare } from './prepare.js'
import type { Asked, PrepareDeps, Prepared } from './prepare.js'
import { openSubscriptions } from './server.js'
import type { Subscribed, Subscriptions, SubscriptionsDeps } from './server.js'
import { createWord } from './words.js'

export interface AlertSubscriptionsDeps
  extends PrepareDeps, Pick<SubscriptionsDeps, 'http' | 'signIn' | 'limits' | 'monotonic' | 'onFault'> {
  readonly apollo: Pick<ApolloServer<OperationContext>, 'executeOperation'>
  readonly createContext: (beginning: Beginning) => OperationContext
  readonly store: Pick<Store, 'alertStream'>
  readonly keys: Keys
  readonly teams: readonly Team[]
  readonly now: () => Date
  readonly audit: DoorDeps['audit']
  readonly traffic: Traffic
  readonly metrics: DoorDeps['metrics'] & Pick<Metrics, 'answered'>
}

/** Events read at once. */
const MOST_READ = 20
const ROOT = 'alerts'

export async function openAlertSubscriptions(deps: AlertSubscriptionsDeps): Promise<Subscriptions> {
  const { store, keys, teams, now, traffic } = deps
  const word = createWord()
  const listening = await store.alertStream.listen(() => word.give())
  const connections = openSubscriptions({ ...deps, word, subscribe, refused })

  async function subscribe(asked: Asked, caller: Caller): Promise<Subscribed> {
    const prepared = prepare(asked, deps)
    const passed = prepared.passes(caller)
    traffic.operation(caller, passed.cost)
    return {
      document: prepared.document,
      from: await placeOf(prepared, caller),
      check: one => void prepared.passes(one),
      after: ({ person }, place) =>
        person === null
          ? Promise.resolve([])
          : store.alertStream.after(ownTeamsOf(person, teams, now()), place, MOST_READ),
      answer: (one, place, signal) => answer(asked, one, place, signal),
    }
  }

  /** Without a cursor it begins with what is told from now on. */
  async function placeOf({ operation, asked, passes }: Prepared, caller: Caller): Promise<string> {
    const field = deps.schema.getSubscriptionType()?.getFields()[ROOT]
    const [root] = passes(caller).requested.roots
    if (!field || !root || operation.operation !== 'subscription') throw new Error('a subscription has one root')
    const { after } = getArgumentValues(field, root, asked.variables ?? {})
    const place = cursorOf(ROOT, caller, { keys }).open(after as string | null | undefined)
    if (place === null) return store.alertStream.latest()
    if (/^\d{1,18}$/.test(place)) return place
    throw new BadArgument('after', '"after" is of another list.')
  }

  async function answer(
    { query, operationName, variables }: Asked,
    caller: Caller,
    event: string,
    signal: AbortSignal,
  ): Promise<FormattedExecutionResult> {
    const leave = traffic.load.enter()
    try {
      const at = { id: randomUUID(), caller, protocol: deps.inForce(), signal }
      const contextValue = deps.createContext({ ...at, event, view: null })
      const request = { query, variables: variables ?? {}, ...(operationName == null ? {} : { operationName }) }
      const { body } = await deps.apollo.executeOperation(request, { contextValue })
      if (body.kind !== 'single') throw new Error('answers are never sent in pieces')
      return body.singleResult
    } finally {
      leave()
    }
  }

  async function refused(error: unknown, caller: Caller | null, ip: string): Promise<HafanError> {
    const own = codedOf(error)
    if (own.code === 'INTERNAL') deps.onFault(error)
    const told = await recordRefusal(own, { id: randomUUID(), ip, caller, edition: deps.inForce().id }, deps)
    deps.metrics.answered(told.code)
    return told
  }

  return {
    open: () => connections.open(),
    async close() {
      await listening.stop()
      await connections.close()
    },
  }
}

function codedOf(error: unknown): HafanError {
  if (error instanceof HafanError || error instanceof TryLater) return error
  const plain = error instanceof GraphQLError ? error.toJSON() : { message: '' }
  const { message, extensions } = formatError(plain, error)
  const field: unknown = extensions?.['field']
  if (extensions?.['code'] === 'BAD_ARGUMENT' && typeof field === 'string') return new BadArgument(field, message)
  return new HafanError(extensions?.['code'] as ErrorCode, message)
}
