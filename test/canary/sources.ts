// The canary systems behind the gateway's own port. They keep what they were asked, and fail as they are told to, for one caller
// at a time: what one caller suffers must not show in what another is given.
import { setTimeout as wait } from 'node:timers/promises'
import type { AgencySource, Ask, Call, IdentifiedRecord, Part, Reading, Subject } from '../../src/adapters/agency.js'
import { SOURCES } from './children.js'
import type { ChildSpec, SourceId } from './children.js'
import { factOf } from './facts.js'
import { SYSTEMS } from './world.js'
import type { Held, World } from './world.js'

export const FAULTS = ['DOWN', 'CONTENT_DOWN', 'SLOW', 'WRONG_CHILD', 'LOCKED', 'NOTHING', 'MANY', 'PARTS_FAIL', 'WRONG_TYPE'] as const // prettier-ignore
export type Fault = (typeof FAULTS)[number]

/** What one caller's operation meets, by source. */
export type FaultPlan = ReadonlyMap<string, Fault>

export interface Outbound {
  readonly source: SourceId
  readonly asked: unknown
  readonly call: Call
}

export type Change = (source: SourceId, child: number, part: string, value: unknown) => unknown

export interface CanarySources {
  readonly sources: readonly AgencySource[]
  /** For the calls made on behalf of this person from now on. */
  suffer(staffRef: string, plan: FaultPlan): void
  /** Lets this person's questions be answered from another world; null ends that. */
  change(staffRef: string, change: Change | null): void
  /** What was asked on this person's behalf since the last look. */
  takeOutbound(staffRef: string): readonly Outbound[]
}

/** In this fault a source keeps every second part back. */
export const failsWhereAsked = (part: string): boolean => part.length % 2 === 0

