// What resolvers reach the rest of the house through. Made anew for each operation, so that nothing decided for one caller can
// reach another.
import type { AnswerDeps } from '../children/answers.js'
import type { GivenIdentifier } from '../children/identity/identifiers.js'
import type { RecordedAccess } from '../children/accesses.js'
import type { FoundChildren } from '../children/find/found.js'
import type { ChildHandle } from '../children/handle.js'
import type { Asked, Picture } from '../children/picture.js'
import type { SourceView } from '../children/source-view.js'
import type { CursorSeal } from '../children/timeline/connection.js'
import type { Caller } from '../types/caller.js'
import type { Link } from '../types/child.js'
import type { Purpose, Records } from '../types/index.js'
import type { CaseworkActs, Figures, KeepingActs, MirafActs, StatisticsActs } from './hub-acts.js'

export type * from './hub-acts.js'

export type AdmittedChild = ChildHandle | Records.ChildExists | Records.ChildNotShown

export interface CaseloadArgs {
  readonly purpose: Purpose
  readonly first: number
  readonly after?: string | null | undefined
}

export interface CaseloadPage {
  readonly edges: readonly { readonly cursor: string; readonly node: AdmittedChild }[]
  readonly pageInfo: Records.PageInfo
  readonly lists: readonly Records.CaseloadList[]
}

/** `place` is the response keys from the root to the field: each root has a selection of its own. Throws TOO_MANY, ONE_PURPOSE. */
export type Admit = (
  identifiers: readonly GivenIdentifier[],
  purpose: Purpose,
  place: readonly string[],
) => Promise<AdmittedChild[]>

/** Whoever is like what is asked and may be shown. Throws what Admit throws, and the codes of a search. */
export type Find = (
  input: Records.FindChildrenInput,
  purpose: Purpose,
  place: readonly string[],
) => Promise<FoundChildren>

export type BreakGlassWords = Records.BreakGlassInput
export type BreakGlassAnswer = Records.BreakGlassReceipt | Records.ChildNotShown

export type ReconcileWords = Records.ReconcileBreakGlassInput

export interface RegisterPage {
  readonly first: number
  readonly after?: string | null | undefined
}

export interface BreakGlassReviews {
  readonly list: (page: RegisterPage & { readonly reconciled: boolean }) => Promise<Records.BreakGlassReviewConnection>
  readonly reconcile: (input: ReconcileWords) => Promise<Records.ReconcileBreakGlassReceipt>
}

export type ConfirmLinkWords = Records.ConfirmLinkInput
export type UnlinkWords = Records.UnlinkInput

/** Deciding whether records are children's. Each throws the codes of docs/errors.md. */
export interface LinkActs {
  readonly confirmLink: (input: ConfirmLinkWords) => Promise<Records.LinkReceipt>
  readonly unlink: (input: UnlinkWords) => Promise<Records.LinkReceipt>
}

/** Records in doubt, side by side. Throws OPERATION_REFUSED for whom they are not open to. */
export type LinkReviews = (page: RegisterPage) => Promise<Records.LinkReviewConnection>

export type Inbox = (page: RegisterPage) => Promise<Records.NoticeConnection>

export type ConflictWords = Records.DeclareConflictInput
export type WithdrawalWords = Records.WithdrawConflictInput

export type ReportWords = Records.ReportMissingInput
export type TriageWords = Records.TriageInput
export type ReturnWords = Records.RecordReturnInput
export type CheckWords = Records.RecordSafeAndWellInput
export type OfferWords = Records.OfferDebriefInput
export type AnswerWords = Records.AnswerDebriefInput
export type DebriefWords = Records.RecordDebriefInput
export type GradeWords = Records.GradeRiskInput
export type CloseWords = Records.CloseEpisodeInput
export type MergeWords = Records.MergeReportsInput
export type IncidentWords = Records.ReportIncidentInput
export type AssignWords = Records.AssignEpisodeInput
export type EpisodeAnswer = Records.EpisodeReceipt | Records.ChildNotShown

/** What is recorded of a child's absences. Throws HUB_RULE where the hub's rules say no. */
export interface EpisodeActs {
  readonly reportMissing: (input: ReportWords) => Promise<Records.ReportReceipt>
  readonly triage: (input: TriageWords) => Promise<EpisodeAnswer>
  readonly recordReturn: (input: ReturnWords) => Promise<EpisodeAnswer>
  readonly recordSafeAndWell: (input: CheckWords) => Promise<EpisodeAnswer>
  readonly offerDebrief: (input: OfferWords) => Promise<EpisodeAnswer>
  readonly answerDebrief: (input: AnswerWords) => Promise<EpisodeAnswer>
  readonly recordDebrief: (input: DebriefWords) => Promise<EpisodeAnswer>
  readonly gradeRisk: (input: GradeWords) => Promise<EpisodeAnswer>
  readonly closeEpisode: (input: CloseWords) => Promise<EpisodeAnswer>
  readonly mergeReports: (input: MergeWords) => Promise<EpisodeAnswer>
  readonly reportIncident: (input: IncidentWords) => Promise<Records.IncidentReceipt>
  readonly assignEpisode: (input: AssignWords) => Promise<EpisodeAnswer>
}

export type NameWords = Records.NameMissingInput

/** Reports that systems sent, of children whom nobody has named. Throws HUB_RULE, BAD_ARGUMENT, OPERATION_REFUSED. */
export interface SentIncidents {
  readonly waiting: (page: RegisterPage) => Promise<readonly Records.SentPerson[]>
  readonly nameMissing: (input: NameWords) => Promise<Records.ReportReceipt>
}

