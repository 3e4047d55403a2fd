// Listening with the kit, and a door before a gateway whose connections can be cut.
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { WebSocket } from 'ws'
import { AlertsAsTheyCome } from '../../clients/typescript/src/index.js'
import type { DataOf, SignIn } from '../../clients/typescript/src/index.js'
import { subscribe } from '../../clients/typescript/src/subscriptions.js'
import type { Event, SubscribeOptions } from '../../clients/typescript/src/subscriptions.js'

type Alerts = DataOf<typeof AlertsAsTheyCome>
const cursor = (data: Alerts): string | null => data.alerts?.cursor ?? null
const over: AbortController[] = []
export function endAll(): void {
  for (const one of over.splice(0)) one.abort()
}

export function listen(options: Partial<SubscribeOptions<Alerts>> & { url: string; signIn: SignIn }, after?: string) {
  const ending = new AbortController()
  over.push(ending)
  const events = subscribe(
    AlertsAsTheyCome,
    { purpose: 'ASSESS_RISK', ...(after === undefined ? {} : { after }) },
    { webSocket: WebSocket, cursor, signal: ending.signal, wait: () => new Promise(setImmediate), ...options },
  )
  return { events, end: () => ending.abort() }
}

/** The next that is no waiting. */
export async function next(events: AsyncGenerator<Event<Alerts>, void, void>): Promise<Event<Alerts> | undefined> {
  for (;;) {
    const { value } = await events.next()
    if (value === undefined || value.is !== 'WAITING') return value ?? undefined
  }
}
export const kindOf = (event: Event<Alerts> | undefined): string =>
  event?.is === 'EVENT' ? (event.data.alerts?.node.kind ?? '') : JSON.stringify(event)

/** A door before a gateway whose connections can be cut. */
export async function relay(
  to: () => string,
  sockets: Set<Socket>,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(incoming => {
    const outgoing = connect(Number(new URL(to()).port), '127.0.0.1')
    sockets.add(incoming)
    for (const [one, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      one.on('error', () => undefined).on('close', () => other.destroy())
      one.pipe(other)
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> =>
    new Promise(resolve => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  return { url: `ws://127.0.0.1:${port}/graphql`, close }
}
