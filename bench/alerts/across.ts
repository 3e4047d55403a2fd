// How long after a team is told whoever subscribes has it, on either of two gateways on one database that are both busy.
import { across } from '../../test/gateway/subscriptions/across.js'
import type { Measured } from '../figures.js'

/** `EVENTS=60 npm run figure -- subscription-seconds-across-gateways` for a shorter run, which the notes then say. */
const EVENTS = Number(process.env['EVENTS'] ?? 500)
const READERS = 4

export async function measureAcross(): Promise<Measured> {
  const { seconds, wrong, reads } = await across({ events: EVENTS, readers: READERS })
  if (wrong.length > 0) throw new Error(wrong.slice(0, 10).join('; '))
  const sorted = [...seconds].sort((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return {
    value: at(0.99),
    notes: [
      `p50 ${at(0.5).toFixed(3)}, worst ${at(1).toFixed(3)}, of ${sorted.length} arrivals of ${EVENTS} events`,
      `${reads} pictures were read meanwhile over ${READERS * 2} connections; each job was done once`,
    ],
  }
}
