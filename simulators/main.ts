// `npm run simulate`: a region of invented children and the agency systems that hold their records. `npm start` starts it
// as a child process, listens for the message that it is ready, and takes it down by ending the channel.
import { writeRegion } from './files.js'
import { HELP, readOptions, type CommandOptions } from './options.js'
import { generateRegion } from './region/generate.js'
import { startRegion } from './start.js'

async function simulate(options: CommandOptions): Promise<void> {
  // The channel also ends when whoever started this is killed outright: nothing may be left running then.
  process.once('disconnect', () => process.exit())
  // Records lie before now, so that tokens, assertions and maintenance windows agree with the gateway's clock.
  const region = generateRegion({ size: options.size, seed: options.seed, now: new Date().toISOString() })
  const running = await startRegion({
    region,
    ...options.latency,
    ...(options.portBase === null ? {} : { portBase: options.portBase }),
  })
  const folder = writeRegion(running, options.dataDir)
  const stop = (): void => {
    void running.close().then(() => process.exit(0))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  if (process.send) {
    process.send({ ready: true, folder })
    return
  }
  const servers = [...running.systems.values(), ...running.providers.values(), running.control]
  const width = Math.max(...servers.map(({ id }) => id.length))
  const lines = servers.map(({ id, url }) => `  ${id.padEnd(width)}  ${url}`)
  process.stdout.write(`${lines.join('\n')}\nSettings for the gateway: ${folder}\nStop with Ctrl-C.\n`)
}

try {
  const options = readOptions(process.argv.slice(2))
  if (options === 'help') process.stdout.write(HELP)
  else await simulate(options)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
  if (process.connected) process.disconnect()
}
