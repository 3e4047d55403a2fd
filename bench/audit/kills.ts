// The gateway killed with kill -9 under load, again and again: answers that somebody holds and that have no row.
import { killAgainAndAgain } from '../../test/gateway/killed/rounds.js'
import type { Measured } from '../figures.js'

const KILLS = 20

export async function measureKills(): Promise<Measured> {
  const { answers, lost, findings } = await killAgainAndAgain(KILLS, 1)
  if (findings.length > 0) throw new Error(`the audit does not verify after a kill: ${findings.join('; ')}`)
  return {
    value: lost,
    notes: [`${KILLS} kills, ${answers} answers given; the audit verified after each, and each next one booted`],
  }
}
