// `npm run figures` lists the figures, `npm run figure -- NAME` measures one.
import { FIGURES } from './figures.js'
import type { Figure, Measured } from './figures.js'

export const HELP = `npm run figures            every figure: name, unit, target, and what asked for it
npm run figure -- NAME     measures one, prints "NAME VALUE UNIT target TARGET"; exit 1 when it falls short
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
  const [word, ...more] = words
  if (word === '--help' || word === '-h') return { text: HELP, exitCode: 0 }
  if (word === '--list') return { text: listing(figures), exitCode: 0 }
  if (word === undefined || more.length > 0) return { text: HELP, exitCode: 2 }
  const figure = figures.find(({ name }) => name === word)
  if (!figure) return { text: `There is no figure ${word}. These there are:\n${listing(figures)}`, exitCode: 2 }
  const measured = await figure.measure()
  return { text: sentence(figure, measured), exitCode: figure.target.met(measured.value) ? 0 : 1 }
}
