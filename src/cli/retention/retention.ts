// `hafan retention`: what has been kept for as long as the protocol says, and its end.
import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createAudit } from '../../audit/index.js'
import { readHubPolicy } from '../../server/settings.js'
import { runRetention, type RunResult } from '../../server/retention/run.js'
import type { RunCounts } from '../../store/retention.js'
import { WrongWords, type Command, type CommandDeps, type ExitCode } from '../command.js'
import { count } from '../link/progress.js'
import { withStore, type StorePlace } from '../link/place.js'
import { editionOf } from '../protocol/edition.js'
import { HELP } from './help.js'

/** As many as a person reads through. */
const MOST_HOLDS = 100

export const retention: Command = {
  name: 'retention',
  summary: 'end what has been kept for as long as the protocol says',
  help: HELP,
  async run(words, deps) {
    const text = { type: 'string' } as const
    const flag = { type: 'boolean', default: false } as const
    const { values } = parseArgs({
      args: [...words],
      options: { 'dry-run': flag, run: flag, protocol: text, config: text, 'database-url': text },
    })
    if (values['dry-run'] === values.run) throw new WrongWords('Say --dry-run or --run.')
    return withStore(values, deps, place => work(place, values, deps))
  },
}

interface Given {
  readonly run: boolean
  readonly protocol?: string | undefined
  readonly config?: string | undefined
}

async function work(
  { store, keys }: StorePlace,
  { run, protocol, config }: Given,
  deps: CommandDeps,
): Promise<ExitCode> {
  const audit = createAudit({ pool: store.auditPool, chainId: randomUUID(), keys, clock: deps.now })
  const stopping = new AbortController()
  const silence = deps.onInterrupt?.(() => stopping.abort())
  const progress = lineOver(deps)
  const edition = editionOf(protocol, deps)
  const folder = config === undefined ? join(deps.projectRoot, 'config') : resolve(deps.workingDirectory, config)
  const { timeZone } = readHubPolicy(folder)
  try {
    const result = await runRetention(
      {
        ...{ retention: store.retention, audit, keys, protocol: edition, timeZone },
        ...{ now: deps.now, signal: stopping.signal, progress: progress.say },
      },
      !run,
    )
    progress.end()
    deps.write(told(result, run, edition.id))
    const today = deps.now().toISOString().slice(0, 10)
    for (const { id, placedAt, reviewOn } of await store.holds.standing(MOST_HOLDS))
      deps.write(
        `hold ${id}, placed ${placedAt.slice(0, 10)}, ${reviewOn < today ? 'REVIEW OVERDUE since' : 'reviewed on'} ${reviewOn}\n`,
      )
    return result.whole ? 0 : 1
  } finally {
    silence?.()
    progress.end()
    await audit.stop()
  }
}

const told = ({ lookedAt, ended, held, open, whole }: RunResult, run: boolean, edition: string): string =>
  [
    `${count(lookedAt)} children looked at under ${edition}`,
    `${count(ended)} ${run ? 'ended' : 'would end'}`,
    `${count(held)} kept by a legal hold`,
    `${count(open)} kept because the child’s episode is not closed`,
    ...(whole ? [] : ['stopped before the end: the same command goes on']),
  ].join('\n') + '\n'

function lineOver({ writeError, terminal }: CommandDeps): { say: (counts: RunCounts) => void; end: () => void } {
  let open = false
  return {
    say({ lookedAt, ended }) {
      const line = `${count(lookedAt)} children looked at, ${count(ended)} due`
      writeError(terminal === true ? `\r\u001b[2K${line}` : `${line}\n`)
      open = terminal === true
    },
    end() {
      if (open) writeError('\n')
      open = false
    },
  }
}
