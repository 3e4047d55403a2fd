// The harness's systems, slowed and broken as they are told: what they hold is served from memory, each answer after `delay`
// milliseconds. Started by systems.ts, in a process of its own.
import { readFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** How a system is: as it should be, silent, failing, or cutting its answers short. */
export type Trouble = 'NONE' | 'HANGS' | 'FAILS' | 'CUTS'
export interface SystemsOrder {
  readonly delay: number
  /** By the first part of the path. */
  readonly trouble: Readonly<Record<string, Trouble>>
}

const [folder, port] = [process.argv[2] ?? '', Number(process.argv[3])]
let order: SystemsOrder = { delay: 0, trouble: {} }
let answered: Record<string, number> = {}
const held = new Map<string, Buffer | null>()

function bodyOf(path: string): Buffer | null {
  const known = held.get(path)
  if (known !== undefined) return known
  let body: Buffer | null = null
  try {
    body = readFileSync(join(folder, path))
  } catch {
    // A child without a record there.
  }
  held.set(path, body)
  return body
}

async function answer(path: string, response: ServerResponse): Promise<void> {
  const [, system = ''] = path.split('/')
  answered[system] = (answered[system] ?? 0) + 1
  const trouble = order.trouble[system] ?? 'NONE'
  if (trouble === 'HANGS') return
  await pause(order.delay)
  const body = bodyOf(path)
  const type = system === 'health' ? 'application/fhir+json' : 'application/json'
  if (trouble === 'FAILS') return void response.writeHead(500, { 'content-type': type }).end('{}')
  if (body === null) return void response.writeHead(404, { 'content-type': type }).end('{}')
  response.writeHead(200, { 'content-type': type, 'content-length': body.length })
  if (trouble !== 'CUTS') return void response.end(body)
  response.write(body.subarray(0, body.length / 2))
  setTimeout(() => response.destroy(), 1)
}

createServer((request, response) => {
  const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '')
  if (path !== '/order') return void answer(path, response)
  if (request.method === 'GET') {
    response.end(JSON.stringify(answered))
    answered = {}
    return
  }
  const pieces: Buffer[] = []
  request.on('data', (piece: Buffer) => pieces.push(piece))
  request.on('end', () => {
    order = JSON.parse(Buffer.concat(pieces).toString()) as SystemsOrder
    response.end('{}')
  })
}).listen(port, '127.0.0.1', 1024)
