// Meetings, referrals and measures over the API, for tests.
import { randomUUID } from 'node:crypto'
import type { Answer } from '../../support/gateway.js'
import { openHubKit, type HubKit } from './kit.js'

export const ACTS = [
  ...['callMeeting', 'recordMeeting', 'recordAction', 'sendReferral', 'answerReferral', 'chaseReferral'],
  ...['endReferral', 'recordMediationSession', 'recordSeraf', 'recordLegalMeasure'],
] as const
export type CaseworkAct = (typeof ACTS)[number]

const documentOf = (act: string): string => {
  const input = `${act[0]?.toUpperCase()}${act.slice(1)}Input`
  const receipt = '... on CaseworkReceipt { reference version at } ... on ChildNotShown { reason }'
  return `mutation ($input: ${input}!) { ${act}(input: $input) { ${receipt} } }`
}

const CASEWORK = `query ($by: ChildIdentifier!, $purpose: Purpose!) { child(by: $by, purpose: $purpose) { __typename
  ... on Child { id hub { status withheld { coordinate } recordedOnly { part } record {
    meetings { version due { dueAt age since episodes called } reached { episodes withinDays at by } criteria { criterion since }
      calls { calledAt reason } held { reference version heldAt kind parties tookPart { party who } decision openActions nextActionDue
        actions { action what measure owner due age state doneOn note } } }
    referrals { reference version service to episode sentAt state refusedBecause outcome sessions chaseAt chaseAge
      history { what note } }
    serafs { assessedOn category total againBy components { group indicator points name { cy } } }
    legalMeasures { reference version kind servedOn state endedOn endedBecause adult address servedBy episode note } } } } } }`

export const CHASES = `query ($purpose: Purpose!, $first: Int, $after: String) {
  referralsToChase(purpose: $purpose, first: $first, after: $after) {
    edges { node { child { __typename ... on Child { id } } referral version service sentAt lastAt chaseAt age } }
    pageInfo { hasNextPage endCursor } } }`

/** Rows of the tables that these acts write, for a test that nothing was. */
const WRITTEN = ['act_done', 'casework', 'casework_event'] as const

export interface Casework {
  readonly meetings: Record<string, unknown> | null
  readonly referrals: readonly Record<string, unknown>[] | null
  readonly serafs: readonly Record<string, unknown>[] | null
  readonly legalMeasures: readonly Record<string, unknown>[] | null
}

export interface CaseworkKit extends Omit<HubKit, 'act' | 'written'> {
  readonly hub: HubKit
  written(): Promise<Record<string, string>>
  act(name: CaseworkAct, persona: string, input: object): Promise<Answer>
  ask(persona: string, by: object, purpose?: string): Promise<Answer>
  /** What the hub holds of the child, as this persona reads it; null where nothing is shown. */
  casework(persona: string, by: object, purpose?: string): Promise<Casework | null>
}

export async function openCaseworkKit(): Promise<CaseworkKit> {
  const hub = await openHubKit()
  const ask: CaseworkKit['ask'] = (persona, by, purpose = 'ASSESS_RISK') =>
    hub.gateway.ask(persona, CASEWORK, { by, purpose })
  return {
    ...hub,
    ...{ hub, ask },
    act: (name, persona, input) =>
      hub.gateway.ask(persona, documentOf(name), { input: { key: randomUUID(), ...input } }),
    async casework(persona, by, purpose) {
      const { data } = await ask(persona, by, purpose)
      const { child } = data as { child: { hub?: readonly { record: Casework | null }[] } }
      return child.hub?.[0]?.record ?? null
    },
    async written() {
      const counted = WRITTEN.map(name => `(select count(*) from hafan.${name}) as ${name}`)
      const [found] = await hub.rows<Record<string, string>>(`select ${counted.join(', ')}`)
      return found ?? {}
    },
  }
}

export interface CaseworkReceipt {
  readonly reference: string
  readonly version: number
}

/** The receipt of an act. */
export function receiptOf({ data }: Answer): CaseworkReceipt {
  const receipts: Record<string, CaseworkReceipt> = data ?? {}
  return Object.values(receipts)[0] ?? { reference: '', version: 0 }
}
