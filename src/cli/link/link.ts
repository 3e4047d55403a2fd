// `hafan link`: goes through everything a system has, and links what belongs to a child.
import { parseArgs } from 'node:util'
import type { OpenedSource } from '../../adapters/registry.js'
import { linkByScoreAgain } from '../../children/identity/link-again.js'
import { linkByScore } from '../../children/identity/link-by-score.js'
import { linkingPass } from '../../children/identity/linking-pass.js'
import type { Backfill, PassProgress } from '../../children/identity/linking-pass.js'
import { linkingCall } from '../../server/start/linking.js'
import type { Held } from '../../store/linking-progress.js'
import { WrongWords } from '../command.js'
import type { Command, CommandDeps, ExitCode } from '../command.js'
import { HELP } from './help.js'
import { withPlace } from './place.js'
import type { Place } from './place.js'
import { createProgress } from './progress.js'
import { report } from './report.js'

interface Options {
  readonly sourceIds: ReadonlySet<string>
  /** Pages a second at most; the source's own rate where that is lower. */
  readonly rate: number
  readonly dryRun: boolean
  readonly fromStart: boolean
  readonly again: boolean
}

export const link: Command = {
  name: 'link',
  summary: 'link everything that a system has, by number and by score',
  help: HELP,
  async run(words, deps) {
    const { values } = parseArgs({
      args: [...words],
      options: {
        source: { type: 'string', multiple: true, default: [] },
        rate: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        'from-start': { type: 'boolean', default: false },
        again: { type: 'boolean', default: false },
        config: { type: 'string' },
        'database-url': { type: 'string' },
      },
    })
    const { source, 'dry-run': dryRun, again } = values
    // Half of what there is to look at again would be left where an earlier run ended.
    const fromStart = values['from-start'] || again
    const options = { sourceIds: new Set(source), rate: rateOf(values.rate), dryRun, fromStart, again }
    return withPlace(values, deps, place => linkAll(place, options, deps))
  },
}

function rateOf(text: string | undefined): number {
  const rate = text === undefined ? Number.POSITIVE_INFINITY : Number(text)
  if (rate >= 0.1) return rate
  throw new WrongWords('--rate is the number of pages a second, 0.1 or more.')
}

async function linkAll({ sources, store }: Place, options: Options, deps: CommandDeps): Promise<ExitCode> {
  const { sourceIds, rate, dryRun, fromStart, again } = options
  checkSources(sources, sourceIds)
  const stopping = new AbortController()
  const silence = deps.onInterrupt?.(() => stopping.abort())
  const monotonic = (): number => performance.now()
  const progress = createProgress({ writeError: deps.writeError, terminal: deps.terminal === true, monotonic })
  const passes = sources.map(({ source, config }) => ({ source, rate: Math.min(rate, config.linkingRate) }))
  const byNumber = new Map<string, PassProgress>()
  const whole = new Map<string, PassProgress>()
  let held: Held | undefined
  const pass = (last: Map<string, PassProgress>, byScore: Backfill['byScore'], only = sourceIds): Promise<void> =>
    linkingPass(passes, {
      store,
      // A page under way is finished: only what comes after it is left.
      call: linkingCall(new AbortController().signal),
      ...{ now: deps.now, signal: stopping.signal, only, backfill: { dryRun, fromStart, byScore } },
      ...(held && { held }),
      progress(said) {
        last.set(said.sourceId, said)
        progress.say(said)
      },
    })
  const readOn = (): boolean => !stopping.signal.aborted && [...byNumber.values()].every(({ failed }) => !failed)
  /** What a record is scored against must not depend on which page came before it: all numbers first, of every system. */
  const numbers = async (): Promise<void> => {
    await pass(byNumber, null)
    const made = [...byNumber.values()].some(({ linked }) => linked > 0)
    const untraced = [...byNumber.values()].filter(said => said.untraced > 0).map(said => said.sourceId)
    if (!readOn() || !made || untraced.length === 0) return
    // A number that nobody had traced when its record was read may have been traced by a later one.
    const first = new Map(byNumber)
    await pass(byNumber, null, new Set(untraced))
    for (const [id, { linked }] of first) {
      const said = byNumber.get(id)
      if (said && said !== first.get(id)) byNumber.set(id, { ...said, linked: said.linked + linked })
    }
  }
  const work = async (ours: Held): Promise<true> => {
    held = ours
    if (!dryRun) await numbers()
    if (readOn())
      await pass(whole, (id, records, askable) =>
        (again ? linkByScoreAgain : linkByScore)(id, records, { store, now: deps.now, dryRun }, askable),
      )
    return true
  }
  try {
    if ((await store.linkingProgress.alone([...sourceIds], work)) === null)
      throw new Error(
        'Another "hafan link" is at one of these systems, or the first pass of a gateway. Two would read it faster than its owner allows. Try again when that has ended.',
      )
  } finally {
    silence?.()
    progress.end()
  }
  return report([...sourceIds], { byNumber, whole }, { dryRun, write: deps.write })
}

/** Throws, with those that can be named, where one cannot be gone through. */
function checkSources(sources: readonly OpenedSource[], wanted: ReadonlySet<string>): void {
  const able = sources.filter(({ source }) => source.list !== undefined).map(({ config }) => config.id)
  const choose = `Systems that can: ${able.length === 0 ? 'none' : able.join(', ')}.`
  if (wanted.size === 0) throw new WrongWords(`Name a system with --source. ${choose}`)
  for (const id of wanted) {
    if (able.includes(id)) continue
    const known = sources.some(({ config }) => config.id === id)
    const why = known ? `${id} cannot list its records, so it cannot be gone through.` : `No system is called ${id}.`
    throw new WrongWords(`${why} ${choose}`)
  }
}
