// What resolvers reach of the hub's own work besides episodes: assessments, casework, figures.
import type { Records } from '../types/index.js'

export type MirafWords = Records.WriteMirafInput
export type MirafAnswer = Records.MirafReceipt | Records.ChildNotShown

/** The summary for schools and carers. Throws HUB_RULE where the hub's rules say no. */
export interface SummaryActs {
  readonly draftSummary: (input: Records.DraftSummaryInput) => Promise<MirafAnswer>
  readonly approveSummary: (input: Records.ApproveSummaryInput) => Promise<MirafAnswer>
}

/** What is written of a risk assessment. Throws HUB_RULE where the hub's rules say no. */
export interface MirafActs extends SummaryActs {
  readonly writeMiraf: (input: MirafWords) => Promise<MirafAnswer>
  readonly requestMirafReview: (input: Records.RequestMirafReviewInput) => Promise<MirafAnswer>
  readonly markMiraf: (input: Records.MarkMirafInput) => Promise<MirafAnswer>
}

/** What is sent of meetings, referrals and measures, by act. */
export interface CaseworkWords {
  readonly callMeeting: Records.CallMeetingInput
  readonly recordMeeting: Records.RecordMeetingInput
  readonly recordAction: Records.RecordActionInput
  readonly sendReferral: Records.SendReferralInput
  readonly answerReferral: Records.AnswerReferralInput
  readonly chaseReferral: Records.ChaseReferralInput
  readonly endReferral: Records.EndReferralInput
  readonly recordMediationSession: Records.RecordMediationSessionInput
  readonly recordSeraf: Records.RecordSerafInput
  readonly recordLegalMeasure: Records.RecordLegalMeasureInput
}
export type CaseworkAnswer = Records.CaseworkReceipt | Records.ChildNotShown

/** What is recorded of a child besides episodes. Throws HUB_RULE where the hub's rules say no. */
export type CaseworkActs = {
  readonly [Act in keyof CaseworkWords]: (input: CaseworkWords[Act]) => Promise<CaseworkAnswer>
}

/** Who holds a return interview, and what is kept past its time. Throws HUB_RULE where the hub's rules say no. */
export interface KeepingActs {
  readonly assignDebrief: (input: Records.AssignDebriefInput) => Promise<CaseworkAnswer>
  readonly placeLegalHold: (input: Records.PlaceLegalHoldInput) => Promise<CaseworkAnswer>
  readonly releaseLegalHold: (input: Records.ReleaseLegalHoldInput) => Promise<CaseworkAnswer>
}

export interface FigureArgs {
  readonly id: Records.FigureId
  readonly period: string
  readonly partedBy?: Records.FigureBy | null | undefined
  readonly whole: boolean
}

/** Figures of nobody in particular. Throws OPERATION_REFUSED, BAD_ARGUMENT. */
export interface Figures {
  readonly all: () => readonly Records.FigureDescription[]
  readonly one: (args: FigureArgs) => Promise<Records.FigureTable>
}

/** What is recorded for figures alone. */
export interface StatisticsActs {
  readonly recordTraining: (input: Records.RecordTrainingInput) => Promise<Records.TrainingReceipt>
  readonly recordCostCase: (input: Records.RecordCostCaseInput) => Promise<Records.CostCaseReceipt>
}
