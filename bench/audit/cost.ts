// What auditing costs: the same gateway, in a process of its own, with its audit and with it taken away, turn and turn about, asked
// for whole pictures over 16 connections. CPU is taken at full load; time with as many connections at a load that leaves it room,
// since at full load everything waits for the CPU and the median says only that.
import { fork } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { WHOLE_PICTURE } from '../../test/gateway/faults/whole-picture.js'
import type { Measured } from '../figures.js'
import { startRemoteRegion, type RemoteRegion } from '../latency/region-process.js'
import type { CostOrder, CostReply } from './cost-child.js'

const CONNECTIONS = 16
const REGION = 1_000
const LATENCY_MS = 20
/** Requests in a turn, and turns with and without. */
const TURN = 160
const TURNS = 8
const WARM_UP = 400
/** Share of what the gateway can do at most, while time is taken. */
const LOAD = 0.4

export interface Turn {
  readonly cpuMs: number
  readonly p50: number
  readonly perSecond: number
}

export interface Gateway {
  /** A turn's requests; each connection waits so long between the beginnings of two. */
  turn(on: boolean, everyMs: number): Promise<Turn>
  /** The bytes of one more whole picture, of the next child. */
  picture(): Promise<string>
  close(): Promise<void>
}

export const measureCpu = (): Promise<Measured> =>
  withGateway(async gateway => {
    const pairs = await pairsOf(gateway, 0)
    const shares = pairs.map(({ with: one, without }) => (one.cpuMs / without.cpuMs - 1) * 100)
    return {
      value: median(shares),
      notes: [
        `CPU a picture, in ms, with and without: ${pairs.map(pair => `${pair.with.cpuMs.toFixed(2)}/${pair.without.cpuMs.toFixed(2)}`).join(', ')}`,
      ],
    }
  })

export const measureTime = (): Promise<Measured> =>
  withGateway(async gateway => {
    const { perSecond } = await gateway.turn(true, 0)
    const everyMs = (CONNECTIONS / (perSecond * LOAD)) * 1_000
    const pairs = await pairsOf(gateway, everyMs)
    return {
      value: median(pairs.map(({ with: one, without }) => one.p50 - without.p50)),
      notes: [
        `at ${(perSecond * LOAD).toFixed(0)} pictures a second of ${perSecond.toFixed(0)} it can do; p50 in ms, with and without: ${pairs.map(pair => `${pair.with.p50.toFixed(1)}/${pair.without.p50.toFixed(1)}`).join(', ')}`,
      ],
    }
  })

/** Turn and turn about, beginning with either: what else the machine does falls on both. */
async function pairsOf(gateway: Gateway, everyMs: number): Promise<{ readonly with: Turn; readonly without: Turn }[]> {
  const pairs: { with: Turn; without: Turn }[] = []
  for (let turn = 0; turn < TURNS; turn += 1) {
    const first = await gateway.turn(turn % 2 === 0, everyMs)
    const second = await gateway.turn(turn % 2 !== 0, everyMs)
    pairs.push(turn % 2 === 0 ? { with: first, without: second } : { with: second, without: first })
  }
  return pairs
}

/** A gateway in a process of its own that has answered enough to be warm. */
export async function withGateway(work: (gateway: Gateway) => Promise<Measured>): Promise<Measured> {
  const region = await startRemoteRegion(REGION, { fixedLatencyMs: LATENCY_MS })
  const gateway = await start(region)
  try {
    for (let warm = 0; warm < WARM_UP; warm += TURN) await gateway.turn(warm % (TURN * 2) === 0, 0)
    return await work(gateway)
  } finally {
    await gateway.close()
    await region.close()
  }
}

async function start(region: RemoteRegion): Promise<Gateway> {
  const file = fileURLToPath(import.meta.url.replace('cost', 'cost-child'))
  const child = fork(file, { env: { ...process.env, NODE_ENV: 'production' } })
  const order = (what: CostOrder): Promise<CostReply> =>
    new Promise((resolve, reject) => {
      child.once('message', (reply: CostReply) => ('error' in reply ? reject(new Error(reply.error)) : resolve(reply)))
      child.send(what)
    })
  const { settings, secrets, seed, personas, now, control, socialCare } = region
  const begun = await order({ kind: 'start', told: { settings, secrets, seed, personas, now, control, socialCare } })
  const url = 'url' in begun ? begun.url : ''
  const cpuAt = async (on: boolean): Promise<number> => {
    const reply = await order({ kind: 'audit', on })
    return 'cpu' in reply ? reply.cpu / 1_000 : Number.NaN
  }
  const token = await region.tokenFor('hub-police')
  const children = region.seed.children.flatMap(({ identifiers, hub }) =>
    hub && hub.episodes.length > 0 && identifiers.nhsNumber !== null ? [identifiers.nhsNumber] : [],
  )
  let asked = 0

  async function picture(): Promise<string> {
    const by = { nhsNumber: children[(asked += 1) % children.length] }
    const body = JSON.stringify({ query: WHOLE_PICTURE, variables: { by, purpose: 'ASSESS_RISK' } })
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    const response = await fetch(url, { method: 'POST', headers, body })
    const text = await response.text()
    if (response.status !== 200) throw new Error(`a picture was answered with ${String(response.status)}`)
    return text
  }

  async function ask(): Promise<number> {
    const began = performance.now()
    await picture()
    return performance.now() - began
  }

  async function connection(requests: number, everyMs: number, offset: number): Promise<number[]> {
    const times: number[] = []
    await wait(offset)
    const began = performance.now()
    for (let request = 0; request < requests; request += 1) {
      await wait(Math.max(0, began + request * everyMs - performance.now()))
      times.push(await ask())
    }
    return times
  }

  return {
    picture,
    async turn(on, everyMs) {
      const before = await cpuAt(on)
      const began = performance.now()
      const each = Array.from({ length: CONNECTIONS }, (_, index) =>
        connection(TURN / CONNECTIONS, everyMs, (everyMs / CONNECTIONS) * index),
      )
      const times = (await Promise.all(each)).flat()
      const seconds = (performance.now() - began) / 1_000
      return { cpuMs: ((await cpuAt(on)) - before) / TURN, p50: median(times), perSecond: TURN / seconds }
    },
    close: () =>
      new Promise(resolve => {
        child.once('exit', () => resolve())
        child.disconnect()
      }),
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
