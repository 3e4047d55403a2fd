// `hafan protocol check`: everything the gateway would say of an edition at start, before anybody signs it.
import { readProtocol } from '../../policies/protocol/index.js'
import { WrongWords } from '../command.js'
import type { Command } from '../command.js'
import { textOf } from './edition.js'

export const protocolCheck: Command = {
  name: 'protocol check',
  summary: 'validate editions of the sharing protocol and prove their never-clauses',
  help: `hafan protocol check FILE…

Reads each edition as the gateway does at start: its shape, the names it uses, contradictions between its parts; then proves
every never-clause at every point of role, relationships, circumstance, purpose and category. A broken clause is named with a
point that breaks it.

  hafan protocol check protocol/gwent.yaml

Exit code 0: every edition may be used. 1: one may not. 2: a file could not be read.
`,
  run(words, { write, workingDirectory }) {
    const files = words.filter(word => !word.startsWith('-'))
    if (files.length === 0 || files.length < words.length)
      throw new WrongWords('Name one or more files, and no options.')
    const refused = files.filter(file => {
      const read = readProtocol(textOf(file, workingDirectory))
      if (read.ok) {
        const { id, edition } = read.protocol
        const points = read.points.toLocaleString('en-GB')
        write(`${file}: edition ${id}, in force ${edition.edition.from} to ${edition.edition.until}, may be used.\n`)
        write(`  ${edition.never.length} never-clauses hold at each of ${points} points.\n`)
        return false
      }
      write(`${file} may not be used:\n${read.problems.map(problem => `  ${problem}\n`).join('')}`)
      return true
    })
    return Promise.resolve(refused.length === 0 ? 0 : 1)
  },
}
