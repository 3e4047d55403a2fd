// How many never-clauses of the protocol are broken anywhere in the space it decides over; and how large that space is.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { projectRoot } from '../../src/paths.js'
import { compile, load, prove } from '../../src/policies/protocol/index.js'
import type { Measured } from '../figures.js'

export function measure(): Measured {
  const loaded = load(readFileSync(join(projectRoot, 'protocol', 'gwent.yaml'), 'utf8'))
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
  const protocol = compile(loaded.edition)
  const started = performance.now()
  const { points, violations } = prove(protocol)
  const seconds = ((performance.now() - started) / 1000).toFixed(2)
  return {
    value: violations.length,
    notes: [`${points.toLocaleString('en-GB')} points proved in ${seconds} s`, ...violations],
  }
}
