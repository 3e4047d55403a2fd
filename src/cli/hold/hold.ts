// `hafan hold`: a legal hold on a child's records, for a child who is no case of the hub's any more.
import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createAudit } from '../../audit/index.js'
import { RuleRefused } from '../../errors.js'
import { readHubPolicy } from '../../server/settings.js'
import { placeByHand, releaseByHand, type HoldingDeps } from '../../server/retention/holding.js'
import { WrongWords, type Command, type CommandDeps, type ExitCode } from '../command.js'
import { withStore, type StorePlace } from '../link/place.js'
import { editionOf } from '../protocol/edition.js'
import { HELP } from './help.js'

/** As many as a person reads through. */
const MOST_LISTED = 1_000

export const hold: Command = {
  name: 'hold',
  summary: "keep a child's records past their time, or let them end again",
  help: HELP,
  run(words, deps) {
    const given = parse(words)
    const { place, release, list } = given
    if ([place, release, list].filter(Boolean).length !== 1) throw new WrongWords('Say --place, --release or --list.')
    if (list) return withStore(given, deps, at => told(at, given.child, deps))
    const said = saidBy(given)
    return withStore(given, deps, at => work(at, { ...given, ...said }, deps))
  },
}

function parse(words: readonly string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  return parseArgs({
    args: [...words],
    options: {
      ...{ place: flag, release: flag, list: flag, another: flag, 'dry-run': flag },
      ...{ child: text, reason: text, by: text, hold: text, 'review-on': text },
      ...{ protocol: text, config: text, 'database-url': text },
    },
  }).values
}
type Given = ReturnType<typeof parse>

/** What somebody forgot is asked for by its own name. */
function saidBy({ place, child, reason, by, another, hold: which, 'review-on': reviewOn }: Given) {
  if (child === undefined) throw new WrongWords('--child is a Child.id as the gateway gives it.')
  if (reason === undefined) throw new WrongWords('--reason says why.')
  if (by === undefined) throw new WrongWords('--by says who decided.')
  if (place && reviewOn === undefined) throw new WrongWords('--review-on is the day on which it is looked at again.')
  if (place && which !== undefined) throw new WrongWords('--hold is for --release.')
  if (!place && (another || reviewOn !== undefined)) throw new WrongWords('--another and --review-on are for --place.')
  return { child, reason, by, reviewOn: reviewOn ?? '' }
}
type Said = Given & ReturnType<typeof saidBy>

async function work({ store, keys }: StorePlace, said: Said, deps: CommandDeps): Promise<ExitCode> {
  const { child, reason, by, reviewOn, another, place, protocol, config, 'dry-run': dryRun } = said
  const folder = config === undefined ? join(deps.projectRoot, 'config') : resolve(deps.workingDirectory, config)
  const audit = createAudit({ pool: store.auditPool, chainId: randomUUID(), keys, clock: deps.now })
  const holding: HoldingDeps = {
    ...{ holds: store.holds, children: store.children, audit, keys, now: deps.now, dryRun },
    ...{ protocol: editionOf(protocol, deps), policy: readHubPolicy(folder) },
  }
  try {
    const done = place
      ? await placeByHand({ child, reason, by, reviewOn, another }, holding)
      : await releaseByHand({ child, reason, by, hold: said.hold ?? null }, holding)
    if (done === null) deps.write(`${place ? 'Would be placed' : 'Would be released'}. Nothing was written.\n`)
    else if (place)
      deps.write(`Placed: hold ${done}, reviewed on ${reviewOn}. Nothing of this child ends while it stands.\n`)
    else deps.write(`Released: hold ${done}. What is due ends with the next run of hafan retention.\n`)
    return 0
  } catch (error) {
    if (!(error instanceof RuleRefused)) throw error
    deps.writeError(`${error.rule}: ${error.words.en}\n`)
    return 2
  } finally {
    await audit.stop()
  }
}

async function told({ store, keys }: StorePlace, child: string | undefined, deps: CommandDeps): Promise<ExitCode> {
  const childId = child === undefined ? undefined : keys.childId.decode(child)
  if (childId === null) throw new WrongWords('--child is a Child.id as the gateway gives it.')
  const today = deps.now().toISOString().slice(0, 10)
  for (const one of await store.holds.standing(MOST_LISTED, childId))
    deps.write(
      `hold ${one.id}, child ${keys.childId.encode(one.childId)}, placed ${one.placedAt.slice(0, 10)}, ${
        one.reviewOn < today ? 'REVIEW OVERDUE since' : 'reviewed on'
      } ${one.reviewOn}\n`,
    )
  return 0
}
