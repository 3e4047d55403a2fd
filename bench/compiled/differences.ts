// Operations that a compiled plan answers otherwise than graphql-js: `npm test` runs fewer of them, with another seed.
import { compareCompiled } from '../../test/compiled/compare.js'
import type { Measured } from '../figures.js'

const OPERATIONS = 20_000
const SEED = 11

export async function measureDifferences(ops = OPERATIONS): Promise<Measured> {
  const { run, refused, withErrors, withData, roles, differences } = await compareCompiled({ ops, seed: SEED })
  return {
    value: differences.length,
    notes: [
      `${ops.toLocaleString('en-GB')} operations, seed ${SEED}, of ${roles.size} roles: ${run} run both ways, ${refused} refused by gate 1`,
      `${withData} gave something, ${withErrors} had errors beside what is withheld`,
      ...differences.slice(0, 5),
    ],
  }
}
