// What the gateway adds to the slowest agency, and what one agency that never answers costs those who do not ask it.
import type { Measured } from '../figures.js'
import { quantile } from './asker.js'
import { loadNote, withSlowSystems, type Slow } from './with-slow-systems.js'

const AGENCY_MS = 50
const SECONDS = 20
const CONNECTIONS = 64
const HALF = 0.5

interface Added {
  readonly p50: number
  readonly p99: number
  readonly notes: readonly string[]
}

/** At half of what it can do. The systems' own time is taken in the same run, of the gateway's slowest question. */
async function added({ asker, systems }: Slow): Promise<Added> {
  await systems.set({ delay: AGENCY_MS, trouble: {} })
  const most = (await asker.closed('combined', CONNECTIONS, SECONDS / 2)).length / (SECONDS / 2)
  const times = await asker.open('combined', most * HALF, SECONDS)
  const of = (share: number): number => quantile(times, share) - AGENCY_MS
  return {
    p50: of(0.5),
    p99: of(0.99),
    notes: [`${(most * HALF).toFixed(0)} pictures a second of ${most.toFixed(0)} it can do; ${loadNote()}`],
  }
}

let taken: Promise<Added> | null = null
const takenOnce = (): Promise<Added> => (taken ??= withSlowSystems(added))

export async function measureAddedMedian(): Promise<Measured> {
  const { p50, notes } = await takenOnce()
  return { value: p50, notes }
}

export async function measureAddedTail(): Promise<Measured> {
  const { p99, notes } = await takenOnce()
  return { value: p99, notes }
}

const PAIRS = 5
const PAIR_SECONDS = 10
const ASK_POLICE_PER_SECOND = 5

/** The school's summary asks no police: its 99th percentile while the police never answer, over that while they do. */
export function measureHanging(): Promise<Measured> {
  return withSlowSystems(async ({ asker, systems }) => {
    const most = (await asker.closed('school', CONNECTIONS, PAIR_SECONDS)).length / PAIR_SECONDS
    async function tail(hangs: boolean): Promise<number> {
      await systems.set({ delay: 5, trouble: { police: hangs ? 'HANGS' : 'NONE' } })
      // Others go on asking for whole pictures, which wait for the police.
      const others = asker.open('combined', ASK_POLICE_PER_SECOND, PAIR_SECONDS)
      const times = await asker.open('school', most * HALF, PAIR_SECONDS)
      await others
      return quantile(times, 0.99)
    }
    const ratios: number[] = []
    for (let pair = 0; pair < PAIRS; pair += 1) {
      const first = await tail(pair % 2 === 0)
      const second = await tail(pair % 2 !== 0)
      ratios.push(pair % 2 === 0 ? first / second : second / first)
    }
    return {
      value: quantile(ratios, 0.5),
      notes: [`pairs: ${ratios.map(each => each.toFixed(2)).join(', ')}; ${loadNote()}`],
    }
  })
}
