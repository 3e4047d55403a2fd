// Random tamperings with an audit: those that the verifier does not find, or finds without naming the row.
import { tamper } from '../../test/verify/missed.js'
import { TAMPERINGS } from '../../test/verify/tamper.js'
import type { Measured } from '../figures.js'

const TIMES = 1_000

export async function measureTamperings(): Promise<Measured> {
  const seed = Math.floor(Math.random() * 2 ** 31)
  const { missed, widest } = await tamper(TIMES, seed)
  const kinds = Object.keys(TAMPERINGS).length
  return {
    value: missed.length,
    notes: [
      `${TIMES} tamperings of ${kinds} kinds, seed ${seed}; the narrowest finding that names the row spans ${widest} rows at most`,
      ...missed.slice(0, 10),
    ],
  }
}
