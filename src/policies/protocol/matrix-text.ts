// Reads the matrix as its signatories write it: rows are categories, columns are roles.
import type { ChildCategory } from './words.js'
import { CHILD_CATEGORIES } from './words.js'

/** One cell, levels as numbers: without an open episode, and while one is open. */
export interface Cell {
  readonly plain: number
  readonly open: number
}
export type Matrix = ReadonlyMap<ChildCategory, ReadonlyMap<string, Cell>>

const LETTERS = '-ESF'
const CELL = /^(?:[-ESF]|[ESF]\*|[ES], [SF]\*)$/

/** Reads one cell: `F`, `F*`, `S, F*` or `-`; null where it is none of them. */
function readCell(text: string): Cell | null {
  if (!CELL.test(text)) return null
  const open = LETTERS.indexOf(text.replace('*', '').slice(-1))
  return { plain: /^.\*/.test(text) ? 0 : LETTERS.indexOf(text.charAt(0)), open }
}

const split = (line: string): readonly string[] =>
  line
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split('|')
    .map(cell => cell.trim())

/** Reads the table. Every problem names its row and column, and every role of `roles` needs a column. */
export function readMatrix(text: string, roles: readonly string[], problems: string[]): Matrix {
  const [head = '', ...lines] = text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
  const columns = split(head).slice(1)
  for (const column of columns) {
    if (!roles.includes(column)) problems.push(`matrix: unknown role "${column}" heads a column`)
  }
  for (const role of roles) {
    const count = columns.filter(column => column === role).length
    if (count === 0) problems.push(`matrix: role ${role} has no column`)
    if (count > 1) problems.push(`matrix: role ${role} has ${count} columns`)
  }
  const rows = new Map<ChildCategory, ReadonlyMap<string, Cell>>()
  for (const line of lines) {
    const [name = '', ...cells] = split(line)
    const category = CHILD_CATEGORIES.find(each => each === name)
    if (category === undefined) {
      problems.push(`matrix: unknown category "${name}"`)
      continue
    }
    if (rows.has(category)) problems.push(`matrix: category ${category} has two rows`)
    rows.set(category, readRow(category, columns, cells, problems))
  }
  for (const category of CHILD_CATEGORIES) {
    if (!rows.has(category)) problems.push(`matrix: category ${category} has no row`)
  }
  return rows
}

function readRow(category: string, columns: readonly string[], cells: readonly string[], problems: string[]) {
  if (cells.length > columns.length) problems.push(`matrix: ${category} has more cells than there are roles`)
  const row = new Map<string, Cell>()
  for (const [place, column] of columns.entries()) {
    const written = cells[place] ?? ''
    const cell = readCell(written)
    const where = `matrix: ${category}, ${column}`
    if (written === '') problems.push(`${where}: missing cell; write "-" for nothing`)
    else if (cell === null) problems.push(`${where}: "${written}" is not one of -, E, S, F, F*, "S, F*"`)
    else if (cell.open < cell.plain || (written.includes(',') && cell.open === cell.plain)) {
      problems.push(`${where}: "${written}" contradicts itself: an open episode must give more, never less`)
    }
    if (cell !== null) row.set(column, cell)
  }
  return row
}
