// What hangs off a nominal and has a page of its own: episodes, occurrences, notices, intelligence, custody, bail.
import type { EpisodeRow, PoliceNominal } from '../region/model.js'
import type { Resource } from './documents.js'

const GSC = 'OFFICIAL-SENSITIVE'
const RISK_WORDS = { VERY_LOW: 'Very low', LOW: 'Low', MEDIUM: 'Medium', HIGH: 'High' } as const
/** Handling codes that keep a report from those not cleared: C of 3x5x2; own force only, and conditions, of 5x5x5. */
const KEPT_BACK: Readonly<Record<string, readonly string[]>> = { '3x5x2': ['C'], '5x5x5': ['4', '5'] }

interface Asking {
  /** The number the nominal is answered under. */
  readonly id: string
  /** Whether the caller acts for somebody with police vetting. */
  readonly cleared: boolean
}

type History = (row: PoliceNominal, asking: Asking) => readonly Resource[]

/** By path segment. */
export const HISTORIES: Readonly<Record<string, History>> = {
  'missing-episodes': (row, { id }) => episodes(row, id),
  occurrences: (row, { id }) =>
    row.occurrences.map(({ ref, ...rest }) => resource('occurrence', ref, { ...rest, gsc: GSC }, id)),
  ppns: (row, { id }) => row.notices.map(({ ref, ...rest }) => resource('ppn', ref, { ...rest, gsc: GSC }, id)),
  intelligence,
  custody: (row, { id }) =>
    row.custody.map((event, index) =>
      resource('custodyEvent', `${id}-CU${String(index + 1)}`, { ...event, gsc: GSC }, id),
    ),
  'bail-conditions': (row, { id }) =>
    row.bailConditions.map((condition, index) =>
      resource('bailCondition', `${id}-BC${String(index + 1)}`, { ...condition, gsc: GSC }, id),
    ),
}

/** A nominal's missing episodes, newest first. */
export function episodes(row: PoliceNominal, id: string): readonly Resource[] {
  const newestFirst = [...row.episodes].sort((a, b) => b.reportedAt.localeCompare(a.reportedAt))
  return newestFirst.map(episode => ({
    type: 'missingEpisode',
    id: episode.ref,
    attributes: episodeAttributes(episode),
    relationships: { missingPerson: { data: { type: 'person', id } } },
  }))
}

function episodeAttributes(row: EpisodeRow): Record<string, unknown> {
  // The category of 2013 kept its own words when it was folded into the one scale.
  const legacy = row.category === 'ABSENT'
  return {
    reportedAt: row.reportedAt,
    lastSeenAt: row.lastSeenAt,
    lastSeenLocation: row.lastSeenPlace,
    missingFrom: row.missingFrom,
    category: row.category,
    riskLevel: legacy ? 'NO_APPARENT_RISK' : row.risk,
    riskLabel: legacy ? 'No apparent risk (absent)' : RISK_WORDS[row.risk],
    riskHistory: row.riskHistory,
    status: row.status,
    foundAt: row.endedAt,
    foundLocation: row.foundPlace,
    foundBy: row.foundBy,
    preventionInterview: row.safeAndWell,
    returnInterviewReferral: row.interviewReferredAt === null ? null : { sentAt: row.interviewReferredAt },
    harmWhileMissing: row.harm,
    companions: row.companions,
    circumstances: row.circumstances,
    areas: [row.gss],
    gsc: GSC,
  }
}

function intelligence(row: PoliceNominal, { id, cleared }: Asking): readonly Resource[] {
  return row.intelligence.map(({ id: reference, ...report }) => {
    const keptBack = !cleared && KEPT_BACK[report.scheme]?.includes(report.handling) === true
    const stub = { restricted: true, handling: report.handling, contact: 'Force Intelligence Bureau duty desk' }
    return resource('intelligenceReport', reference, keptBack ? stub : { ...report, gsc: GSC }, id)
  })
}

function resource(type: string, id: string, attributes: Record<string, unknown>, personId: string): Resource {
  return { type, id, attributes, relationships: { person: { data: { type: 'person', id: personId } } } }
}
