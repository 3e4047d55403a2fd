// Recording training and what cases cost: no child's record, so nobody is admitted.
import { BadArgument, HafanError } from '../../errors.js'
import { mayAct } from '../../policies/decide/index.js'
import type { Act } from '../../policies/protocol/index.js'
import type { StatisticsActs } from '../../resolvers/context.js'
import { benefitOf, notesOf, poundsOf, sumsOf, type CostLine } from '../../statistics/costs.js'
import type { AdmissionDeps } from '../operation/admission.js'
import { personOf } from '../operation/glass.js'
import type { Operation } from '../operation/state.js'
import { record } from './register.js'

const wrong = (field: string, sentence: string): never => {
  throw new BadArgument(field, sentence)
}
const MOST_PEOPLE = 5_000
const MOST_LINES = 50
const MOST_OF_ONE = 1_000
const MOST_POUNDS = 10_000_000

export function createStatisticsActs(operation: Operation, { protocol, store, now }: AdmissionDeps): StatisticsActs {
  const { caller } = operation
  function begin(act: Act, input: { readonly key: string }, field: string, day: string) {
    const at = now()
    if (!caller.person || !operation.intent || mayAct(protocol, act, caller.person.role).outcome !== 'YES')
      throw new HafanError('OPERATION_REFUSED', 'This operation is not open to this caller.')
    if (day > at.toISOString().slice(0, 10) || day < '2000-01-01')
      wrong(field, 'A day is not in the future, nor before 2000.')
    record(operation, null, [`act.${act}`])
    return { caller: personOf(caller), act, key: input.key, input, at }
  }
  return {
    recordTraining(input) {
      const sent = begin('recordTraining', input, 'heldOn', input.heldOn)
      const attendees = listed(
        'attendees',
        input.attendees.map(({ agency, number }) => [agency, number]),
      )
      const ratings = listed(
        'ratings',
        (input.ratings ?? []).map(({ rating, number }) => [rating, number]),
      )
      if (Object.keys(attendees).length === 0) wrong('attendees', 'Somebody came: name at least one agency.')
      return store.statisticsActs.recordTraining({ heldOn: input.heldOn, attendees, ratings }, sent)
    },
    async recordCostCase(input) {
      const sent = begin('recordCostCase', input, 'closedOn', input.closedOn)
      if (input.lines.length < 1 || input.lines.length > MOST_LINES)
        wrong('lines', `A case has 1 to ${MOST_LINES} lines.`)
      input.lines.forEach(({ number }, nth) => {
        within(`lines.${String(nth)}.number`, number, MOST_OF_ONE)
      })
      const printedBenefit = input.printedBenefit ?? null
      if (printedBenefit !== null && Math.abs(printedBenefit) > MOST_POUNDS)
        wrong('printedBenefit', '"printedBenefit" is in pounds.')
      const lines = input.lines.map(line => costLine({ ...line, counted: line.counted ?? true }))
      const sums = sumsOf({ lines, printedBenefit })
      const receipt = await store.statisticsActs.recordCostCase(
        { closedOn: input.closedOn, lines, printedBenefit },
        sent,
      )
      const { INCURRED: incurred, INTERVENTIONS: interventions, AVOIDED: avoided } = sums.totals
      const notes = notesOf(sums).map(({ words }) => words)
      return { id: receipt.id, at: receipt.at, incurred, interventions, avoided, benefit: benefitOf(sums), notes }
    },
  }
}

const costLine = (line: CostLine) => ({ ...line, pounds: poundsOf(line) })

function within(field: string, number: number, most: number): void {
  if (number < 1 || number > most) wrong(field, `A number is from 1 to ${most}.`)
}

function listed(field: string, entries: readonly (readonly [string, number])[]): Readonly<Record<string, number>> {
  entries.forEach(([, number], nth) => {
    within(`${field}.${String(nth)}.number`, number, MOST_PEOPLE)
  })
  if (new Set(entries.map(([name]) => name)).size < entries.length)
    wrong(field, 'Name each agency and each rating once.')
  return Object.fromEntries(entries)
}
