// A duty desk's night in short: pictures at seven tenths of what the gateway can do, while one system after another is in trouble.
import { setTimeout as pause } from 'node:timers/promises'
import type { GatewayState } from '../peers/control.js'
import type { Measured } from '../figures.js'
import { quantile } from './asker.js'
import type { SystemsOrder, Trouble } from './systems-child.js'
import { loadNote, withSlowSystems, type Slow } from './with-slow-systems.js'

const MINUTES = Number(process.env['MINUTES'] ?? 12)
const MINUTE_S = 60
const SHARE = 0.7
const CONNECTIONS = 16
/** From here on everything is warm and every memory has found its bounds. */
const FROM_MINUTE = 2

const SYSTEMS = ['police', 'social-care', 'education', 'health'] as const
const TROUBLES: readonly Trouble[] = ['FAILS', 'HANGS', 'CUTS']

/** A minute's trouble: each system in turn, and each trouble in turn. Every fourth minute all is well. */
function troubleOf(minute: number): SystemsOrder['trouble'] {
  if (minute % 4 === 0) return {}
  const nth = minute - Math.floor(minute / 4) - 1
  const system = SYSTEMS[nth % SYSTEMS.length] ?? 'police'
  return { [system]: TROUBLES[nth % TROUBLES.length] ?? 'FAILS' }
}

interface Minute {
  readonly minute: number
  readonly p99: number
  readonly well: boolean
  readonly state: GatewayState
}

async function night({ gateway, asker, systems }: Slow): Promise<readonly Minute[]> {
  const minutes: Minute[] = []
  const well = { delay: 2, trouble: {} }
  await systems.set(well)
  const most = (await asker.closed('combined', CONNECTIONS, MINUTE_S / 6)).length / (MINUTE_S / 6)
  for (let minute = 1; minute <= MINUTES; minute += 1) {
    const trouble = troubleOf(minute)
    await systems.set({ ...well, trouble })
    await gateway.state()
    const times = await asker.open('combined', most * SHARE, MINUTE_S)
    await systems.set(well)
    // What a system kept waiting is given up within the deadline; looked at only when nothing is under way.
    await pause(1_000)
    const state = await gateway.state()
    minutes.push({ minute, p99: quantile(times, 0.99), well: Object.keys(trouble).length === 0, state })
    process.stderr.write(
      `  minute ${String(minute)} ${JSON.stringify(trouble)}: p99 ${(minutes.at(-1)?.p99 ?? 0).toFixed(0)} ms, heap ${state.heapMegabytes.toFixed(1)} MB, lag ${state.lagMs.toFixed(0)} ms, ${String(state.descriptors)} descriptors\n`,
    )
  }
  return minutes
}

let taken: Promise<readonly Minute[]> | null = null
const once = (): Promise<readonly Minute[]> => (taken ??= withSlowSystems(night, { flags: ['--expose-gc'] }))

const late = (minutes: readonly Minute[]): readonly Minute[] => minutes.filter(({ minute }) => minute >= FROM_MINUTE)
const ends = (minutes: readonly Minute[]): readonly [Minute, Minute] => {
  const [first, last] = [late(minutes)[0], minutes.at(-1)]
  if (!first || !last) throw new Error('a soak has at least two minutes')
  return [first, last]
}

/** Heap after everything that can be let go was, at the last minute over minute two. */
export async function measureHeap(): Promise<Measured> {
  const [first, last] = ends(await once())
  const heap = (one: Minute): string => `${one.state.heapMegabytes.toFixed(1)} MB at minute ${String(one.minute)}`
  return {
    value: Math.abs(last.state.heapMegabytes - first.state.heapMegabytes),
    notes: [`${heap(first)}, ${heap(last)}; ${loadNote()}`],
  }
}

/** 99th percentile of the last minute in which all was well over that of the first such. */
export async function measureDrift(): Promise<Measured> {
  const well = late(await once()).filter(one => one.well)
  const [first, last] = [well[0], well.at(-1)]
  if (!first || !last) throw new Error('there was no minute in which all was well')
  return {
    value: (last.p99 / first.p99 - 1) * 100,
    notes: [
      `minutes ${String(first.minute)} and ${String(last.minute)}: ${first.p99.toFixed(0)}, ${last.p99.toFixed(0)} ms; ${loadNote()}`,
    ],
  }
}

export async function measureLag(): Promise<Measured> {
  const lags = late(await once()).map(({ state }) => state.lagMs)
  return {
    value: Math.max(...lags),
    notes: [`by minute: ${lags.map(each => each.toFixed(0)).join(', ')}; ${loadNote()}`],
  }
}

export async function measureDescriptors(): Promise<Measured> {
  const counts = late(await once()).map(({ state }) => state.descriptors)
  return {
    value: (counts.at(-1) ?? 0) - (counts[0] ?? 0),
    notes: [`by minute: ${counts.join(', ')}; ${loadNote()}`],
  }
}
