// What gate 3 costs of a whole picture: CPU of a gateway in a process of its own for each, over 16 connections, and then CPU of
// looking through the answers it gave, here. Looked through often they are warmer than in the gateway, so
// the dearest turn is counted.
import { getOperationAST, parse } from 'graphql'
import type { ChildHandle } from '../../src/children/handle.js'
import { resolvers } from '../../src/resolvers/index.js'
import { buildExecutable } from '../../src/schema/build.js'
import { classify } from '../../src/schema/classification.js'
import { shapeOf } from '../../src/server/operation/answer-shape.js'
import { notGranted } from '../../src/server/operation/walk-response.js'
import { everything } from '../../test/children/support.js'
import { WHOLE_PICTURE } from '../../test/gateway/faults/whole-picture.js'
import { withGateway } from '../audit/cost.js'
import type { Measured } from '../figures.js'

const TURNS = 6
const PICTURES = 50
/** Looks at each answer in a turn; of the first turns nothing is kept. */
const LOOKS = 20
const COLD = 2

/** Percent of the picture's CPU without gate 3. */
export const measure = (): Promise<Measured> =>
  withGateway(async gateway => {
    const cpu: number[] = []
    for (let turn = 0; turn < TURNS; turn += 1) cpu.push((await gateway.turn(true, 0)).cpuMs)
    const texts: string[] = []
    while (texts.length < PICTURES) {
      const text = await gateway.picture()
      // Some are known and not shown, and there is nothing to look through.
      if (text.includes('"__typename":"Child"')) texts.push(text)
    }
    const looks = looked(texts)
    const [whole, look] = [Math.min(...cpu), Math.max(...looks)]
    return {
      value: (look / (whole - look)) * 100,
      notes: [
        `CPU a picture with gate 3, in ms: ${cpu.map(each => each.toFixed(2)).join(', ')}; the least is counted`,
        `CPU of gate 3 a picture, in ms: ${looks.map(each => each.toFixed(3)).join(', ')}; the most is counted`,
        `${PICTURES} answers of ${Math.round(texts.join('').length / PICTURES / 1_000)} kB each on average`,
      ],
    }
  })

/** Milliseconds of CPU a picture, turn by turn. */
function looked(texts: readonly string[]): readonly number[] {
  const schema = buildExecutable(resolvers)
  const document = parse(WHOLE_PICTURE)
  const operation = getOperationAST(document)
  if (!operation) throw new Error('a whole picture is one operation')
  const shape = shapeOf(schema, document, operation, classify(schema))
  const answers = texts.map(text => {
    const { data } = JSON.parse(text) as { data: { child: { id: string } } }
    const handle = { publicId: data.child.id, rights: everything() } as ChildHandle
    const ledger = [{ handle, requested: new Set<string>(), picture: null, place: 'child' }]
    return { data: asExecuted(data) as Record<string, unknown>, ledger }
  })
  const turns: number[] = []
  for (let turn = 0; turn < TURNS + COLD; turn += 1) {
    const before = process.cpuUsage()
    for (let look = 0; look < LOOKS; look += 1)
      for (const { data, ledger } of answers) {
        const fault = notGranted(shape, data, ledger)
        if (fault !== null) throw new Error(`gate 3 would have kept a picture back for ${fault}`)
      }
    const { user, system } = process.cpuUsage(before)
    turns.push((user + system) / 1_000 / LOOKS / answers.length)
  }
  return turns.slice(COLD)
}

/** Objects as execution makes them, which are read in another way than those of JSON. */
function asExecuted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asExecuted)
  if (typeof value !== 'object' || value === null) return value
  const made = Object.create(null) as Record<string, unknown>
  for (const [key, inner] of Object.entries(value)) made[key] = asExecuted(inner)
  return made
}
