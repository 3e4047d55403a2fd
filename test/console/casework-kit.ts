// What the hub recorded of a child besides episodes, for tests of the pages about it.
import { randomUUID } from 'node:crypto'
import type { TestConsole } from './kit/start.js'
import { reported } from './miraf-kit.js'

/** Known to all kinds of agency. */
export const FFION = '9990000018'

/** So many days from now, as a day. */
export const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
export const moment = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString()

/** Does an act of casework over the API, and gives the reference of what it is of. */
export async function record(kit: TestConsole, persona: string, act: string, input: object): Promise<string> {
  const type = `${act.charAt(0).toUpperCase()}${act.slice(1)}Input`
  const answer = await kit.gateway.ask(
    persona,
    `mutation ($input: ${type}!) { receipt: ${act}(input: $input) { ... on CaseworkReceipt { reference } } }`,
    { input: { key: randomUUID(), ...input } },
  )
  const { receipt } = answer.data as { receipt: { reference?: string } | null }
  if (receipt?.reference === undefined) throw new Error(answer.text)
  return receipt.reference
}

export interface CaseworkOf {
  readonly id: string
  /** Of the page of a child's casework. */
  readonly path: string
}

/** A child who is shown to the hub, and of whom nothing is recorded but a report. */
export async function caseworkOf(kit: TestConsole, nhsNumber = FFION): Promise<CaseworkOf> {
  const { id } = await reported(kit, nhsNumber)
  return { id, path: `/children/${id}/casework` }
}
