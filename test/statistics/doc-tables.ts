// The tables of docs/statistics.md, as the code has them.
import { UNIT_COSTS } from '../../src/statistics/costs.js'
import { FIGURE_IDS, definitionOf } from '../../src/statistics/definitions.js'

export const figureTable = (): readonly string[] =>
  FIGURE_IDS.map(id => {
    const { name, unit, method, by } = definitionOf(id)
    const parted = by.length > 0 ? by.map(one => `\`${one}\``).join(', ') : '–'
    return `| \`${id}\` | ${name.en} / ${name.cy} | ${unit.en} | ${parted} | ${method.en} / ${method.cy} |`
  })

export const unitTable = (): readonly string[] =>
  Object.entries(UNIT_COSTS).map(
    ([id, { words, pounds }]) =>
      `| \`${id}\` | ${words.en} / ${words.cy} | ${pounds === null ? 'not known: listed, not counted' : `£${pounds.toLocaleString('en-GB')}`} |`,
  )
