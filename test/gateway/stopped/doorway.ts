// A doorway to a database that can be shut in the middle of everything: open sockets are cut, and no new one gets through.
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

export interface Doorway {
  /** The database's address, through the doorway. */
  readonly url: string
  shut(): void
  open(): void
  close(): Promise<void>
}

export async function openDoorway(databaseUrl: string): Promise<Doorway> {
  const to = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let isShut = false
  const server = createServer(inside => {
    if (isShut) return void inside.destroy()
    const outside = connect({ host: to.hostname, port: Number(to.port || '5432') })
    for (const [one, other] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      sockets.add(one)
      one.on('error', () => undefined)
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    shut() {
      isShut = true
      for (const socket of sockets) socket.destroy()
    },
    open: () => void (isShut = false),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
