// A gateway whose clock a test moves, and the hub's work done before it.
import { randomUUID } from 'node:crypto'
import type { Answer } from '../../support/gateway.js'
import { openGlassKit, type GlassKit } from '../break-glass/kit.js'

/** Known to a school and a surgery; no one who signs in here has anything to do with her. */
export { UNKNOWN, UNRELATED } from '../break-glass/kit.js'

const RECEIPT = `... on EpisodeReceipt { episode version at } ... on ChildNotShown { reason }`
const DOCUMENTS = {
  reportMissing: `mutation ($input: ReportMissingInput!) { reportMissing(input: $input) { id at episode } }`,
  triage: `mutation ($input: TriageInput!) { triage(input: $input) { ${RECEIPT} } }`,
  recordReturn: `mutation ($input: RecordReturnInput!) { recordReturn(input: $input) { ${RECEIPT} } }`,
  recordSafeAndWell: `mutation ($input: RecordSafeAndWellInput!) { recordSafeAndWell(input: $input) { ${RECEIPT} } }`,
  offerDebrief: `mutation ($input: OfferDebriefInput!) { offerDebrief(input: $input) { ${RECEIPT} } }`,
  answerDebrief: `mutation ($input: AnswerDebriefInput!) { answerDebrief(input: $input) { ${RECEIPT} } }`,
  recordDebrief: `mutation ($input: RecordDebriefInput!) { recordDebrief(input: $input) { ${RECEIPT} } }`,
  gradeRisk: `mutation ($input: GradeRiskInput!) { gradeRisk(input: $input) { ${RECEIPT} } }`,
  closeEpisode: `mutation ($input: CloseEpisodeInput!) { closeEpisode(input: $input) { ${RECEIPT} } }`,
  assignDebrief: `mutation ($input: AssignDebriefInput!) { assignDebrief(input: $input) { ... on CaseworkReceipt { reference version } ... on ChildNotShown { reason } } }`,
  mergeReports: `mutation ($input: MergeReportsInput!) { mergeReports(input: $input) { ${RECEIPT} } }`,
  assignEpisode: `mutation ($input: AssignEpisodeInput!) { assignEpisode(input: $input) { ${RECEIPT} } }`,
  reportIncident: `mutation ($input: ReportIncidentInput!) { reportIncident(input: $input) { id at children { episode } } }`,
  nameMissing: `mutation ($input: NameMissingInput!) { nameMissing(input: $input) { id at episode } }`,
} as const

export type ActName = keyof typeof DOCUMENTS

const EPISODES = `query ($by: ChildIdentifier!, $purpose: Purpose!) { child(by: $by, purpose: $purpose) { __typename
  ... on Child { id relationships { relationship } missingEpisodes { source { id } status record { episodes {
    reference version status category risk riskLabel riskHistory { level rationale } lastSeenPlace foundPlace foundBy circumstances harm
    safeAndWell { done officer summary } } } } } } }`

export const BOARD = `query ($purpose: Purpose!, $first: Int, $after: String) { board(purpose: $purpose, first: $first, after: $after) {
  edges { node { child { __typename ... on Child { id calledBy { givenName { value } } } } episode version since endedAt category risk
    due { kind dueAt age } } } pageInfo { hasNextPage endCursor } } }`

/** Rows of the tables that the hub's acts write, for a test that nothing was. */
const WRITTEN = ['act_done', 'episode', 'episode_event', 'child', 'child_identifier', 'debrief_assignment'] as const

export interface HubKit extends GlassKit {
  written(): Promise<Record<string, string>>
  act(name: ActName, persona: string, input: object): Promise<Answer>
  /** What the hub has of a child's episodes, as this persona reads it. */
  episodes(persona: string, by: object, purpose?: string): Promise<readonly Record<string, unknown>[]>
  read(persona: string, by: object, purpose?: string): Promise<Answer>
  /** A moment by the gateway's clock, some minutes ago or to come. */
  moment(minutes: number): string
}

export async function openHubKit(): Promise<HubKit> {
  const kit = await openGlassKit()
  const read: HubKit['read'] = (persona, by, purpose = 'ASSESS_RISK') =>
    kit.gateway.ask(persona, EPISODES, { by, purpose })
  return {
    ...kit,
    read,
    act: (name, persona, input) =>
      kit.gateway.ask(persona, DOCUMENTS[name], { input: { key: randomUUID(), ...input } }),
    async episodes(persona, by, purpose) {
      const { data } = await read(persona, by, purpose)
      const { child } = data as {
        child: { missingEpisodes?: { source: { id: string } | null; record: Held | null }[] }
      }
      const hub = child.missingEpisodes?.find(({ source }) => source?.id === 'hub')
      return hub?.record?.episodes ?? []
    },
    async written() {
      const counted = WRITTEN.map(name => `(select count(*) from hafan.${name}) as ${name}`)
      const [found] = await kit.rows<Record<string, string>>(`select ${counted.join(', ')}`)
      return found ?? {}
    },
    moment: minutes => new Date(kit.at().getTime() + minutes * 60_000).toISOString(),
  }
}

interface Held {
  readonly episodes: Record<string, unknown>[]
}

interface StepReceipt {
  readonly episode: string
  readonly version: number
}

/** The receipt of a step. */
export function receiptOf({ data }: Answer): StepReceipt {
  const receipts: Record<string, StepReceipt> = data
  return Object.values(receipts)[0] ?? { episode: '', version: 0 }
}

/** The rule that refused, or the code where it was no rule. */
export const refusedBy = ({ errors }: Answer): string | undefined =>
  String(errors[0]?.extensions['rule'] ?? errors[0]?.extensions['code'] ?? '') || undefined
