// Where the program begins: reads the command line and the environment, starts what they ask for, and stops it again.
import { projectRoot } from './paths.js'
import { createBelongings } from './server/start/belongings.js'
import { startDevelopment } from './server/start/development.js'
import { HELP, readCommand } from './server/start/options.js'
import { startReal } from './server/start/real.js'

const STOP_WITHIN_MS = 20_000
const writeError = (text: string): void => void process.stderr.write(text)
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const belongings = createBelongings(error => writeError(`While stopping: ${wordsOf(error)}\n`))
let stopping = false

/** Stops once; a second signal does not wait. */
function stop(code: number): void {
  if (stopping) process.exit(1)
  stopping = true
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
  void belongings.closeAll().then(() => process.exit(code))
}

function fail(error: unknown): void {
  // What breaks off because it is being stopped is not worth a word.
  if (stopping) return
  writeError(`${wordsOf(error)}\n`)
  stop(1)
}

async function start(): Promise<void> {
  const command = readCommand(process.argv.slice(2), process.env, projectRoot)
  if (command === 'help') return void process.stdout.write(HELP)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(0))
  // A closed terminal. Under nohup, whose output is no terminal, the gateway is meant to outlive it.
  if (process.stdout.isTTY) process.on('SIGHUP', () => stop(0))
  const deps = {
    now: () => new Date(),
    write: (text: string) => void process.stdout.write(text),
    writeError,
    belongings,
    onEnd: (sentence: string) => fail(new Error(sentence)),
  }
  await (command.kind === 'development' ? startDevelopment(command, deps) : startReal(command, process.env, deps))
}

start().catch(fail)
