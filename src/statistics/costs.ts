// What a child's case cost and what was avoided, by unit costs that are stated. Whole pounds, as the evaluation of the Gwent hub
// gives them.
import { codesOf, say, type CodeList, type Words } from '../hub/words.js'

export const COST_SIDES = {
  INCURRED: say('Incurred before the hub’s work', 'Cyn gwaith yr hyb'),
  INTERVENTIONS: say('The hub’s work', 'Gwaith yr hyb'),
  AVOIDED: say('Avoided', 'Wedi’u hosgoi'),
} as const satisfies CodeList
export type CostSide = keyof typeof COST_SIDES

interface UnitCost {
  readonly words: Words
  /** Null: not known, so listed and not counted. */
  readonly pounds: number | null
}
const unit = (pounds: number | null, en: string, cy: string): UnitCost => ({ pounds, words: say(en, cy) })

export const UNIT_COSTS = {
  INVESTIGATION: unit(1_500, 'Investigation of a missing episode', 'Ymchwiliad i gyfnod ar goll'),
  DEBRIEF_SESSION: unit(189, 'Debrief session', 'Sesiwn ôl-drafod'),
  MEDIATION_SESSION: unit(179, 'Mediation session', 'Sesiwn gyfryngu'),
  SOCIAL_WORK_VISIT: unit(59, 'Social work home visit', 'Ymweliad cartref gwaith cymdeithasol'),
  CHILD_PROTECTION_ASSESSMENT: unit(900, 'Child protection assessment', 'Asesiad amddiffyn plant'),
  EXPLOITATION_INTERVENTION: unit(2_918, 'Work on sexual exploitation', 'Gwaith ar gamfanteisio rhywiol'),
  SUBSTANCE_SUPPORT: unit(271, 'Substance misuse support', 'Cymorth camddefnyddio sylweddau'),
  SCHOOL_COUNSELLING: unit(148, 'School counselling', 'Cwnsela yn yr ysgol'),
  PERSISTENT_TRUANCY: unit(1_878, 'A year of persistent truancy', 'Blwyddyn o driwantiaeth barhaus'),
  EXPLOITATION_CRIME_FISCAL: unit(663, 'Sexual exploitation crime, fiscal', 'Trosedd camfanteisio rhywiol, cyllidol'),
  EXPLOITATION_CRIME_SOCIAL: unit(
    1_795,
    'Sexual exploitation crime, social',
    'Trosedd camfanteisio rhywiol, cymdeithasol',
  ),
  MIRAF: unit(null, 'Risk assessment', 'Asesiad risg'),
} as const satisfies Readonly<Record<string, UnitCost>>
export type CostUnit = keyof typeof UNIT_COSTS

export interface CostLine {
  readonly side: CostSide
  readonly unit: CostUnit
  readonly number: number
  /** Whether it is in the total of its side: a printed table may leave a row out. */
  readonly counted: boolean
}

export interface CostCase {
  readonly lines: readonly CostLine[]
  /** The benefit as it was printed somewhere, where that is to be compared. */
  readonly printedBenefit: number | null
}

type Sides = Readonly<Record<CostSide, number>>

export interface CostSums {
  readonly cases: number
  /** As the totals of the sides have it, and as all of their rows come to. */
  readonly totals: Sides
  readonly rows: Sides
  /** Of cases whose benefit was printed somewhere: as printed, and as they come to. */
  readonly printed: { readonly as: number; readonly is: number } | null
}

export interface CostNote {
  readonly code: 'ROWS_LEFT_OUT' | 'PRINTED_OTHERWISE'
  readonly words: Words
}

const pounds = (amount: number): string => `${amount < 0 ? '−' : ''}£${Math.abs(amount).toLocaleString('en-GB')}`

export const poundsOf = ({ unit: name, number }: CostLine): number => (UNIT_COSTS[name].pounds ?? 0) * number

/** Benefit = avoided − interventions. */
export const benefitOf = ({ totals }: Pick<CostSums, 'totals'>): number => totals.AVOIDED - totals.INTERVENTIONS

export function sumsOf({ lines, printedBenefit }: CostCase): CostSums {
  const sum = (side: CostSide, all: boolean): number =>
    lines.filter(line => line.side === side && (all || line.counted)).reduce((total, line) => total + poundsOf(line), 0)
  const sides = (all: boolean): Sides => ({
    ...{ INCURRED: sum('INCURRED', all), INTERVENTIONS: sum('INTERVENTIONS', all), AVOIDED: sum('AVOIDED', all) },
  })
  const totals = sides(false)
  const printed = printedBenefit === null ? null : { as: printedBenefit, is: benefitOf({ totals }) }
  return { cases: 1, totals, rows: sides(true), printed }
}

/** What was left out of a total, or was printed otherwise. */
export function notesOf({ totals, rows, printed }: CostSums): readonly CostNote[] {
  const leftOut = codesOf(COST_SIDES).filter(side => rows[side] !== totals[side])
  const notes = leftOut.map((side): CostNote => ({
    code: 'ROWS_LEFT_OUT',
    words: say(
      `${COST_SIDES[side].en}: the total is ${pounds(totals[side])}, the rows come to ${pounds(rows[side])}.`,
      `${COST_SIDES[side].cy}: y cyfanswm yw ${pounds(totals[side])}, cyfanswm y rhesi yw ${pounds(rows[side])}.`,
    ),
  }))
  if (printed === null || printed.as === printed.is) return notes
  const words = say(
    `Printed elsewhere as ${pounds(printed.as)}; the table comes to ${pounds(printed.is)}.`,
    `Argraffwyd mewn man arall fel ${pounds(printed.as)}; y tabl yw ${pounds(printed.is)}.`,
  )
  return [...notes, { code: 'PRINTED_OTHERWISE', words }]
}
