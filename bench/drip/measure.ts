// What two thousand clients that send a letter at a time cost those who ask in earnest: the 99th percentile of honest answers
// with them, against the same without, in one run. Rounds alternate, so that whatever else the machine does falls on both.
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Measured } from '../figures.js'

const CLIENTS = 2_000
const ROUNDS = 6
const ASKS_A_ROUND = 1_000
const AT_ONCE = 4

export async function measure(): Promise<Measured> {
  const gateway = start('gateway-child')
  const { url } = await next<{ url: string }>(gateway)
  await ask(url, ASKS_A_ROUND)
  const times: Record<'without' | 'with', number[]> = { without: [], with: [] }
  let held = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    times.without.push(...(await ask(url, ASKS_A_ROUND)))
    const drips = start('drip-child')
    drips.send({ url, clients: CLIENTS })
    held = Math.max(held, (await next<{ open: number }>(drips)).open)
    times.with.push(...(await ask(url, ASKS_A_ROUND)))
    await end(drips)
  }
  await end(gateway)
  const [without, along] = [p99(times.without), p99(times.with)]
  return {
    value: Math.max(0, (along / without - 1) * 100),
    notes: [
      `99th percentile ${without.toFixed(2)} ms without, ${along.toFixed(2)} ms with ${held} slow clients connected, over ${times.with.length} answers each`,
    ],
  }
}

function start(name: string): ChildProcess {
  return fork(fileURLToPath(import.meta.url.replace('measure', name)), {
    env: { ...process.env, NODE_ENV: 'production' },
  })
}

function next<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', message => resolve(message as T))
    child.once('exit', () => reject(new Error('a process of the measuring has ended')))
  })
}

function end(child: ChildProcess): Promise<void> {
  return new Promise(resolve => {
    child.once('exit', () => resolve())
    child.disconnect()
  })
}

/** Milliseconds of each answer, a few asked for at once. */
async function ask(url: string, count: number): Promise<readonly number[]> {
  const times: number[] = []
  const one = async (): Promise<void> => {
    const started = performance.now()
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer honest' },
      body: JSON.stringify({ query: '{ viewer { role agency organisation purposes } }' }),
    })
    await response.text()
    if (response.status !== 200) throw new Error(`an honest question was answered with ${response.status}`)
    times.push(performance.now() - started)
  }
  const some = async (): Promise<void> => {
    for (let nth = 0; nth < count / AT_ONCE; nth += 1) await one()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, some))
  return times
}

const p99 = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0
