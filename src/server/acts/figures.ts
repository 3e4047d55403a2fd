// Figures as they are asked for: which there are, and one of a period.
import { BadArgument } from '../../errors.js'
import type { Figures } from '../../resolvers/context.js'
import { figure, type FigureAnswer } from '../../statistics/answer.js'
import { csvOf } from '../../statistics/csv.js'
import { FIGURE_IDS, definitionOf, type FigureId } from '../../statistics/definitions.js'
import { givenFrom, recordsFrom } from '../../statistics/from-store.js'
import { parsePeriod, type Period } from '../../statistics/periods.js'
import type { Records } from '../../types/index.js'
import type { AdmissionDeps } from '../operation/admission.js'
import { checkFigureReader, checkWholeReader } from '../operation/figure-readers.js'
import type { Operation } from '../operation/state.js'
import { record } from './register.js'

const BAD_PERIOD = new BadArgument(
  'period',
  '"period" is a whole month, quarter or year from 2000 on: 2026-02, 2026-Q1 or 2026; a run of months only with "whole".',
)

export function createFigures(operation: Operation, { protocol, store, policy, now }: AdmissionDeps): Figures {
  const { caller } = operation
  const deps = () => ({
    ...{ records: recordsFrom(store, policy), given: givenFrom(store) },
    ...{ now: now(), timeZone: policy.timeZone },
  })
  const clause = (whole: boolean): string => (whole ? 'act.readWholeFigures' : 'act.readFigures')
  const allowed = (whole: boolean): void => {
    checkFigureReader(new Map([['Query.figure', null]]), caller, protocol)
    if (whole) checkWholeReader(caller, protocol)
    record(operation, null, [caller.person === null ? '2.STATISTICS' : clause(whole)])
  }
  return {
    all() {
      allowed(false)
      return FIGURE_IDS.map(describe)
    },
    async one({ id, period, partedBy: by, whole }) {
      allowed(whole)
      const asked = periodOf(period, whole)
      if (by != null && !definitionOf(id).by.includes(by))
        throw new BadArgument('partedBy', '"partedBy" is one that figures { by } lists for this figure.')
      return tableOf(await figure({ id, period: asked, by: by ?? null, controlled: !whole }, deps()))
    },
  }
}

function periodOf(text: string, whole: boolean): Period {
  const period = parsePeriod(text)
  if (!period || (!period.isWhole && !whole)) throw BAD_PERIOD
  return period
}

function describe(id: FigureId): Records.FigureDescription {
  const { name, unit, method, by } = definitionOf(id)
  return { id, name, unit, method, by: by as readonly Records.FigureBy[] }
}

function tableOf(answer: FigureAnswer): Records.FigureTable {
  const { period, controlled, none, total, rows, target, notes } = answer
  return {
    ...{ figure: describe(answer.id), period: period.id, from: period.from, to: period.to },
    ...{ controlled, none, total, rows: [...rows], notes: notes.map(({ words }) => words), csv: csvOf(answer) },
    target: target && {
      ...{ words: target.words, atLeastPercent: target.atLeastPercent, percent: target.percent },
      reached: target.percent === null ? null : target.percent >= target.atLeastPercent,
    },
  }
}