/** Null for whoever may not write one. */
export type DraftOfMiraf = (
  child: ChildHandle,
  view: (picture: Picture) => (asked: Asked) => Records.Source,
) => Promise<Records.MirafDraft | null>

export type DrawSample = (args: {
  readonly seed: string
  readonly size: number
  readonly from: string
  readonly until: string
}) => Promise<Records.DipSample>

/** What those who oversee an agency may read of its staff. Throws OPERATION_REFUSED for anybody else, BAD_ARGUMENT. */
export interface Oversight {
  readonly conflicts: (page: RegisterPage) => Promise<Records.ConflictOfInterestConnection>
  readonly notices: (first: number) => Promise<readonly Records.OversightNotice[]>
}

/** What a caller may do, one an operation. Each throws the codes of docs/errors.md. */
export interface Acts extends EpisodeActs, MirafActs, CaseworkActs, KeepingActs, StatisticsActs {
  readonly declareConflict: (input: ConflictWords) => Promise<Records.ConflictReceipt>
  readonly withdrawConflict: (input: WithdrawalWords) => Promise<Records.ConflictReceipt>
  readonly breakGlass: (input: BreakGlassWords) => Promise<BreakGlassAnswer>
}

export interface BoardArgs extends CaseloadArgs {
  readonly of?: Records.BoardOfInput | null | undefined
}

export interface BoardPage {
  readonly edges: readonly {
    readonly cursor: string
    readonly node: Omit<Records.BoardEntry, 'child'> & { readonly child: AdmittedChild }
  }[]
  readonly pageInfo: Records.PageInfo
}

export interface ChasePage {
  readonly edges: readonly {
    readonly cursor: string
    readonly node: Omit<Records.ReferralToChase, 'child'> & { readonly child: AdmittedChild }
  }[]
  readonly pageInfo: Records.PageInfo
}

export interface DueWorkArgs extends BoardArgs {
  readonly kinds?: readonly Records.DueKind[] | null | undefined
  readonly areas?: readonly string[] | null | undefined
  readonly dueBefore?: string | null | undefined
}

export interface DueWorkPage {
  readonly edges: readonly {
    readonly cursor: string
    readonly node: Omit<Records.DueWorkEntry, 'child'> & { readonly child: AdmittedChild }
  }[]
  readonly pageInfo: Records.PageInfo
  readonly complete: boolean
}

/** What is due of a child, as far as its rights give it. */
export type DueOf = (child: ChildHandle) => Promise<Records.ChildDue>

export interface AlertArgs extends CaseloadArgs {
  readonly unacknowledged: boolean
}

export interface AlertPage {
  readonly edges: readonly {
    readonly cursor: string
    readonly node: Omit<Records.Alert, 'child'> & { readonly child: AdmittedChild | null }
  }[]
  readonly pageInfo: Records.PageInfo
}

/** What the caller's own teams are told, and that somebody takes note. */
export interface Alerts {
  readonly list: (args: AlertArgs, place: readonly string[]) => Promise<AlertPage>
  /** The one that this operation is of, in a subscription; null where it may not be told to this caller now. */
  readonly event: (
    asked: Pick<AlertArgs, 'purpose'>,
    place: readonly string[],
  ) => Promise<AlertPage['edges'][number] | null>
  readonly acknowledge: (input: Records.AcknowledgeAlertInput) => Promise<Records.AlertReceipt>
  readonly report: (asked: { readonly from: string; readonly until: string }) => Promise<Records.AlertReport>
}

export interface Context {
  readonly caller: Caller
  /** The act that gate 1 let pass; null in a query, and before gate 1. */
  readonly passedAct: () => string | null
  readonly acts: Acts
  readonly reviews: BreakGlassReviews
  readonly inbox: Inbox
  readonly links: LinkActs
  readonly linkReviews: LinkReviews
  readonly incidents: SentIncidents
  /** Names a link to this caller. */
  readonly linkName: (link: Link) => string
  readonly oversight: Oversight
  readonly figures: Figures
  /** Children in the order asked, each as the protocol lets this caller have it. */
  readonly admit: Admit
  readonly find: Find
  readonly board: (args: BoardArgs, place: readonly string[]) => Promise<BoardPage>
  readonly referralsToChase: (args: CaseloadArgs, place: readonly string[]) => Promise<ChasePage>
  readonly dueOf: DueOf
  readonly dueWork: (args: DueWorkArgs, place: readonly string[]) => Promise<DueWorkPage>
  readonly mirafDraft: DraftOfMiraf
  readonly dipSample: DrawSample
  readonly alerts: Alerts
  readonly caseload: (args: CaseloadArgs, place: readonly string[]) => Promise<CaseloadPage>
  /** Who was shown this child's information, newest first. */
  readonly accesses: (child: ChildHandle) => Promise<readonly RecordedAccess[]>
  readonly purposes: readonly Purpose[]
  readonly sources: readonly SourceView[]
  readonly labels: readonly Records.EnumLabel[]
  /** What the protocol decides for anybody; gate 1 lets only those ask who answer for it. */
  readonly sharingDecision: (question: Records.SharingQuestion) => Records.SharingDecision
  /** Every role's column of the protocol; for the same. */
  readonly sharingMatrix: (circumstances: Records.QuerySharingMatrixArgs) => Records.SharingMatrix
  /** One role's column; null for a role that the protocol does not know. */
  readonly sharingColumn: (role: string, circumstances: Records.ViewerSharingArgs) => Records.SharingColumn | null
  readonly answers: AnswerDeps
  readonly cursors: CursorSeal
  readonly now: () => Date
}
