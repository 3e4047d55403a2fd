// The folder of editions: read at start, looked at again every few seconds, so that a new edition needs no restart.
import { readFile, readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setImmediate as pause } from 'node:timers/promises'
import {
  discord, hasBegun, inForceAt, inOrder, ranOut, readProtocolGently, rewritten,
} from '../../policies/protocol/index.js' // prettier-ignore
import type { CompiledProtocol, Editions, ProtocolRead } from '../../policies/protocol/index.js'
import type { Log } from '../../store/log.js'

export interface OpenedEditions extends Editions {
  /** Looks at the folder once, as it does of itself every few seconds. */
  look(): Promise<void>
  stop(): void
}

export interface EditionsDeps {
  readonly now: () => Date
  readonly log: Log
  readonly everyMs?: number
  /** Reads and proves one edition. */
  readonly read?: (text: string) => Promise<ProtocolRead>
}

const EVERY_MS = 5_000
/** Of one refusal, as many problems as a reader of logs can use. */
const MOST_PROBLEMS = 20

interface EditionFile {
  readonly file: string
  readonly text: string
}
/** Between the steps of a proof the gateway answers. */
const gently = (text: string): Promise<ProtocolRead> => readProtocolGently(text, pause)

type Read = { readonly editions: readonly CompiledProtocol[] } | { readonly problems: readonly string[] }

/** Reads a folder of editions, or one file. Throws with every problem named; once open it refuses what is broken, and says so. */
export async function openEditions(
  place: string,
  { now, log, everyMs = EVERY_MS, read = gently }: EditionsDeps,
): Promise<OpenedEditions> {
  const known = new Map<string, CompiledProtocol>()
  const files = await filesIn(place)
  const first = await readAll(files, known, read)
  if ('problems' in first)
    throw new Error(`${place} cannot be used:\n${first.problems.map(one => `  ${one}`).join('\n')}`)
  let { editions } = first
  // Also those that have been taken out of the folder since: their ids stay in audit rows.
  const ever = new Map(editions.map(each => [each.id, each]))
  const [earliest] = editions
  if (earliest && !hasBegun(earliest, now())) {
    throw new Error(`${place}: no edition has begun. ${earliest.id} begins on ${earliest.edition.edition.from}.`)
  }
  let taken = nameOf(files)
  let [seen, refused, said] = [taken, '', '']
  let saidOn = ''
  announce()

  function announce(): void {
    const current = inForceAt(editions, now())
    if (said !== current.id) log.info({ edition: current.id }, 'This edition of the protocol is in force')
    said = current.id
    const day = now().toISOString().slice(0, 10)
    if (!ranOut(current, now()) || saidOn === day) return
    saidOn = day
    log.warn({ edition: current.id }, 'This edition of the protocol has run out and goes on until there is another')
  }

  function refuse(name: string, problems: readonly string[]): void {
    refused = name
    for (const problem of problems.slice(0, MOST_PROBLEMS))
      log.error({ problem }, 'New editions of the protocol are refused; those known stay in force')
  }

  async function look(): Promise<void> {
    announce()
    const found = await filesIn(place).catch((error: unknown) => sentenceOf(error))
    const name = typeof found === 'string' ? found : nameOf(found)
    const stood = name === seen
    seen = name
    // A file that is still being written looks broken, or worse, whole: it is read once it has stood still from look to look.
    if (name === taken || name === refused || !stood) return
    if (typeof found === 'string') return refuse(name, [found])
    const next = await readAll(found, known, read)
    if ('problems' in next) return refuse(name, next.problems)
    const problems = rewritten([...ever.values()], next.editions, now())
    if (problems.length > 0) return refuse(name, problems)
    const [earliest] = next.editions
    if (earliest && !hasBegun(earliest, now()))
      return refuse(name, [`no edition has begun: ${earliest.id} is the first`])
    taken = name
    refused = ''
    editions = next.editions
    for (const each of editions) ever.set(each.id, each)
    log.info({ editions: editions.map(({ id }) => id).join(' ') }, 'The editions of the protocol were read anew')
    announce()
  }

  let timer: NodeJS.Timeout | null = null
  const again = (): void => {
    timer = setTimeout(() => {
      const looked = look().catch((error: unknown) =>
        log.error({ problem: sentenceOf(error) }, 'Looking for new editions of the protocol failed'),
      )
      void looked.then(() => timer !== null && again())
    }, everyMs)
    timer.unref()
  }
  again()
  return {
    current: at => inForceAt(editions, at),
    look,
    stop() {
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}

async function filesIn(place: string): Promise<readonly EditionFile[]> {
  const isFolder = (await stat(place)).isDirectory()
  const names = isFolder ? (await readdir(place)).filter(name => name.endsWith('.yaml')).sort() : []
  const files = isFolder ? names.map(name => join(place, name)) : [place]
  return Promise.all(files.map(async file => ({ file, text: await readFile(file, 'utf8') })))
}

/** Equal for equal files. */
const nameOf = (files: readonly EditionFile[]): string => JSON.stringify(files)

/** All or nothing: of a folder with one broken edition none is taken. `known` keeps what has been proved, by its text. */
async function readAll(
  files: readonly EditionFile[],
  known: Map<string, CompiledProtocol>,
  readText: (text: string) => Promise<ProtocolRead>,
): Promise<Read> {
  const problems: string[] = []
  const protocols: CompiledProtocol[] = []
  for (const { file, text } of files) {
    const before = known.get(text)
    const read: ProtocolRead = before ? { ok: true, protocol: before, points: 0 } : await readText(text)
    if (read.ok) protocols.push(read.protocol)
    else problems.push(...read.problems.map(problem => `${basename(file)}: ${problem}`))
  }
  if (files.length === 0) problems.push('there is no edition: an edition is a file whose name ends in .yaml')
  const editions = inOrder(protocols)
  problems.push(...discord(editions))
  if (problems.length > 0) return { problems }
  known.clear()
  for (const [index, { text }] of files.entries()) {
    const protocol = protocols[index]
    if (protocol) known.set(text, protocol)
  }
  return { editions }
}

const sentenceOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error)
