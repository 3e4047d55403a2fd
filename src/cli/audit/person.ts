// `hafan audit person`: the lasting name that the audit has for somebody, for whoever must know whether it was them.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { personName } from '../../audit/index.js'
import { secretReader } from '../../server/settings.js'
import { createKeys } from '../../store/keys.js'
import { WrongWords } from '../command.js'
import type { Command } from '../command.js'
import { dataFolder } from './place.js'

export const auditPerson: Command = {
  name: 'audit person',
  summary: 'work out the name that the audit has for somebody',
  help: `hafan audit person --issuer URL --subject ID

The audit keeps no names of persons: it has a keyed name for each, the same in every row. Their agency knows which issuer and
subject its tokens say; from these, and the master secret, this prints the name to look for.

Exit code 0: printed. 2: the master secret is not there.
`,
  run(words, deps) {
    const { values } = parseArgs({
      args: [...words],
      options: { issuer: { type: 'string' }, subject: { type: 'string' } },
    })
    const { issuer, subject } = values
    if (issuer === undefined || subject === undefined) throw new WrongWords('Give both --issuer and --subject.')
    const folder = deps.environment['HAFAN_SECRETS']?.trim() || resolve(dataFolder(deps), 'secrets')
    const secret = secretReader(deps.environment, resolve(deps.projectRoot, folder))
    deps.write(`${personName(createKeys(Buffer.from(secret('HAFAN_SECRET'))), issuer, subject)}\n`)
    return Promise.resolve(0)
  },
}
