// The database stopped at random points of operations under way: values delivered without a row.
import { stopAtRandomPoints } from '../../test/gateway/stopped/points.js'
import type { Measured } from '../figures.js'

const POINTS = 200

export async function measureStopped(): Promise<Measured> {
  const seed = Math.floor(Math.random() * 2 ** 31)
  const { answered, leaks, unavailable, otherwise } = await stopAtRandomPoints(POINTS, seed)
  return {
    value: leaks,
    notes: [
      `${POINTS} points, seed ${seed}: ${answered} answers with values, ${unavailable} refused with 503, ${otherwise} without a value otherwise`,
    ],
  }
}
