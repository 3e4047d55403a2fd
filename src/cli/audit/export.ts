// `hafan audit export`: the audit as a file, to be verified elsewhere or read by other systems.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase } from '../../verify/read-database.js'
import type { Ledger } from '../../verify/format.js'
import { WrongWords } from '../command.js'
import type { Command } from '../command.js'
import { auditEvents } from './fhir/events.js'
import { PLACE_HELP, withDatabase } from './place.js'
import { writeFile } from './rows-file.js'

export const auditExport: Command = {
  name: 'audit export',
  summary: 'write the audit to a file: as it lies there, or as FHIR AuditEvents',
  help: `hafan audit export --format ndjson|fhir --out FILE [options]

ndjson: a line for each chain and each row, records byte for byte, for "hafan audit verify --file".
fhir: a line for each AuditEvent (FHIR R4, in the patterns of IHE BALP): for each child of an answer what was asked, what was
decided and what was disclosed; for a refusal, that it was refused.

  --out FILE           a file that is not there yet
${PLACE_HELP}
Exit code 0: written. 2: it could not be.
`,
  async run(words, deps) {
    const { values } = parseArgs({
      args: [...words],
      options: { 'database-url': { type: 'string' }, format: { type: 'string' }, out: { type: 'string' } },
    })
    const { format, out } = values
    if (format !== 'ndjson' && format !== 'fhir') throw new WrongWords('--format is ndjson or fhir.')
    if (out === undefined) throw new WrongWords('Name the file to write with --out.')
    await withDatabase(values['database-url'], deps, async url => {
      const ledger = await openDatabase(url)
      try {
        const pieces = format === 'ndjson' ? asItLies(ledger) : auditEvents(ledger.rows)
        await writeFile(resolve(deps.workingDirectory, out), pieces)
      } finally {
        await ledger.close()
      }
    })
    deps.write(`Written to ${out}.\n`)
    return 0
  },
}

async function* asItLies({ heads, rows }: Ledger): AsyncGenerator<string> {
  for (const { chain, epoch, seq, hash } of heads)
    yield `${JSON.stringify({ type: 'chain', chain, epoch, seq, hash })}\n`
  for await (const batch of rows)
    yield batch
      .map(
        ({ record, ...columns }) => `${JSON.stringify({ type: 'row', ...columns }).slice(0, -1)},"record":${record}}\n`,
      )
      .join('')
}
