// Clients that never finish what they send: half of them a header, half of them a body, a letter a second. One that is cut off
// comes back. Started by measure.ts.
import { connect } from 'node:net'
import type { Socket } from 'node:net'

const EVERY_MS = 1_000
const SETTLED_MS = 3_000
const HEADER = 'POST /graphql HTTP/1.1\r\nhost: gateway\r\nx-slow: '
const BODY =
  'POST /graphql HTTP/1.1\r\nhost: gateway\r\nauthorization: Bearer slow\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{'

process.on('disconnect', () => process.exit())
process.on('message', ({ url, clients }: { url: string; clients: number }) => {
  const { hostname, port } = new URL(url)
  const open = new Set<Socket>()

  function drip(nth: number): void {
    const socket = connect(Number(port), hostname)
    const letter = setInterval(() => socket.write(' '), EVERY_MS)
    socket.on('connect', () => {
      open.add(socket)
      socket.write(nth % 2 === 0 ? HEADER : BODY)
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearInterval(letter)
      open.delete(socket)
      setTimeout(drip, EVERY_MS, nth)
    })
  }
  for (let nth = 0; nth < clients; nth += 1) drip(nth)
  setTimeout(() => process.send?.({ open: open.size }), SETTLED_MS)
})
