// `--help` for scripts whose usage is a line or two.

/** Says `text` and ends the program, where that was asked for. */
export function helpOf(text) {
  if (!process.argv.includes('--help')) return
  process.stdout.write(`${text}\n`)
  process.exit(0)
}
