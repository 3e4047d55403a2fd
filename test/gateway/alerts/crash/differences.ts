// What went wrong with alerts, looked for in the tables and in every byte that left the house.
import type { Region } from '../../../../simulators/region/model.js'
import type { Team } from '../../../../src/server/alerts/teams.js'
import { asOwner } from '../../../support/database.js'
import type { Came, Receivers } from './receivers.js'

export interface Caused {
  readonly childId: string
  /** What the gateway answered that it recorded. */
  readonly reference: string
}

interface Told {
  readonly reference: string
  readonly child: string
  readonly team: string
  readonly began: string
  readonly step: number
  readonly times: number
}
export interface Sent {
  readonly id: string
  readonly channel: 'EMAIL' | 'WEBHOOK'
  readonly team: string
  readonly state: string
}

const rowsOf = <T extends object>(url: string, query: string): Promise<readonly T[]> =>
  asOwner(url, async client => (await client.query<T>(query)).rows)

/** One sentence a difference. `entitled`: by child, the teams that a calm gateway told. */
export async function differences(
  databaseUrl: string,
  caused: readonly Caused[],
  entitled: ReadonlyMap<string, ReadonlySet<string>>,
  teams: readonly Pick<Team, 'id' | 'email' | 'webhook' | 'deputies' | 'manager'>[],
  { mails, webhooks }: Receivers,
): Promise<readonly string[]> {
  const told = await rowsOf<Told>(
    databaseUrl,
    `select alert.reference, alert.child_id as child, told.team, told.step, began.team as began, count(*)::int as times
     from hafan.alert join hafan.alert_recipient told on told.alert_id = alert.id
     join hafan.alert_recipient began on began.id = told.chain where kind = 'THRESHOLD' group by 1, 2, 3, 4, 5`,
  )
  const sent = await rowsOf<Sent>(databaseUrl, 'select id, channel, team, state from hafan.alert_delivery')
  const alerts = await rowsOf<{ reference: string; times: number }>(
    databaseUrl,
    `select reference, count(*)::int as times from hafan.alert where kind = 'THRESHOLD' group by 1`,
  )
  const by = new Map(teams.map(team => [team.id, team]))
  const has = new Set(told.map(({ reference, team }) => `${reference} ${team}`))
  const inLine = ({ team, began }: Told): boolean => [by.get(began)?.deputies, by.get(began)?.manager].includes(team)
  return [
    ...alerts.filter(({ times }) => times !== 1).map(one => `alert ${one.reference} is there ${one.times} times`),
    ...caused.flatMap(({ childId, reference }) =>
      [...(entitled.get(childId) ?? [])]
        .filter(team => !has.has(`${reference} ${team}`))
        .map(team => `${team} missed ${reference}`),
    ),
    ...told.filter(({ times }) => times !== 1).map(one => `${one.team} was told of ${one.reference} twice`),
    ...told
      .filter(one => (one.step === 0 ? entitled.get(one.child)?.has(one.team) !== true : !inLine(one)))
      .map(one => `${one.team} was told of ${one.reference} and is not entitled`),
    ...wayOf(sent, 'EMAIL', mails, team => by.get(team)?.email ?? ''),
    ...wayOf(sent, 'WEBHOOK', webhooks, team => new URL(by.get(team)?.webhook?.url ?? 'http://none').pathname),
  ]
}

export function wayOf(
  all: readonly Sent[],
  channel: Sent['channel'],
  came: readonly Came[],
  addressOf: (team: string) => string,
): string[] {
  const sent = new Map(all.filter(one => one.channel === channel).map(one => [one.id, one]))
  const taken = new Set(came.filter(one => one.taken).map(({ id }) => id))
  return [
    ...[...sent.values()]
      .filter(({ id, state }) => state !== 'SENT' || !taken.has(id))
      .map(({ id, state }) => `${channel} ${id} is ${state} and ${taken.has(id) ? '' : 'not '}there`),
    ...came
      .filter(({ id, to }) => !sent.has(id) || addressOf(sent.get(id)?.team ?? '') !== to)
      .map(({ id }) => `${channel} ${id} came, and no such was sent to that address`),
  ]
}

/** What tells who somebody is, of everybody in the region. */
export function canariesOf({ police, socialCare, education, health, charity }: Region): ReadonlySet<string> {
  const rows = [police, ...Object.values(socialCare), ...Object.values(education), health, charity].flat()
  const all = rows.flatMap(({ personId: _truth, ...row }) => wordsIn(row, ''))
  return new Set(all.filter(word => word.length >= 4).map(word => word.toLowerCase()))
}

const PERSONAL = /name|known|birth|phone|number|postcode|lines|uprn|nhs|upn|email/i

function wordsIn(value: unknown, key: string): string[] {
  if (typeof value === 'string') return PERSONAL.test(key) ? [value] : []
  if (Array.isArray(value)) return value.flatMap(one => wordsIn(one, key))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, one]) => wordsIn(one, name))
}

/** The canaries in what left, as it was on the wire and as it is read. */
export function leaked(came: readonly Came[], canaries: ReadonlySet<string>): readonly string[] {
  const found = came.flatMap(({ raw }) => {
    const text = [raw, readable(raw)].join('\n').toLowerCase()
    const words = new Set(text.split(/[^\p{L}\p{N}'-]+/u))
    return [...canaries].filter(one => (/^[\p{L}\p{N}'-]+$/u.test(one) ? words.has(one) : text.includes(one)))
  })
  return [...new Set(found)]
}

const readable = (raw: string): string =>
  Buffer.from(
    raw.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8') +
  [...raw.matchAll(/(?:^[A-Za-z0-9+/=]{20,}\r?\n?)+/gm)]
    .map(([block]) => Buffer.from(block, 'base64').toString('utf8'))
    .join('\n')
