// The command behind `npm run figure` and `npm run figures`.
import { run } from './figure.js'

const { text, exitCode } = await run(process.argv.slice(2))
// Measuring may leave servers' timers behind: once the figure is printed, nothing is waited for.
process.stdout.write(text, () => process.exit(exitCode))
