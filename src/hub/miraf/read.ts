// What is read of an assessment that the hub wrote.
import { restrain } from '../../adapters/agency.js'
import { carrying } from '../../children/carried.js'
import type { HeldMark, HeldMiraf } from '../../store/miraf-rows.js'
import type { HeldSummary } from '../../store/miraf-summaries.js'
import type { Records } from '../../types/index.js'
import type { MirafHistoryValue, MirafValue } from '../../types/miraf.js'
import type { MirafReason } from '../due/miraf-review.js'
import { carriedText, type CarriedFact } from './facts.js'
import { markFrom } from './marks.js'
import { mirafFrom, type Miraf } from './versions.js'

/** What only the newest version has beside it. */
export interface BesideMiraf {
  readonly reasons: readonly MirafReason[]
  readonly summary: HeldSummary | null
}

export function asMiraf(held: HeldMiraf, beside: BesideMiraf | null): MirafValue {
  const { facts, contributions, hazards, ...rest } = mirafFrom(held.body)
  return {
    ...{ ...rest, hazards, at: held.at, version: held.version },
    contributions: contributions.map(asContribution),
    facts: facts.map(asFact),
    review: beside && {
      dueAt: beside.reasons[0]?.at ?? null,
      reasons: beside.reasons.map(({ reason }) => reason),
    },
    marks: held.marks.map(asMark),
    summaryDraft: beside?.summary ? asDraft(beside.summary) : null,
  }
}

function asContribution({ agency, state, text, category }: Miraf['contributions'][number]): Records.MirafContribution {
  if (text === null) return { agency, state, text, category: null }
  const carried = carriedText(agency, category)
  const row = { agency, state, text, category: carried.category }
  return carrying(row, { ...carried, locates: false, fields: ['text', 'category'] })
}

function asFact(fact: CarriedFact): Records.MirafFact {
  const { id, place, text, category, strength, source, agency, asOf, handling, locates } = fact
  const row = { id, place, text, category, source, agency, asOf, handling: handling?.code ?? null }
  const carried = carrying(row, { category, strength, handling, locates, fields: null })
  return handling === null ? carried : restrain(carried, handling)
}

function asMark({ at, role, body }: HeldMark): Records.MirafMark {
  const { points, note } = markFrom(body)
  return { at, role, points, note }
}

const asDraft = ({
  version,
  draftedAt,
  approvedAt,
  risk,
  texts,
  reviewDue,
}: HeldSummary): Records.MirafSummaryDraft => ({
  ...{ version, draftedAt, approvedAt, risk, reviewDue, text: texts.text, whatToDo: texts.whatToDo },
})

/** `all` are oldest first. */
export function asHistory(childId: string, all: readonly HeldMiraf[]): MirafHistoryValue {
  const edges = all.map(held => ({ node: asMiraf(held, null) })).reverse()
  return { childId, versions: { edges } }
}

export const asSummary = ({ risk, texts, approvedAt, reviewDue, revisedSince }: HeldSummary): Records.MirafSummary => ({
  ...{ risk, text: texts.text, whatToDo: texts.whatToDo, approvedAt, reviewDue, assessmentRevisedSince: revisedSince },
})
