// `hafan audit verify`: whether the audit is as it was written, and if not, which row is not.
import { parseArgs } from 'node:util'
import { resolve } from 'node:path'
import { openDatabase } from '../../verify/read-database.js'
import { openFile } from '../../verify/read-file.js'
import { verifyLedger, type Verified } from '../../verify/verify.js'
import { WrongWords } from '../command.js'
import type { Command, CommandDeps } from '../command.js'
import { findCheckpoints } from './checkpoints.js'
import { PLACE_HELP, withDatabase } from './place.js'

export const auditVerify: Command = {
  name: 'audit verify',
  summary: 'find what was changed in the audit since it was written, and name the row',
  help: `hafan audit verify [options]

Reads the whole audit, every row against its hash, its neighbours, the head of its chain and the signed checkpoints. Finds rows
that were edited, taken out, put in, moved, cut off or written anew. It may run while the gateway does.

${PLACE_HELP}  --file FILE          an audit written by "hafan audit export --format ndjson", in place of a database
  --checkpoints DIR    the folder of checkpoints (default: HAFAN_CHECKPOINTS, else that of the data folder)
  --public-key FILE    whose checkpoints are believed; may be given again (default: the keys that lie in the folder)
  --without-checkpoints   the chains alone: whoever may write every row could have written all of them anew

Exit code 0: nothing is wrong. 1: something is, and was printed. 2: it could not be read.
`,
  async run(words, deps) {
    const { values } = parseArgs({
      args: [...words],
      options: {
        'database-url': { type: 'string' },
        file: { type: 'string' },
        checkpoints: { type: 'string' },
        'public-key': { type: 'string', multiple: true },
        'without-checkpoints': { type: 'boolean', default: false },
      },
    })
    if (values.file !== undefined && values['database-url'] !== undefined)
      throw new WrongWords('Give --file or --database-url, not both.')
    const against = values['without-checkpoints']
      ? null
      : await findCheckpoints(values.checkpoints, values['public-key'] ?? [], deps)
    if (against?.keysFromFolder === true)
      deps.write(
        'The public keys are those in the folder of checkpoints: keep them elsewhere too, and name them with --public-key.\n',
      )
    const verified =
      values.file === undefined
        ? await withDatabase(values['database-url'], deps, url => ofDatabase(url, against))
        : await verifyLedger(report => openFile(resolve(deps.workingDirectory, values.file ?? ''), report), against)
    tell(verified, against !== null, deps)
    return verified.found === 0 ? 0 : 1
  },
}

async function ofDatabase(url: string, against: Parameters<typeof verifyLedger>[1]): Promise<Verified> {
  let close: () => Promise<void> = () => Promise.resolve()
  try {
    return await verifyLedger(async () => {
      const opened = await openDatabase(url)
      close = opened.close
      return opened
    }, against)
  } finally {
    await close()
  }
}

function tell({ rows, chains, checkpoints, found, findings }: Verified, held: boolean, { write }: CommandDeps): void {
  const counted = (number: number, word: string): string =>
    `${number.toLocaleString('en-GB')} ${word}${number === 1 ? '' : 's'}`
  const against = held ? `held against ${counted(checkpoints, 'checkpoint')}` : 'held against no checkpoint'
  write(`${counted(rows, 'row')} in ${counted(chains, 'chain')} read, ${against}.\n`)
  if (found === 0) return write('Nothing is wrong.\n')
  write(`${counted(found, 'thing')} wrong${found > findings.length ? `; the first ${findings.length}` : ''}:\n`)
  for (const { kind, chain, from, to, says } of findings)
    write(`  ${kind.padEnd(12)} ${chain} ${from === to ? `row ${from}` : `rows ${from} to ${to}`}: ${says}\n`)
}
