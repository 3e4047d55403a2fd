// What running a whole picture costs by a compiled plan and by graphql-js with the library's rules, in one run, turn and turn about.
// Agencies answer from memory; the child has been decided on and the agencies' answers are there, so that execution is all there is.
import { execute, parse } from 'graphql'
import { createExecute } from '../../src/server/operation/compiled/execute.js'
import type { Execute } from '../../src/server/operation/compiled/execute.js'
import { CALLERS } from '../../test/canary/callers.js'
import { CHILDREN } from '../../test/canary/children.js'
import { createWorld } from '../../test/canary/world.js'
import { openStage, settled } from '../../test/compiled/stage.js'
import type { Admitted, Stage } from '../../test/compiled/stage.js'
import { WHOLE_PICTURE } from '../../test/gateway/faults/whole-picture.js'
import type { Measured } from '../figures.js'

const PICTURES = 100
const TURNS = 6
const WARM_UP = 200

export async function measureCpu(): Promise<Measured> {
  const stage = await openStage(createWorld(), new Date())
  try {
    const plans = createExecute({ schema: stage.plain, classification: stage.classification })
    const library: Execute = ({ document, variables, context }) =>
      Promise.resolve(execute({ schema: stage.guarded, document, variableValues: variables, contextValue: context }))
    const admitted = await ready(stage, plans)
    const bytes = JSON.stringify((await run(admitted, plans)).data).length
    const cost = async (how: Execute, pictures: number): Promise<number> => {
      const before = process.cpuUsage()
      for (let nth = 0; nth < pictures; nth += 1) await run(admitted, how)
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1_000 / pictures
    }
    for (const how of [library, plans]) await cost(how, WARM_UP)
    const pairs: (readonly [number, number])[] = []
    for (let turn = 0; turn < TURNS; turn += 1) pairs.push([await cost(plans, PICTURES), await cost(library, PICTURES)])
    const ratios = pairs.map(([one, other]) => (one / other) * 100).sort((one, other) => one - other)
    return {
      value: ratios[TURNS / 2] ?? Number.NaN,
      notes: [
        `CPU of running a picture of ${Math.round(bytes / 1_000)} kB, in ms, by a plan and by graphql-js: ${pairs.map(pair => pair.map(each => each.toFixed(2)).join('/')).join(', ')}`,
      ],
    }
  } finally {
    await stage.close()
  }
}

const run = ({ document, operation, variables, context }: Admitted, how: Execute): ReturnType<Execute> =>
  how({ document, operation, variables: context.operation.passed?.variables ?? variables, context })

/** A picture that has been asked for once; asked for again it is the same child, and what came of it. */
async function ready(stage: Stage, how: Execute): Promise<Admitted> {
  const caller = CALLERS.find(({ name }) => name === 'hm-cleared')?.caller
  const [child] = CHILDREN
  if (!caller || !child) throw new Error('nobody asks, of nobody')
  const by = { nhsNumber: child.nhsNumber }
  const first = stage.admit(parse(WHOLE_PICTURE), { by, purpose: 'ASSESS_RISK' }, caller)
  const shown: Awaited<ReturnType<Admitted['context']['admit']>>[] = []
  const admit: Admitted['context']['admit'] = async (...asked) => {
    const known = shown[0] ?? (await first.context.admit(...asked))
    shown[0] = known
    return known
  }
  const admitted = { ...first, context: { ...first.context, admit } }
  await run(admitted, how)
  await settled(admitted.context)
  return admitted
}
