// Where the gateway's tables and the second reading of the protocol disagree, over every point there is. Some minutes.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readClassification } from '../../src/cli/protocol/coordinates.js'
import { projectRoot } from '../../src/paths.js'
import { readProtocol } from '../../src/policies/protocol/index.js'
import { compare } from '../../test/reference/compare.js'
import { sharedCoordinates } from '../../test/reference/coordinates.js'
import { everyPoint } from '../../test/reference/points.js'
import { readYaml } from '../../test/reference/reading.js'
import type { Measured } from '../figures.js'

export function measure(): Measured {
  const text = readFileSync(join(projectRoot, 'protocol', 'gwent.yaml'), 'utf8')
  const read = readProtocol(text)
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const file = readYaml(text)
  const { coordinates } = readClassification()
  const gateway = { protocol: read.protocol, coordinates }
  const { points, differences, examples } = compare(everyPoint(file), file, sharedCoordinates(), gateway)
  return { value: differences, notes: [`${points.toLocaleString('en-GB')} points compared`, ...examples] }
}
