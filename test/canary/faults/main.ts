// A process for the faults: hooks on loading are for a whole process. Prints one line of JSON a fault, and last one of `control`,
// the gateway as it is. Words: operations, operations in two worlds, seed, and the faults to try; all where none is named.
import { FAULTS, attempt, control, prepare } from './all.js'

const [ops = '2000', worlds = '400', seed = '1', ...names] = process.argv.slice(2)
const lengths = { ops: Number(ops), worlds: Number(worlds), seed: Number(seed) }
prepare()
for (const fault of FAULTS.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const { provoked, caught } = await attempt(fault, lengths)
  process.stdout.write(`${JSON.stringify({ name: fault.name, caught, ...provoked })}\n`)
}
if (names.length === 0 || names.includes('control')) {
  const provoked = await control(lengths)
  process.stdout.write(`${JSON.stringify({ name: 'control', caught: provoked.by !== null, ...provoked })}\n`)
}
process.exit(0)
