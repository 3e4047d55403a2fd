// Turns an answer of the gateway into the harness's shape, value by value, so that the harness can compare it with the others'.
// The harness loads it by its path.
import { readFileSync } from 'node:fs'
import type { BenchFile } from './bench-file.js'

interface Coded {
  readonly code: string
  readonly label?: { readonly en: string }
}
type Row = Readonly<Record<string, never>>
interface Envelope {
  readonly status?: string
  readonly source?: { readonly id: string }
  readonly record: Row
}

const recordOf = (envelopes: readonly Envelope[], source?: string): Row => {
  const found = envelopes.find(envelope => source === undefined || envelope.source?.id === source)
  if (found === undefined || (found.status !== undefined && found.status !== 'FOUND'))
    throw new Error('a section of the picture was not found')
  return found.record
}

const DAY_MS = 86_400_000
const daysBetween = (from: string, until: string): number => (Date.parse(until) - Date.parse(from)) / DAY_MS / 2

const LETTER: Readonly<Record<string, string>> = { FEMALE: 'F', MALE: 'M' }

const identityOf = ({ givenName, familyName, dateOfBirth }: Row): object => ({
  givenName,
  familyName,
  birthDate: dateOfBirth,
})

interface Rows {
  readonly markers: readonly { marker: Coded; note: string; from: string }[]
  readonly intelligence: readonly { reference: string; sourceGrade: Coded; conditions: string; text: string }[]
  readonly episodes: readonly Record<'reference' | 'reportedAt' | 'endedAt' | 'risk' | 'foundPlace', string>[]
  readonly placements: readonly { type: Coded; provider: Coded; from: string; until: string | null }[]
  readonly meetings: readonly Record<'type' | 'on' | 'decision', string>[]
  readonly people: readonly { name: string; role: { en: string }; team: string }[]
  readonly marks: readonly { session: string; code: Coded; minutesLate: number; comment: string }[]
  readonly exclusions: readonly Record<'type' | 'from' | 'until', string>[]
  readonly alerts: readonly { what: Required<Coded>; criticality: string; from: string }[]
  readonly emergencyVisits: readonly { arrivedAt: string; leftAt: string; outcome: Required<Coded> }[]
}

const rows = <K extends keyof Rows>(record: Row, name: K): Rows[K] => record[name] as unknown as Rows[K]

function policeOf(police: Row, episodes: Row): object {
  return {
    warningMarkers: rows(police, 'markers').map(({ marker, note, from }) => ({
      ...{ code: marker.code, description: note, severity: Number(marker.label?.en), createdOn: from },
    })),
    missingReports: rows(episodes, 'episodes').map(one => ({
      ...{ reference: one.reference, reportedAt: one.reportedAt, returnedAt: one.endedAt },
      ...{ riskGrade: one.risk, locationFound: one.foundPlace },
    })),
    intelligence: rows(police, 'intelligence').map(({ reference, sourceGrade, conditions, text }) => ({
      ...{ logRef: reference, grading: sourceGrade.code, category: conditions, text },
    })),
  }
}

function socialCareOf(record: Row, professionals: Row): object {
  const people = rows(professionals, 'people').map(({ name, role: { en }, team }) => ({ name, team, role: en }))
  const inOrder = people.sort((left, right) => Number.parseInt(left.role) - Number.parseInt(right.role))
  const { statuses, legalOrders } = record as unknown as {
    statuses: readonly { source: Coded }[]
    legalOrders: readonly { order: Coded }[]
  }
  return {
    status: statuses[0]?.source.code,
    legalStatus: legalOrders[0]?.order.code,
    allocatedWorkers: inOrder.map(({ name, role, team }) => ({ name, role: role.replace(/^\d+ /, ''), team })),
    placements: rows(record, 'placements').map(({ type, provider, from, until }) => ({
      ...{ type: type.code, provider: provider.code, startDate: from, endDate: until },
    })),
    plans: rows(record, 'meetings').map(({ type, on, decision }) => ({ type, reviewDate: on, status: decision })),
  }
}

interface Schooling {
  readonly enrolments: readonly { school: { name: string; id: string } }[]
  readonly attendance: Row
  readonly learningNeeds: readonly { provision: Coded; need: Coded }[]
}

function educationOf(record: Row): object {
  const { enrolments, attendance, learningNeeds } = record as unknown as Schooling
  const [need] = learningNeeds
  return {
    school: { name: enrolments[0]?.school.name, urn: enrolments[0]?.school.id },
    attendance: rows(attendance, 'marks').map(({ session, code, minutesLate, comment }) => ({
      ...{ term: session, possible: Number(code.code), attended: minutesLate, percentage: Number(comment) },
    })),
    exclusions: rows(record, 'exclusions').map(({ type, from, until }) => ({
      ...{ type, startDate: from, days: daysBetween(from, until) },
    })),
    sen: { provision: need?.provision.code, primaryNeed: need?.need.code },
  }
}

function healthOf(record: Row): object {
  return {
    conditions: rows(record, 'alerts').map(({ what, criticality, from }) => ({
      ...{ code: what.code, display: what.label.en, onset: from, status: criticality },
    })),
    encounters: rows(record, 'emergencyVisits').map(({ arrivedAt, leftAt, outcome }) => ({
      ...{ start: arrivedAt, end: leftAt, type: outcome.label.en, status: outcome.code },
    })),
  }
}

type Section = 'identity' | 'contact' | 'police' | 'missingEpisodes' | 'socialCare' | 'education' | 'health'
type Child = { readonly [S in Section]: readonly Envelope[] } & { readonly professionals: Row }

function combinedOf(child: Child, id: string): object {
  const identity = recordOf(child.identity)
  const { addresses } = recordOf(child.contact) as unknown as { addresses: readonly { postcode: string }[] }
  return {
    id,
    identity: {
      ...identityOf(identity),
      sex: LETTER[String(identity['sex'])],
      postcode: addresses[0]?.postcode,
    },
    police: policeOf(recordOf(child.police), recordOf(child.missingEpisodes, 'police')),
    socialCare: socialCareOf(recordOf(child.socialCare), child.professionals),
    education: educationOf(recordOf(child.education)),
    health: healthOf(recordOf(child.health)),
  }
}

function schoolOf(child: Child, id: string): object {
  const { enrolments, attendance, learningNeeds } = recordOf(child.education) as unknown as Schooling
  return {
    id,
    identity: identityOf(recordOf(child.identity)),
    education: {
      school: { name: enrolments[0]?.school.name },
      attendance: rows(attendance, 'marks').map(({ session, comment }) => ({
        ...{ term: session, percentage: Number(comment) },
      })),
      sen: { provision: learningNeeds[0]?.provision.code },
    },
  }
}

const { ids } = JSON.parse(readFileSync(process.env['HAFAN_BENCH'] ?? '', 'utf8')) as BenchFile

/** As the harness calls it: the name of a query, and its `data`. */
export default function normalise(
  query: string,
  { child }: { readonly child: Child & { readonly id: string } },
): object {
  const id = ids[child.id] ?? 'unknown'
  return { child: query === 'school' ? schoolOf(child, id) : combinedOf(child, id) }
}
