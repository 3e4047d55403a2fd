// `npm run figures` lists the figures, `npm run figure -- NAME…` measures them.
import { FIGURES } from './figures.js'
import type { Figure, Measured } from './figures.js'

export const HELP = `npm run figures            every figure: name, unit, target, and what asked for it
npm run figure -- NAME…    measures them, prints "NAME VALUE UNIT target TARGET" of each; exit 1 when one falls short.
                           What several are taken from together is done once
`

/** One line a figure, in columns. */
function listing(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, unit, target, askedBy }) => [name, unit, target.text, `asked for by: ${askedBy}`])
  const widths = [0, 1, 2].map(column => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  return rows.map(row => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ') + '\n').join('')
}

/** What was measured, in one line, with its notes under it. */
function sentence({ name, unit, target }: Figure, { value, notes = [] }: Measured): string {
  const rounded = Number.isInteger(value) ? value : Number(value.toFixed(2))
  return [`${name} ${rounded} ${unit} target ${target.text}`, ...notes.map(note => `  ${note}`)].join('\n') + '\n'
}

interface Printed {
  readonly text: string
  readonly exitCode: number
}

/** What the command says to its words. Exit code 1: a figure falls short; 2: the words are off. */
export async function run(words: readonly string[], figures: readonly Figure[] = FIGURES): Promise<Printed> {
  const [word] = words
  if (word === '--help' || word === '-h') return { text: HELP, exitCode: 0 }
  if (word === '--list') return { text: listing(figures), exitCode: 0 }
  if (word === undefined) return { text: HELP, exitCode: 2 }
  const named = words.map(name => ({ name, figure: figures.find(one => one.name === name) }))
  const unknown = named.find(({ figure }) => figure === undefined)
  if (unknown) return { text: `There is no figure ${unknown.name}. These there are:\n${listing(figures)}`, exitCode: 2 }
  let [text, exitCode] = ['', 0]
  for (const { figure } of named) {
    if (!figure) continue
    const measured = await figure.measure()
    text += sentence(figure, measured)
    if (!figure.target.met(measured.value)) exitCode = 1
  }
  return { text, exitCode }
}
