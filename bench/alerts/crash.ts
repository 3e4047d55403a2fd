// Alerts in and out through two gateways that are killed with kill -9 again and again, as is their PostgreSQL, to receivers that
// fail half of the time.
import { crash } from '../../test/gateway/alerts/crash/rounds.js'
import type { Measured } from '../figures.js'

const KILLS = 20
/** `EVENTS=400 npm run figure -- alert-crash-differences` for a shorter run, which the notes then say. */
const EVENTS = Number(process.env['EVENTS'] ?? 10_000)

export async function measureCrash(): Promise<Measured> {
  const progress = (says: string): void => void process.stderr.write(`${new Date().toISOString()} ${says}\n`)
  const { differences, leaked, recoveries, notices, told, sent, came } = await crash({
    ...{ kills: KILLS, events: EVENTS, gateways: 2, seed: 7, progress },
  })
  if (!notices) throw new Error('a team told in excess, or not told, was not noticed: nothing was measured')
  if (recoveries !== KILLS) throw new Error(`PostgreSQL was cut off ${recoveries} times, not ${KILLS}`)
  return {
    value: differences.length + leaked.length,
    notes: [
      `${EVENTS} events, gateways and PostgreSQL killed ${KILLS} times each, ${told} teams told, ${sent} messages that came ${came} times in all`,
      ...differences.slice(0, 10),
      ...leaked.slice(0, 10).map(() => 'a personal detail left the house'),
    ],
  }
}
