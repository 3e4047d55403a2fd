// Everything that leaves by another way than the answer: questions to agencies, what is written anywhere, and the store itself.
import type { SourceId } from './children.js'
import type { Entitlement } from './entitled.js'
import type { House } from './house.js'
import { describe } from './places.js'
import type { Problem } from './judge.js'
import { asksOf, parts } from './schema.js'
import { canariesIn } from './sinks.js'
import type { Origin } from './tokens.js'
import type { World } from './world.js'

/** What went out to agencies on the caller's behalf: nothing of another agency's, and nothing for what may not be given. */
export function outbound(
  { systems }: House,
  world: World,
  name: string,
  entitlements: ReadonlyMap<number, Entitlement>,
): Problem[] {
  const problems: Problem[] = []
  for (const { source, asked, call } of systems.takeOutbound(name)) {
    const { signal: _signal, ...plain } = call
    for (const token of canariesIn(JSON.stringify({ asked, call: plain }), world.mint)) {
      const origin = world.mint.known.get(token)
      // A system may be asked for its own record, and for whomever the caller named.
      const own = origin?.never === 'RECORD_ID' && origin.source === source
      if (origin && !own && !(origin.never === 'IDENTIFIER' && mayBeNamed(source, asked, token)))
        problems.push({ kind: 'LEAK', says: `asked of ${source}: ${describe(token, origin)}` })
    }
    const { recordId, parts: wanted = [] } = asked as { recordId?: string; parts?: readonly string[] }
    const of = recordId === undefined ? undefined : childOf(world, source, recordId, entitlements)
    if (call.purpose === 'RELATIONSHIP' || of === undefined) continue
    for (const part of wanted)
      if (!mayBeAskedFor(part, of)) problems.push({ kind: 'OUTBOUND', says: `${source} was asked for ${part}` })
  }
  return problems
}

function childOf(world: World, source: SourceId, recordId: string, entitlements: ReadonlyMap<number, Entitlement>): Entitlement | undefined {
  const [index] = [...(world.held.get(source) ?? [])].find(([, held]) => held.recordId === recordId) ?? []
  return index === undefined ? undefined : entitlements.get(index)
} // prettier-ignore

const EXISTS = 1

function mayBeAskedFor(part: string, of: Entitlement): boolean {
  if (part === 'professionals') return of.level('PROFESSIONALS') > EXISTS
  const place = parts.get(part)
  if (!place) return false
  return place.fields.some(field => of.level(asksOf(`${place.record}.${field}`).category) >= EXISTS)
}

export function streams({ written }: House, world: World): Problem[] {
  const text = written()
  return text === ''
    ? []
    : [...canariesIn(text, world.mint)].map(token => ({ kind: 'LEAK', says: `written: ${token}` }))
}

/** An NHS number or pupil number goes to a system that is searched by it, or whose record it is. */
const mayBeNamed = (source: string, asked: unknown, token: string): boolean =>
  (JSON.stringify(asked) === JSON.stringify({ nhsNumber: token }) || JSON.stringify(asked) === JSON.stringify({ upn: token })) || source === 'pds' // prettier-ignore

type Rests = (token: Pick<Origin, 'source' | 'never' | 'path'>) => boolean
const recordIds: Rests = ({ never, source }) => never === 'RECORD_ID' || (never === 'IDENTIFIER' && source === 'store')

/** By what the hub's lists find a piece of its work: its name, and when it happened; no word of what was written. */
const REFERENCES = ['MissingEpisode.reference', 'Meeting.reference', 'Referral.reference', 'LegalMeasure.reference']
const LISTED = [
  'MeetingCall.calledAt',
  'Meeting.heldAt',
  'Referral.sentAt',
  'Seraf.assessedOn',
  'LegalMeasure.servedOn',
]
const listedBy: Rests = ({ source, path }) => source === 'hub' && [...REFERENCES, ...LISTED].includes(path.at(-1) ?? '')

/** Where in the store a canary may rest: the hub's own records, and the ids under which agencies keep theirs. */
const RESTS: Readonly<Record<string, Rests>> = {
  'hafan.episode': ({ source }) => source === 'hub',
  'hafan.miraf_summary': ({ source }) => source === 'hub',
  'hafan.casework': listedBy,
  'hafan.casework_event': listedBy,
  // What is due is listed by the same references, and has no word.
  'hafan.due_work': listedBy,
  'hafan.alert': listedBy,
  'hafan.link': recordIds,
  'hafan.link_change': recordIds,
  'hafan.identity_index': recordIds,
}

export async function rowsIn(house: House, world: World): Promise<Problem[]> {
  const problems: Problem[] = [...canariesIn(await house.metrics(), world.mint)].map(token => ({
    kind: 'LEAK',
    says: `in the metrics: ${token}`,
  }))
  for (const [table, text] of await house.rows()) {
    const rests = RESTS[table.replace(/^public\./, 'hafan.')] ?? (() => false)
    for (const token of canariesIn(text, world.mint)) {
      const origin = world.mint.known.get(token)
      if (origin && !rests(origin)) problems.push({ kind: 'LEAK', says: `in ${table}: ${describe(token, origin)}` })
    }
  }
  return problems
}