export function createSources(world: World, now: Date): CanarySources {
  const plans = new Map<string, FaultPlan>()
  const changes = new Map<string, Change>()
  const outbound = new Map<string, Outbound[]>()
  const note = (one: Outbound): void => {
    const known = outbound.get(one.call.actor.staffRef) ?? []
    outbound.set(one.call.actor.staffRef, known)
    known.push(one)
  }
  const faultOf = (source: SourceId, { actor }: Call): Fault | undefined => plans.get(actor.staffRef)?.get(source)
  const sources = SOURCES.map((id): AgencySource => {
    const { agency, organisation, area, offers, facts } = SYSTEMS[id]
    const held = world.held.get(id) ?? new Map<number, Held>()
    const byRecord = new Map([...held].map(([index, record]) => [record.recordId, index]))
    const specOf = (index: number): ChildSpec => world.children.find(one => one.index === index) ?? never()

    async function lookup(ask: Ask, call: Call): Promise<Reading> {
      note({ source: id, asked: { ...ask, parts: [...ask.parts] }, call })
      const fault = faultOf(id, call)
      const ofFacts = call.purpose === 'RELATIONSHIP'
      if (fault === 'SLOW') await wait(5)
      if (fault === 'DOWN' || (fault === 'CONTENT_DOWN' && !ofFacts)) return { kind: 'failed', reason: 'UNREACHABLE' }
      if (fault === 'LOCKED') return { kind: 'locked' }
      if (fault === 'NOTHING' && !ofFacts) return { kind: 'nothing' }
      if (fault === 'MANY') return { kind: 'many' }
      const asked = byRecord.get(ask.recordId)
      if (asked === undefined) return { kind: 'nothing' }
      const others = [...held.keys()].filter(index => index !== asked)
      const index = fault === 'WRONG_CHILD' ? (others[asked % others.length] ?? asked) : asked
      const child = specOf(index)
      const record = held.get(index) ?? never()
      const parts: Record<string, unknown> = {}
      const failedParts: Record<string, 'SOURCE_ERROR'> = {}
      for (const part of ask.parts) {
        if (part.startsWith('fact.')) parts[part] = factOf(part, id, child, now)
        else if (fault === 'PARTS_FAIL' && failsWhereAsked(part)) failedParts[part] = 'SOURCE_ERROR'
        else {
          const change = changes.get(call.actor.staffRef)
          const value = change ? change(id, index, part, record.parts[part]) : record.parts[part]
          parts[part] = fault === 'WRONG_TYPE' ? mistyped(value) : value
        }
      }
      const protectedRecord = child.flagged.includes(id)
      return { kind: 'read', recordId: ask.recordId, subject: subjectOf(record, child), asOf: null, stale: false, parts, failedParts, protectedRecord } // prettier-ignore
    }

    const identified = (index: number): IdentifiedRecord => {
      const record = held.get(index) ?? never()
      const child = specOf(index)
      return { recordId: record.recordId, subject: subjectOf(record, child), protectedRecord: child.flagged.includes(id) } // prettier-ignore
    }

    return {
      description: { id, name: `System ${id}`, agency, organisation, area, serves: [], contact: null },
      offers: new Set([...offers, ...facts] as Part[]),
      lookup,
      ...(id === 'pds' ? { keyedByNhsNumber: true as const } : {}),
      ...(id === 'police' || id === 'school'
        ? { lookupMany: (asks: readonly Ask[], call: Call) => Promise.all(asks.map(ask => lookup(ask, call))) }
        : {}),
      async find(identifier, call) {
        note({ source: id, asked: identifier, call })
        if (faultOf(id, call) === 'DOWN') return { kind: 'failed', reason: 'UNREACHABLE' }
        const is = ({ nhsNumber, upn }: ChildSpec): boolean =>
          'nhsNumber' in identifier ? identifier.nhsNumber === nhsNumber : identifier.upn === upn
        const found = [...held.keys()].filter(index => is(specOf(index)))
        return { kind: 'records', records: found.map(identified) }
      },
      ...(id === 'care-a' || id === 'school'
        ? {
            async listFor(whose, call) {
              note({ source: id, asked: whose, call })
              if (faultOf(id, call) === 'DOWN') return { kind: 'failed', reason: 'UNREACHABLE' }
              return { kind: 'records', recordIds: listed(world, id) }
            },
          }
        : {}),
    }
  })
  return {
    sources,
    suffer: (staffRef, plan) => void plans.set(staffRef, plan),
    change(staffRef, change) {
      if (change === null) changes.delete(staffRef)
      else changes.set(staffRef, change)
    },
    takeOutbound(staffRef) {
      const taken = outbound.get(staffRef) ?? []
      outbound.delete(staffRef)
      return taken
    },
  }
}

/** What a system lists as somebody's caseload: everybody it has, the unrelated too, who must then not be shown. */
export const listed = ({ held }: World, source: SourceId): string[] =>
  [...(held.get(source)?.values() ?? [])].map(({ recordId }) => recordId)

/** What the record itself says of whom it is about; of the link the same was kept. */
export function subjectOf(
  { givenName, familyName, bornOn }: Held,
  { nhsNumber, upn }: Pick<ChildSpec, 'nhsNumber' | 'upn'>,
): Subject {
  const demographics = { givenNames: [givenName], familyNames: [familyName], dateOfBirth: bornOn, sex: null, postcodeSector: null } // prettier-ignore
  return { nhsNumber, nhsNumberVerified: true, upn, formerUpns: [], demographics }
}

/** Text where a number, a time, or a word of a list should be: the library that notices must not say what it was. */
function mistyped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mistyped)
  if (typeof value !== 'object' || value === null) return value
  const rows = Object.entries(value).map(([field, inner]) => [field, typeof inner === 'number' ? swapped(value) : mistyped(inner)] as const) // prettier-ignore
  const symbols = Object.getOwnPropertySymbols(value).map(one => [one, (value as Record<symbol, unknown>)[one]] as const) // prettier-ignore
  return Object.fromEntries<unknown>([...rows, ...symbols] as [string, unknown][])
}

const swapped = (row: object): string => Object.values(row).find(one => typeof one === 'string') ?? 'no number'

function never(): never {
  throw new Error('a child that is not in the world was asked for')
}
