// `hafan protocol render`: an edition as one page for the people who sign it.
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildASTSchema, parse } from 'graphql'
import { readProtocol } from '../../policies/protocol/index.js'
import { renderPage } from '../../policies/protocol/page/page.js'
import type { Labels } from '../../policies/protocol/page/page.js'
import { enumLabels } from '../../schema/build.js'
import { loadTypeDefs } from '../../schema/load.js'
import { WrongWords } from '../command.js'
import type { Command } from '../command.js'
import { textOf } from './edition.js'

export const protocolRender: Command = {
  name: 'protocol render',
  summary: 'make one page of an edition, in English and Welsh, to read, print and sign',
  help: `hafan protocol render FILE [--out PAGE.html]

Writes one HTML page with nothing to load and nothing that runs: who is given what in each circumstance, purposes, lawful bases,
acts, lengths of time, whom to ring, what may never be; in English, then in Welsh. Levels are worked out by the code that decides
in the gateway. To standard output unless --out names a file.

  hafan protocol render protocol/gwent.yaml --out gwent.html

Exit code 0: written. 1: the edition may not be used: nothing is written. 2: a file could not be read or written.
`,
  run(words, { write, writeError, workingDirectory }) {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { out: { type: 'string' } },
      allowPositionals: true,
    })
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new WrongWords('Name one edition.')
    const read = readProtocol(textOf(file, workingDirectory))
    if (!read.ok) {
      writeError(`${file} may not be used:\n${read.problems.map(problem => `  ${problem}\n`).join('')}`)
      return Promise.resolve(1)
    }
    const page = renderPage(read.protocol, readLabels(), read.points)
    if (values.out === undefined) write(page)
    else writeFileSync(resolve(workingDirectory, values.out), page)
    return Promise.resolve(0)
  },
}

function readLabels(): Labels {
  const labels = enumLabels(buildASTSchema(parse(loadTypeDefs())))
  return (name, value) => {
    const found = labels.find(each => each.enum === name && each.value === value)
    if (!found) throw new Error(`the schema has no ${name}.${value}`)
    return found.label
  }
}
