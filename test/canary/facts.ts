// What the canary systems and the hub's store say for decisions: episodes, involvements, enrolments, places.
import type { EpisodeFact, Part, PartValues } from '../../src/adapters/agency.js'
import { ALLOCATED, AREA, ORGANISATION, OTHER_AREA, TEAM } from './callers.js'
import type { ChildSpec, Episode, SourceId } from './children.js'
import type { HubHeld } from './world.js'

const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** Hours ago that an episode was reported, and ended. */
const TIMES: Readonly<Record<Episode, { readonly reported: number; readonly ended: number | null }>> = {
  OPEN: { reported: 6, ended: null },
  CLOSED: { reported: 6 * 24, ended: 4 * 24 },
  LONG_AGO: { reported: 42 * 24, ended: 40 * 24 },
}

const iso = (ms: number): string => new Date(ms).toISOString()

export function episodeOf({ episode, related }: ChildSpec, now: Date): EpisodeFact {
  const { reported, ended } = TIMES[episode]
  return {
    reference: null,
    open: ended === null,
    category: 'MISSING',
    reportedAt: iso(now.getTime() - reported * HOUR),
    endedAt: ended === null ? null : iso(now.getTime() - ended * HOUR),
    safeAndWellSettled: ended !== null,
    areas: [related === 'NOW' ? AREA : OTHER_AREA],
  }
}

/** A fact as one system has it; null where it has none. */
export function factOf(part: Part, source: SourceId, child: ChildSpec, now: Date): PartValues[Part] | null {
  const holds = child.related === 'NOW'
  const ended = new Date(now.getTime() - 2 * DAY).toISOString().slice(0, 10)
  const until = holds ? null : ended
  const never = child.related === 'NEVER'
  const inA = source === 'care-a' && holds
  switch (part) {
    case 'fact.episodes':
      // Only the police say where.
      return [{ ...episodeOf(child, now), ...(source === 'police' ? {} : { areas: [] }) }]
    case 'fact.involvements': {
      if (never) return []
      const row = (staffRef: string | null, team: string | null, role: 'WORKER' | 'IRO' | 'CP_CHAIR') => ({ staffRef, team, role, from: '2021-01-01', until }) // prettier-ignore
      const workers = source === 'care-a' ? [...ALLOCATED] : []
      return [
        row('staff-nobody', TEAM, 'WORKER'),
        ...workers.map(staffRef => row(staffRef, null, staffRef === 'staff-ir' ? 'IRO' : staffRef === 'staff-cc' ? 'CP_CHAIR' : 'WORKER')), // prettier-ignore
      ]
    }
    case 'fact.enrolments':
      return never ? [] : [{ school: ORGANISATION.school, current: holds }]
    case 'fact.care':
      return holds ? [{ organisation: ORGANISATION.health }] : []
    case 'fact.placement':
      return { urn: inA ? ORGANISATION.home : 'home-other', hostAuthority: inA ? AREA : OTHER_AREA, responsibleAuthority: null } // prettier-ignore
    case 'fact.area':
      return { homeAuthority: inA ? AREA : OTHER_AREA }
    default:
      return null
  }
}

/** Where the hub itself has an episode of the child. */
export const inHub = ({ related }: ChildSpec): boolean => related === 'NOW'

/** Of every second child the hub knows where; of the others only the agencies do. */
export const hubKnowsWhere = ({ index }: ChildSpec): boolean => index % 2 === 0

/** The hub's entry of the seed file. */
export function hubSeed(child: ChildSpec, { reference, texts }: HubHeld, now: Date): object {
  const { reportedAt, endedAt } = episodeOf(child, now)
  const episode = {
    ref: reference, reportedAt, endedAt, lastSeenAt: reportedAt, status: endedAt === null ? 'OPEN' : 'CLOSED', category: 'MISSING', risk: 'HIGH',
    missingFrom: 'HOME', gss: hubKnowsWhere(child) ? AREA : null, safeAndWell: endedAt === null ? null : { done: true, notDoneReason: null },
  } // prettier-ignore
  return {
    caseFrom: inHub(child) ? iso(now.getTime() - 50 * DAY) : null,
    debriefAssignee: inHub(child) ? 'staff-dw' : null,
    episodes: inHub(child) ? [episode] : [],
    summary: {
      risk: 'HIGH',
      ...texts,
      approvedAt: iso(now.getTime() - DAY),
      reviewDue: '2999-01-01',
      assessmentRevisedSince: false,
    },
  }
}

/** The same as it should be shown. */
export function hubParts(
  child: ChildSpec,
  { reference, texts, work }: HubHeld,
  now: Date,
): Readonly<Record<string, unknown>> {
  const { reportedAt, endedAt } = episodeOf(child, now)
  const episode = { reference, reportedAt, lastSeenAt: reportedAt, endedAt, status: endedAt === null ? 'OPEN' : 'CLOSED', category: 'MISSING', risk: 'HIGH', missingFrom: 'HOME', version: 0, hostAuthority: hubKnowsWhere(child) ? AREA : null, homeAuthority: null } // prettier-ignore
  const { en, cy, whatToDoEn, whatToDoCy } = texts
  return {
    episodes: inHub(child) ? { episodes: [episode] } : null,
    ...work.shown(new Date(now.getTime() - DAY), now),
    'hub.mirafSummary': { risk: 'HIGH', text: { en, cy }, whatToDo: { en: whatToDoEn, cy: whatToDoCy }, approvedAt: iso(now.getTime() - DAY), reviewDue: '2999-01-01', assessmentRevisedSince: false },
  } // prettier-ignore
}
