// What tests of the console's reports share: children by number, what the hub holds, and an absence that is over.
import { randomUUID } from 'node:crypto'
import { expect } from '@jest/globals'
import { asOwner } from '../support/database.js'
import type { TestConsole } from './kit/start.js'

/** Known to a school and a surgery, and to nobody who signs in here before she is reported. */
export const UNRELATED = '9990000034'
export const FFION = '9990000018'
export const NOBODY = '9999999999'
/** Of no child here; it adds up. */
export const SIBLING = '9990000069'

/** Episodes that the hub holds, and steps of them. */
export const written = async (kit: TestConsole): Promise<string> =>
  asOwner(kit.gateway.database.url, async client => {
    const { rows } = await client.query<{ n: string }>(
      `select (select count(*) from hafan.episode) || ' ' || (select count(*) from hafan.episode_event) as n`,
    )
    return rows[0]?.n ?? ''
  })
const by = (minutes: number): Readonly<{ day: string; time: string }> => {
  const at = new Date(Date.now() + minutes * 60_000)
  const [day = '', time = ''] = at
    .toLocaleString('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' })
    .split(' ')
  return { day, time }
}
export const at = (name: string, minutes: number): Readonly<Record<string, string>> => ({
  [`${name}-day`]: by(minutes).day,
  [`${name}-time`]: by(minutes).time,
})

/** Ends and closes Ffion's absence by the API, and gives its address. */
export async function closed(kit: TestConsole, ffion: string): Promise<string> {
  const child = { nhsNumber: FFION }
  const read = `query ($by: ChildIdentifier!) { child(by: $by, purpose: ASSESS_RISK) { ... on Child {
    missingEpisodes { source { id } record { episodes { reference status version } } } } } }`
  const { data } = await kit.gateway.ask('hub-police', read, { by: child })
  const { missingEpisodes } = (data as { child: { missingEpisodes: Held[] } }).child
  const hub = missingEpisodes.find(({ source }) => source.id === 'hub')?.record.episodes ?? []
  const { reference = '', version = 0 } = hub.find(({ status }) => status === 'OPEN') ?? {}
  const on = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString()
  const steps = [
    ['triage', 'hub-police', { is: { missing: { level: 'LOW' } }, reason: 'Said again' }],
    ['recordReturn', 'hub-police', { foundAt: on(-30), foundBy: 'POLICE' }],
    ['recordSafeAndWell', 'hub-police', { check: { notDone: { reason: 'CHILD_REFUSED', decidedBy: 'PC Rees' } } }],
    ['offerDebrief', 'hub-police', {}],
    ['answerDebrief', 'hub-police', { answer: 'DECLINED', reason: 'CHILD_DECLINED' }],
    ['closeEpisode', 'hub-police', {}],
  ] as const
  for (const [step, [act, persona, more]] of steps.entries()) {
    const input = { key: randomUUID(), child, episode: reference, version: version + step, ...more }
    const type = `${act.slice(0, 1).toUpperCase()}${act.slice(1)}Input`
    const done = await kit.gateway.ask(
      persona,
      `mutation ($input: ${type}!) { ${act}(input: $input) { __typename } }`,
      {
        input,
      },
    )
    expect([act, done.errors]).toEqual([act, []])
  }
  return `${ffion}/episodes/${encodeURIComponent(reference)}`
}
interface Held {
  readonly source: { readonly id: string }
  readonly record: { readonly episodes: readonly { reference: string; status: string; version: number }[] }
}

/** Ffion's page. */
export async function pageOfFfion({ gateway }: TestConsole): Promise<string> {
  const { data } = await gateway.ask(
    'social-worker',
    `{ child(by: { nhsNumber: "${FFION}" }, purpose: ASSESS_RISK) { ... on Child { id } } }`,
  )
  return `/children/${(data as { child: { id: string } }).child.id}`
}
