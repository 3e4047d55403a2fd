// Writes docs/matrix.md from protocol/gwent.yaml, with the same code that decides. Needs a build: `npm run matrix` makes one.
import { readFileSync, writeFileSync } from 'node:fs'
import { readProtocol, renderMatrix } from '../dist/src/policies/protocol/index.js'
import { helpOf } from './help-of.mjs'

helpOf(`npm run matrix      writes docs/matrix.md from protocol/gwent.yaml, with the same code that decides

It has no options. Exit code 1: the protocol is refused, and why.`)

const root = new URL('..', import.meta.url)
const read = readProtocol(readFileSync(new URL('protocol/gwent.yaml', root), 'utf8'))
if (read.ok) {
  writeFileSync(new URL('docs/matrix.md', root), renderMatrix(read.protocol))
} else {
  console.error(['protocol/gwent.yaml is refused:', ...read.problems].join('\n'))
  process.exitCode = 1
}
