// `hafan protocol check`: everything the gateway would say of an edition at start, before anybody signs it.
import { discord, inOrder, readProtocol } from '../../policies/protocol/index.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import { WrongWords } from '../command.js'
import type { Command } from '../command.js'
import { filesAt, textOf } from './edition.js'

export const protocolCheck: Command = {
  name: 'protocol check',
  summary: 'validate editions of the sharing protocol and prove their never-clauses',
  help: `hafan protocol check FILE…
hafan protocol check FOLDER

Reads each edition as the gateway does at start: its shape, the names it uses, contradictions between its parts, its Welsh; then
proves every never-clause at every point of role, relationships, circumstance, purpose and category. A broken clause is named with
a point that breaks it. Of a folder, also that its editions follow one another without a gap or an overlap.

  hafan protocol check protocol

Exit code 0: every edition may be used. 1: one may not. 2: a file could not be read.
`,
  run(words, { write, workingDirectory }) {
    const places = words.filter(word => !word.startsWith('-'))
    if (places.length === 0 || places.length < words.length)
      throw new WrongWords('Name one or more files or folders, and no options.')
    const wrong = places.flatMap(place => {
      const files = filesAt(place, workingDirectory)
      const read = files.map(file => ({ file, ...readProtocol(textOf(file, workingDirectory)) }))
      const good = read.flatMap(each => (each.ok ? [each] : []))
      for (const { file, protocol, points } of good) {
        const { from, until } = protocol.edition.edition
        write(`${file}: edition ${protocol.id}, in force ${from} to ${until}, may be used.\n`)
        const clauses = protocol.edition.never.length
        write(`  ${clauses} never-clauses hold at each of ${points.toLocaleString('en-GB')} points.\n`)
      }
      const problems = [
        ...read.flatMap(each => (each.ok ? [] : [[each.file, each.problems] as const])),
        ...together(
          place,
          files,
          good.map(({ protocol }) => protocol),
        ),
      ]
      for (const [what, sentences] of problems)
        write(`${what} may not be used:\n${sentences.map(sentence => `  ${sentence}\n`).join('')}`)
      return problems
    })
    return Promise.resolve(wrong.length === 0 ? 0 : 1)
  },
}

/** Files that are named one by one may be drafts of the same days; those of a folder are to be in force one after the other. */
function together(
  place: string,
  files: readonly string[],
  editions: readonly CompiledProtocol[],
): readonly (readonly [string, readonly string[]])[] {
  const problems = files[0] === place ? [] : discord(inOrder(editions))
  return problems.length === 0 ? [] : [[place, problems]]
}
