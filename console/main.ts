// `npm run console`: where the practitioners' pages begin. Reads the environment, listens, and stops again.
import { pages, publicPages } from './pages/index.js'
import { openConsole } from './server/app.js'
import { lineLog } from './server/log.js'
import { HELP } from './help.js'
import { readSettings } from './settings.js'

const STOP_WITHIN_MS = 15_000
const now = (): Date => new Date()
const writeError = (line: string): void => void process.stderr.write(line)

async function start(): Promise<void> {
  const words = process.argv.slice(2)
  if (words.includes('--help')) return void process.stdout.write(HELP)
  if (words.length > 0) throw new Error('The console takes no options but --help: it is told by the environment.')
  let stop = (): void => process.exit(0)
  // Whoever started it, by `npm start`, takes it down by ending the channel: also while it is still starting.
  for (const event of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(event, () => stop())
  const settings = readSettings(process.env)
  const running = await openConsole({ settings, pages, publicPages, now, log: lineLog(writeError, now) })
  stop = () => {
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
    void running.close().then(() => process.exit(0))
  }
  if (process.send) process.send({ ready: true, url: running.url })
  else process.stdout.write(`The console is at ${running.url}\nStop with Ctrl-C.\n`)
}

start().catch((error: unknown) => {
  writeError(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
  if (process.connected) process.disconnect()
})
