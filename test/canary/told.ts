// What is told without being asked: every child's alert goes through the house's own jobs to the hub, by mail, by webhook and to
// whoever is subscribed. Mails and webhooks hold no canary at all; an event holds what its reader may have, and is of nobody else.
import { setTimeout as wait } from 'node:timers/promises'
import { parse } from 'graphql'
import { WebSocket } from 'ws'
import { connected, type Client } from '../server/subscriptions/fake.js'
import { CALLERS, tokenOf, type Canary } from './callers.js'
import { entitlementOf, type Memory } from './entitled.js'
import type { House } from './house.js'
import type { Problem } from './judge.js'
import { describe, mayHold } from './places.js'
import { purposesOf } from './protocol.js'
import { coordinatesBelow, documentOf } from './select.js'
import { canariesIn } from './sinks.js'
import type { World } from './world.js'

const PURPOSE = 'ASSESS_RISK'
const WITHIN_MS = 60_000
const CHILD = `... on Child {
  identity { record { givenName familyName } }
  missingEpisodes { record { episodes { reference } } }
  hub { record { miraf { reason facts { text } contributions { text } } referrals { reference to } legalMeasures { adult } } } }`
const ALERTS = `subscription ($purpose: Purpose!, $after: String) {
  alerts(purpose: $purpose, after: $after) { node { kind reference child { __typename ${CHILD} } } } }`

interface Event {
  readonly node: { readonly child: { readonly __typename: string } | null }
}

export async function toldIn(house: House, world: World): Promise<Problem[]> {
  const { office } = house
  if (office === null) throw new Error('this house has no way out')
  // What an application could never be given of this, a subscription to it is refused for.
  const hub = CALLERS.filter(
    ({ caller }) =>
      caller.person?.agency === 'HUB' && caller.application.ceiling === 'ALL' && purposesOf(caller).includes(PURPOSE),
  )
  const [from, live] = [await house.lastTold(), await Promise.all(hub.map(canary => listen(house, canary)))]
  try {
    for (const { say, canary } of live) say({ id: '1', type: 'subscribe', payload: { query: ALERTS, variables: { purpose: PURPOSE, after: house.cursorAt(canary, from) } } }) // prettier-ignore
    const queued = await house.tellAll()
    await until(async () => (await house.outstanding()) === 0, `what tells of ${queued} alerts`)
    const sent = [office.mails().length, office.webhooks().length]
    if (sent.includes(0)) throw new Error(`of mails and webhooks there were ${sent.join(' and ')}`)
    const problems: Problem[] = [...office.mails(), ...office.webhooks()].flatMap(text =>
      [...canariesIn(text, world.mint)].map((token): Problem => ({ kind: 'LEAK', says: `sent out: ${token}` })),
    )
    return problems.concat(...(await Promise.all(live.map(one => judged(one, world)))))
  } finally {
    for (const { socket } of live) socket.terminate()
  }
}

interface Listening extends Client {
  readonly canary: Canary
}

async function listen({ url }: House, canary: Canary): Promise<Listening> {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws')
  return { ...(await connected(socket, tokenOf(canary))), canary }
}

async function judged({ canary, messages }: Listening, world: World): Promise<Problem[]> {
  const memory: Memory = new Map()
  const entitled = world.children.map(child => entitlementOf(canary.caller, child, PURPOSE, new Map(), memory))
  const rows = entitled.filter(of => of.shown && of.level('MISSING_EPISODES', 'HUB') > 1)
  const document = documentOf(parse(ALERTS), {})
  const asked = coordinatesBelow('Subscription', [document.operation.selectionSet], document)
  const events = (): readonly Event[] => messages.flatMap(({ type, payload }) => type === 'next' ? ((payload as { data?: { alerts?: Event } }).data?.alerts ?? []) : []) // prettier-ignore
  const problems: Problem[] = []
  const say = (kind: Problem['kind'], says: string): void => void problems.push({ kind, says: `${canary.name}, told: ${says}` }) // prettier-ignore
  await until(() => events().length >= rows.length, '').catch(() => say('MISSING', `${events().length} events of ${rows.length}`)) // prettier-ignore
  if (events().length > rows.length) say('EXISTENCE', `${events().length} events of ${rows.length}`)
  for (const event of events()) {
    if (event.node.child?.__typename !== 'Child')
      say('MISSING', `an event of a ${String(event.node.child?.__typename)}`)
    for (const token of canariesIn(JSON.stringify(event), world.mint)) {
      const origin = world.mint.known.get(token)
      const of = rows.find(({ child }) => child.index === origin?.child)
      if (origin && !(of?.has(origin) === true && mayHold(origin, asked))) say('LEAK', describe(token, origin))
    }
  }
  return problems
}

async function until(met: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + WITHIN_MS; !(await met()); await wait(100))
    if (Date.now() > end) throw new Error(`${what} did not come`)
}
