// What was sent, in the words of the hub's rules.
import type {
  AnswerWords, AssignWords, IncidentWords, CheckWords, CloseWords, DebriefWords, GradeWords, OfferWords, ReportWords, ReturnWords, TriageWords,
} from '../../resolvers/context.js' // prettier-ignore
import type { Person } from '../../types/caller.js'

export type StepInput =
  | TriageWords
  | ReturnWords
  | CheckWords
  | OfferWords
  | AnswerWords
  | DebriefWords
  | GradeWords
  | CloseWords
  | AssignWords

/** The API takes times without seconds too; the hub keeps one form. */
const moment = (text: string): string => new Date(text).toISOString()
const momentOrNull = (text: string | null | undefined): string | null => (text == null ? null : moment(text))
const momentOrNow = (text: string | null | undefined, at: Date): string =>
  text == null ? at.toISOString() : moment(text)

export function reportOf(
  input: Omit<ReportWords | IncidentWords, 'key' | 'children' | 'child'>,
  at: Date,
): { readonly said: object; readonly about: object } {
  const { reporter, reportedAt, lastSeenAt, lastSeenPlace, circumstances } = input
  return {
    said: {
      reporter,
      reportedAt: momentOrNow(reportedAt, at),
      lastSeenAt: momentOrNull(lastSeenAt),
      lastSeenPlace: lastSeenPlace ?? null,
      circumstances: circumstances ?? null,
    },
    about: {
      missingFrom: input.missingFrom ?? null,
      placement: input.placement ?? null,
      area: input.area ?? null,
      homeAuthority: input.homeAuthority ?? null,
    },
  }
}

export function triageOf({ is, reason }: TriageWords): object {
  const triage = is.missing
    ? { category: 'MISSING', risk: { level: is.missing.level, label: is.missing.label ?? null } }
    : is.absent
      ? { category: 'ABSENT', reviewAt: momentOrNull(is.absent.reviewAt) }
      : { category: 'NO_FURTHER_ACTION', code: is.noFurtherAction }
  return { type: 'TRIAGE', triage, reason: reason ?? null }
}

export const returnOf = ({ foundAt, foundBy, place }: ReturnWords): object => ({
  ...{ type: 'RETURN', foundAt: moment(foundAt), foundBy, place: place ?? null },
})

export function checkOf({ check: { done, notDone } }: CheckWords): object {
  const check = done
    ? { done: true, doneAt: moment(done.at), officer: done.officer, harm: done.harm, summary: done.summary ?? null }
    : { done: false, code: notDone?.reason, note: notDone?.note ?? null, decidedBy: notDone?.decidedBy }
  return { type: 'CHECK', check }
}

export const offerOf = ({ offeredAt, provider }: OfferWords, at: Date): object => ({
  ...{ type: 'OFFER_INTERVIEW', offeredAt: momentOrNow(offeredAt, at), provider: provider ?? null },
})

/** A reason is of what was declined: with an acceptance it is passed on, for the rules to refuse. */
export function answerOf({ answer: given, answeredAt, reason, note }: AnswerWords, at: Date): object {
  const isBare = given === 'ACCEPTED' && reason == null && note == null
  const answer = isBare ? { given } : { given, code: reason ?? null, note: note ?? null }
  return { type: 'ANSWER_INTERVIEW', answeredAt: momentOrNow(answeredAt, at), answer }
}

export const debriefOf = (input: DebriefWords): object => ({
  ...{ type: 'HOLD_INTERVIEW', heldAt: moment(input.heldAt), push: input.pushFactors, pull: input.pullFactors },
  ...{ places: input.places, companions: input.companions, wouldHelp: input.whatWouldHelp },
  ...{ childsWords: input.childsWords ?? null, agreedToShare: input.agreedToShare ?? null },
  agreedAudience: input.agreedAudience,
})

export const gradeOf = ({ risk: { level, label }, reason }: GradeWords): object => ({
  ...{ type: 'GRADE_RISK', risk: { level, label: label ?? null }, reason },
})

/** Whoever is named, or else the caller. */
export function assignOf({ to }: AssignWords, caller: Person | null): object {
  const team = to?.team ?? null
  const ref = team ?? to?.staffRef ?? caller?.staffRef
  return { type: 'ASSIGN', to: { kind: team === null ? 'PERSON' : 'TEAM', ref } }
}

export const CLOSING = { type: 'CLOSE' }

/** Where the rules' field stands in what was sent. */
const PLACES: Readonly<Record<string, string>> = {
  'triage.risk': 'is.missing',
  'triage.risk.label': 'is.missing.label',
  'triage.reviewAt': 'is.absent.reviewAt',
  'check.doneAt': 'check.done.at',
  'check.officer': 'check.done.officer',
  'check.harm': 'check.done.harm',
  'check.summary': 'check.done.summary',
  'check.note': 'check.notDone.note',
  'check.decidedBy': 'check.notDone.decidedBy',
  'answer.code': 'reason',
  'answer.note': 'note',
  'to.ref': 'to',
  push: 'pushFactors',
  pull: 'pullFactors',
  wouldHelp: 'whatWouldHelp',
}

export const placeInInput = (field: string | null): string | null => (field === null ? null : (PLACES[field] ?? field))
