// One page, so to speak: queries sent with one token under one view.
import { randomUUID } from 'node:crypto'
import type { Answer } from '../../support/gateway.js'
import { asOwner } from '../../support/database.js'
import type { Stage } from '../proportion/stage.js'

export const SECTIONS = ['identity', 'contact', 'family', 'police', 'socialCare', 'education', 'health'] as const

const asking = (fields: string): string =>
  `query ($by: ChildIdentifier!, $purpose: Purpose!) { child(by: $by, purpose: $purpose) { __typename
    ... on ChildNotShown { reason } ... on Child { id ${fields} } } }`

export interface Page {
  readonly view: string
  ask(fields: string, by: object, purpose?: string): Promise<Answer>
}

interface PageOptions {
  readonly token?: string
  /** Null: each query stands alone. */
  readonly view?: string | null
}

export async function openPage(stage: Stage, persona: string, options: PageOptions = {}): Promise<Page> {
  const token = options.token ?? (await stage.region.tokenFor(persona))
  const { view = randomUUID() } = options
  const headers: Record<string, string> = view === null ? {} : { 'x-hafan-view': view }
  return {
    view: view ?? '',
    ask: (fields, by, purpose = 'ASSESS_RISK') =>
      stage.gateway.ask(persona, asking(fields), { by, purpose }, { token, headers }),
  }
}

/** How often the police were asked for facts, and not for records. */
export const factsOfPolice = (stage: Stage): number =>
  [...stage.region.systems.values()]
    .flatMap(system => system.calls())
    .filter(({ headers }) => headers['x-purpose-code'] === 'AC-CHECK').length

/** The answer, and the calls it took. */
export async function costOf(stage: Stage, ask: () => Promise<Answer>) {
  stage.resetCalls()
  const { text } = await ask()
  return { text, calls: stage.calls() }
}

export interface Recorded {
  readonly kind: string
  readonly body: Readonly<Record<string, unknown>>
}

export const recorded = (stage: Stage): Promise<Recorded[]> =>
  asOwner(stage.gateway.database.url, async client => {
    const all = `select kind, record::json -> 'body' as body from hafan.audit_row order by chain_id, seq`
    return (await client.query<Recorded>(all)).rows
  })
