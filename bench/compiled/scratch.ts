import { execute, parse } from 'graphql'
import { CALLERS } from '../../test/canary/callers.js'
import { CHILDREN } from '../../test/canary/children.js'
import { createWorld } from '../../test/canary/world.js'
import { openStage, settled } from '../../test/compiled/stage.js'
import { WHOLE_PICTURE } from '../../test/gateway/faults/whole-picture.js'
import { createExecute } from '../../src/server/operation/compiled/execute.js'

const stage = await openStage(createWorld(), new Date())
const run = createExecute({ schema: stage.plain, classification: stage.classification })
const caller = CALLERS.find(({ name }) => name === (process.argv[2] ?? 'hm-cleared'))!.caller
const document = parse(WHOLE_PICTURE)
const nhsNumber = CHILDREN[Number(process.argv[3] ?? 0)]!.nhsNumber
let text = ''
const modes: Record<string, (a: any) => Promise<any>> = {
  reference: async ({ context, variables }) => execute({ schema: stage.guarded, document, variableValues: variables, contextValue: context }),
  compiled: async ({ context, variables, operation }) => run({ context, variables, operation, document }),
  none: async () => ({}),
}
async function once(mode: string) {
  const admitted = stage.admit(document, { by: { nhsNumber }, purpose: 'ASSESS_RISK' }, caller)
  const result = await modes[mode]!(admitted)
  text = JSON.stringify(result)
  await settled(admitted.context)
  return result
}
if (process.argv[4]) {
  for (let n = 0; n < 1000; n++) await once(process.argv[4])
} else {
const texts: string[] = []
for (const mode of ['reference', 'compiled', 'none', 'reference', 'compiled', 'none']) {
  for (let n = 0; n < 100; n++) await once(mode)
  const before = process.cpuUsage()
  const N = 200
  for (let n = 0; n < N; n++) await once(mode)
  const { user, system } = process.cpuUsage(before)
  const r = await once(mode)
  texts.push(JSON.stringify(r.data))
  console.log(mode, 'bytes', text.length, JSON.stringify(r.data)?.length, 'cpu ms', (user + system) / 1000 / N)
}
console.log(texts[0] === texts[1])
}
await stage.close()
