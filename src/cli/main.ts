// Where `hafan` begins: hands the command line and the environment down, and ends with the command's exit code.
import { projectRoot } from '../paths.js'
import { run } from './run.js'

process.exitCode = await run(process.argv.slice(2), {
  write: text => void process.stdout.write(text),
  writeError: text => void process.stderr.write(text),
  environment: process.env,
  now: () => new Date(),
  projectRoot,
  workingDirectory: process.cwd(),
  terminal: process.stderr.isTTY,
  onInterrupt: act => {
    // Once: whoever asks again means it.
    process.once('SIGINT', act).once('SIGTERM', act)
    return () => process.off('SIGINT', act).off('SIGTERM', act)
  },
})
