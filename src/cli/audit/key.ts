// `hafan audit key`: the public half of the key that signs checkpoints, to be kept where nobody can change it.
import { resolve } from 'node:path'
import { readCheckpointKey } from '../../audit/index.js'
import { secretReader } from '../../server/settings.js'
import type { Command } from '../command.js'
import { dataFolder } from './place.js'

export const auditKey: Command = {
  name: 'audit key',
  summary: 'print the public key that checkpoints of the audit are verified with',
  help: `hafan audit key

Reads HAFAN_CHECKPOINT_KEY as the gateway does (environment, or a file in HAFAN_SECRETS) and prints its public half, in PEM. Give it
to whoever verifies, and keep it apart from the folder of checkpoints.

  hafan audit key > hafan-checkpoints.pem
  hafan audit verify --public-key hafan-checkpoints.pem

Exit code 0: printed. 2: there is no such key.
`,
  run(_words, deps) {
    const folder = deps.environment['HAFAN_SECRETS']?.trim() || resolve(dataFolder(deps), 'secrets')
    const secret = secretReader(deps.environment, resolve(deps.projectRoot, folder))
    deps.write(readCheckpointKey(secret('HAFAN_CHECKPOINT_KEY')).publicPem)
    return Promise.resolve(0)
  },
}
