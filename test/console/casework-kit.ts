// What the hub recorded of a child besides episodes, for tests of the pages about it.
import { expect } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { hiddenFields, type Client, type Got } from './kit/client.js'
import type { TestConsole } from './kit/start.js'
import { reported } from './miraf-kit.js'

/** Known to all kinds of agency. */
const FFION = '9990000018'

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

export type Typed = Readonly<Record<string, string>>

/** A minute ago, in the two inputs of a moment. */
export const now = (name: string): Typed => {
  const [on = '', time = ''] = new Date(Date.now() - 60_000)
    .toLocaleString('sv-SE', { timeZone: 'Europe/London' })
    .split(' ')
  return { [`${name}-day`]: on, [`${name}-time`]: time.slice(0, 5) }
}
interface Held {
  readonly reference: string
  readonly decision: string
  readonly actions: readonly { readonly action: string; readonly what: string; readonly state: string }[]
}
interface Hub {
  readonly meetings: {
    readonly version: number
    readonly calls: readonly { reason: string }[]
    readonly held: readonly Held[]
  }
  readonly referrals:
    | readonly {
        readonly reference: string
        readonly service: string
        readonly state: string
        readonly sessions: number
      }[]
    | null
  readonly serafs: readonly { readonly total: number }[] | null
}
/** What the hub has of the child. */
export async function held({ gateway }: TestConsole): Promise<Hub> {
  const { data } = await gateway.ask(
    'hub-manager',
    `{ child(by: { nhsNumber: "${FFION}" }, purpose: ASSESS_RISK) { ... on Child { hub { record {
      meetings { version calls { reason } held { reference decision actions { action what state } } }
      referrals { reference service state sessions } serafs { total } } } } } }`,
  )
  const { child } = data as { child: { hub: readonly { record: Hub }[] } }
  const [answer] = child.hub
  if (answer === undefined) throw new Error('the hub holds nothing')
  return answer.record
}
/** That a form came again, with the mistake at its input and with what was typed. */
export const saysAt = (sent: Got, field: string, ...kept: readonly string[]): void => {
  expect(sent.status).toBe(422)
  expect(sent.text).toContain(`href="#${field}"`)
  expect(sent.text).toContain(`id="${field}-error"`)
  for (const text of kept) expect(sent.text).toContain(text)
}
/** Sends a form twice, as a double click does. */
export async function twice(client: Client, path: string, typed: Typed): Promise<string | null> {
  const fields = { ...hiddenFields((await client.get(path)).text), ...typed }
  const sent = [await client.post(path, fields), await client.post(path, fields)]
  expect(sent.map(({ status }) => status)).toEqual([303, 303])
  expect(sent[0]?.to).toBe(sent[1]?.to)
  return sent[0]?.to ?? null
}
