// A figure as a file for spreadsheets. With a byte order mark, since without it some of them read Welsh letters as other ones.
import { say, type Words } from '../hub/words.js'
import type { FigureAnswer, NoFigure } from './answer.js'
import { definitionOf } from './definitions.js'

const BYTE_ORDER_MARK = '\uFEFF'

export const NO_FIGURE: Readonly<Record<NoFigure, Words>> = {
  NOT_RECORDED_YET: say('Not recorded here yet', 'Heb ei gofnodi yma eto'),
  NOT_OVER_YET: say('The period is not over', 'Nid yw’r cyfnod ar ben'),
  NOT_SETTLED_YET: say('Given 14 days after the period ends', 'Rhoddir 14 diwrnod ar ôl i’r cyfnod ddod i ben'),
  WHOLE_YEARS_ONLY: say('Given for whole years only', 'Rhoddir ar gyfer blynyddoedd cyfan yn unig'),
  TOO_FEW: say('Too few to be given', 'Rhy ychydig i’w rhoi'),
}

const HEADER = [
  ...['figure', 'name_en', 'name_cy', 'period', 'from', 'to', 'parted_by', 'part', 'part_en', 'part_cy', 'count'],
  ...['status', 'unit_en', 'unit_cy', 'control', 'method_en', 'method_cy', 'note_en', 'note_cy'],
]
const ALL = say('All', 'Pob un')

export function csvOf(answer: FigureAnswer): string {
  const { id, period, by, controlled, none, total, rows, notes } = answer
  const { name, unit, method } = definitionOf(id)
  const note = say(notes.map(({ words }) => words.en).join(' '), notes.map(({ words }) => words.cy).join(' '))
  const status = (count: number | null): string => none ?? (count === null ? 'NOT_GIVEN' : 'GIVEN')
  const line = (part: string, words: Words, count: number | null) => [
    ...[id, name.en, name.cy, period.id, period.from, period.to, by ?? '', part, words.en, words.cy, count ?? ''],
    ...[status(count), unit.en, unit.cy, controlled ? 'CONTROLLED' : 'WHOLE', method.en, method.cy],
    ...[none ? NO_FIGURE[none].en : note.en, none ? NO_FIGURE[none].cy : note.cy],
  ]
  const lines = [HEADER, line('ALL', ALL, total), ...rows.map(row => line(row.part, row.name, row.count))]
  return BYTE_ORDER_MARK + lines.map(cells => `${cells.map(cell).join(',')}\r\n`).join('')
}

/** No spreadsheet may take text for an instruction: what begins like one begins with an apostrophe. A number is one. */
export function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = /^[\s]*[=+\-@|\t\r]/u.test(value) ? `'${value}` : value
  return /[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
