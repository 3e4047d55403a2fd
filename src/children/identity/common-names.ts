// How common the commonest names are among children of a Welsh region, all spellings together, as counts of births and registers
// say in round figures. Two records that agree on such a name agree on less; every other name counts as the model has it.

/** Shares in thousandths. */
const FAMILY =
  'jones 55 | williams 37 | davies 36 | davis 36 | evans 25 | thomas 24 | roberts 15 | smith 15 | lewis 14 | hughes 14 | morgan 12 | ' +
  'griffiths 11 | griffith 11 | edwards 11 | james 9 | rees 8 | khan 8 | ali 8 | ahmed 7 | begum 7 | hussain 7'
const GIVEN =
  'mohammed 25 | muhammad 25 | mohamed 25 | oliver 14 | olivia 13 | noah 13 | amelia 13 | jack 12 | isla 12 | ava 12 | harry 11 | ' +
  'george 11 | arthur 11 | charlie 11 | lily 10 | freya 10 | leo 10 | jacob 10 | thomas 10 | tomos 10 | theo 10 | mia 10 | ivy 10'

const read = (text: string): ReadonlyMap<string, number> =>
  new Map(
    text.split(' | ').map(entry => {
      const [name = '', thousandths = ''] = entry.split(' ')
      return [name, Number(thousandths) / 1000]
    }),
  )

/** From a folded name to its share. */
export const COMMON = { given: read(GIVEN), family: read(FAMILY) } as const
