// `hafan operations manifest`: the list of operations an application may send, made where the application is built.
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildASTSchema, parse } from 'graphql'
import { loadTypeDefs } from '../../schema/load.js'
import { makeManifest } from '../../server/sign-in/manifest.js'
import { WrongWords } from '../command.js'
import type { Command } from '../command.js'

export const operationsManifest: Command = {
  name: 'operations manifest',
  summary: 'list the only operations an application may send',
  help: `hafan operations manifest --application ID --out FILE QUERY.graphql…

Writes the operations of these files, one a file, with their hashes. Put the file beside config/applications.yaml and name it
there under "operations": from then on the gateway runs nothing else for that application. An operation may be typed with
other spaces and comments; it may not differ in anything else. At start the gateway checks every entry again.

  hafan operations manifest --application school-safeguarding --out config/school.json queries/*.graphql

Exit code 0: written. 2: a file is not one valid operation of the schema; nothing was written.
`,
  run(words, { write, workingDirectory }) {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { application: { type: 'string' }, out: { type: 'string' } },
      allowPositionals: true,
    })
    const { application, out } = values
    if (application === undefined || out === undefined || positionals.length === 0)
      throw new WrongWords('Name the application, the file to write, and one or more files of operations.')
    const documents = positionals.map(file => ({
      name: basename(file),
      text: readFileSync(resolve(workingDirectory, file), 'utf8'),
    }))
    const manifest = makeManifest(application, documents, buildASTSchema(parse(loadTypeDefs())))
    writeFileSync(resolve(workingDirectory, out), `${JSON.stringify(manifest, null, 2)}\n`)
    write(`${out}: ${Object.keys(manifest.operations).length} operations for ${application}\n`)
    return Promise.resolve(0)
  },
}
