// A risk assessment before a gateway: the acts on it, and what is read of it.
import { randomUUID } from 'node:crypto'
import type { Answer } from '../../support/gateway.js'
import { openHubKit, type HubKit } from '../hub-work/kit.js'
import { RICH_NHS_NUMBER } from '../matrix/rich-child.js'

const ACTS = {
  writeMiraf: 'WriteMirafInput',
  draftSummary: 'DraftSummaryInput',
  approveSummary: 'ApproveSummaryInput',
  requestMirafReview: 'RequestMirafReviewInput',
  markMiraf: 'MarkMirafInput',
} as const

export type MirafAct = keyof typeof ACTS

const VERSION = `version level computed judged { level reason } reason by hazards { code likelihood impact note } push pull protective
  places companions transport phone response contacts contributions { agency state text category } reviewOn notGiven
  facts { id place text category source agency handling asOf } review { dueAt reasons } marks { role points { criterion outcome } note }
  summaryDraft { version approvedAt text { en } }`

const ASSESSED = `query ($by: ChildIdentifier!, $purpose: Purpose!, $first: Int, $after: String, $from: Int, $to: Int) {
  child(by: $by, purpose: $purpose) { __typename ... on Child { id hub { status withheld { coordinate } record {
    mirafSummary { risk text { en } assessmentRevisedSince } miraf { ${VERSION} }
    mirafHistory { versions(first: $first, after: $after) { edges { node { version } } pageInfo { hasNextPage endCursor } }
      difference(from: $from, to: $to) { from to changes { field before after } } } } } } } }`

export const SUMMARY_ONLY = `query ($by: ChildIdentifier!, $purpose: Purpose!) { child(by: $by, purpose: $purpose) {
  ... on Child { hub { status record { mirafSummary { risk text { en } whatToDo { cy } } } } } } }`

const DRAFT = `query ($by: ChildIdentifier!, $purpose: Purpose!) { child(by: $by, purpose: $purpose) { __typename ... on Child {
  id mirafDraft { version complete neverFilled facts { id place text category handling asOf source { id agency } } } } } }`

/** Rows of the tables that these acts write, for a test that nothing was. */
const WRITTEN = ['act_done', 'miraf', 'miraf_request', 'miraf_summary_draft', 'miraf_summary_approval', 'miraf_mark']

export interface Fact {
  readonly id: string
  readonly place: string
  readonly text: string
  readonly category: string
  readonly asOf: string
}

export interface Assessed {
  readonly mirafSummary: { readonly text: { readonly en: string }; readonly assessmentRevisedSince: boolean } | null
  readonly miraf: Record<string, never> | null
  readonly mirafHistory: Record<string, never> | null
}

export interface MirafKit extends HubKit {
  readonly by: { readonly nhsNumber: string }
  do(name: MirafAct, persona: string, input: object): Promise<Answer>
  reads(persona: string, more?: object, purpose?: string): Promise<Answer>
  sample(persona: string, more?: object): Promise<Answer>
  /** What the hub's record holds of the assessment; null where none of it is given. */
  assessed(persona: string, more?: object, purpose?: string): Promise<Assessed | null>
  draft(
    persona: string,
  ): Promise<{ version: number; complete: boolean; facts: readonly Fact[]; neverFilled: string[] } | null>
  kept(): Promise<Record<string, string>>
  /** What is written of an assessment, with what a test says otherwise. */
  input(more?: object): object
}

export async function openMirafKit(): Promise<MirafKit> {
  const kit = await openHubKit()
  const by = { nhsNumber: RICH_NHS_NUMBER }
  const day = (days: number): string => kit.moment(days * 24 * 60).slice(0, 10)
  const reads: MirafKit['reads'] = (persona, more = {}, purpose = 'ASSESS_RISK') =>
    kit.gateway.ask(persona, ASSESSED, { by, purpose, ...more })
  return {
    ...kit,
    by,
    reads,
    sample: (persona, more = {}) =>
      kit.gateway.ask(persona, SAMPLE, {
        seed: 'June',
        size: 10,
        from: kit.moment(-600),
        until: kit.moment(600),
        ...more,
      }),
    do: (name, persona, input) =>
      kit.gateway.ask(
        persona,
        `mutation ($input: ${ACTS[name]}!) { ${name}(input: $input) { __typename ... on MirafReceipt { version at } ... on ChildNotShown { reason } } }`,
        { input: { key: randomUUID(), child: by, ...input } },
      ),
    async assessed(persona, more, purpose) {
      const { data } = await reads(persona, more, purpose)
      const { child } = data as { child: { hub?: { record: Assessed | null }[] } }
      return child.hub?.[0]?.record ?? null
    },
    async draft(persona) {
      const { data } = await kit.gateway.ask(persona, DRAFT, { by, purpose: 'ASSESS_RISK' })
      const { child } = data as { child: { mirafDraft: Awaited<ReturnType<MirafKit['draft']>> } }
      return child.mirafDraft
    },
    async kept() {
      const counted = WRITTEN.map(name => `(select count(*) from hafan.${name}) as ${name}`)
      const [found] = await kit.rows<Record<string, string>>(`select ${counted.join(', ')}`)
      return found ?? {}
    },
    input: (more = {}) => ({
      ...{ version: 0, reason: 'First assessment', reviewOn: day(60), response: 'Ring the aunt; after dark, missing.' },
      ...{ hazards: [{ code: 'SELF_HARM', likelihood: 'POSSIBLE', impact: 'MAJOR', note: 'Told a friend' }] },
      ...{
        push: ['BULLYING'],
        protective: ['SCHOOL'],
        places: ['The park by the river'],
        companions: ['Dilwyn Enghraifft'],
      },
      contributions: [
        { agency: 'POLICE', state: 'GIVEN', text: 'Found with adults twice' },
        { agency: 'HEALTH', state: 'ASKED' },
      ],
      ...more,
    }),
  }
}

export interface Receipt {
  readonly version: number
}

export function receiptIn({ data }: Answer): Receipt {
  const receipts: Record<string, Receipt> = data
  return Object.values(receipts)[0] ?? { version: 0 }
}

/** A summary that tells nothing it may not. */
export const texts = {
  text: { en: 'She goes to town when upset.', cy: 'Mae hi’n mynd i’r dref pan fydd yn ofidus.' },
  whatToDo: { en: 'Ring the hub at once.', cy: 'Ffoniwch yr hyb ar unwaith.' },
}

const SAMPLE = `query ($seed: String!, $size: Int!, $from: DateTime!, $until: DateTime!) {
  dipSample(seed: $seed, size: $size, from: $from, until: $until) { among drawn { child version marks } } }`
