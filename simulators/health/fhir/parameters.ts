// The search parameters each resource type takes, and how each is matched. /metadata lists exactly these.
import type { Resource } from '../resource.js'

interface Parameter {
  readonly type: 'token' | 'reference' | 'string' | 'date'
  /** One value of the parameter, after splitting at commas. */
  matches(resource: Resource, value: string): boolean
}

const token = (...path: string[]): Parameter => ({
  type: 'token',
  matches(resource, value) {
    const at = value.indexOf('|')
    const [system, code] = at < 0 ? [null, value] : [value.slice(0, at), value.slice(at + 1)]
    return tokens(dig(resource, path)).some(
      candidate => candidate.code === code && (system === null || candidate.system === system),
    )
  },
})

const reference = (...path: string[]): Parameter => ({
  type: 'reference',
  matches: (resource, value) =>
    dig(resource, path).some(found => found === value || (typeof found === 'string' && found.endsWith(`/${value}`))),
})

const startsWith = (...path: string[]): Parameter => ({
  type: 'string',
  matches: (resource, value) =>
    dig(resource, path).some(found => typeof found === 'string' && fold(found).startsWith(fold(value))),
})

const date = (...path: string[]): Parameter => ({
  type: 'date',
  matches(resource, value) {
    const [, prefix = 'eq', day = ''] = /^(eq|ge|le|gt|lt)?(.*)$/.exec(value) ?? []
    return dig(resource, path).some(found => {
      if (typeof found !== 'string') return false
      const own = found.slice(0, day.length)
      if (prefix === 'ge') return own >= day
      if (prefix === 'le') return own <= day
      if (prefix === 'gt') return own > day
      return prefix === 'lt' ? own < day : own === day
    })
  },
})

const clinical = { patient: reference('subject', 'reference'), 'clinical-status': token('clinicalStatus') }

export const PARAMETERS: Readonly<Record<string, Readonly<Record<string, Parameter>>>> = {
  Patient: {
    _id: token('id'),
    identifier: token('identifier'),
    family: startsWith('name', 'family'),
    birthdate: date('birthDate'),
  },
  Encounter: {
    patient: clinical.patient,
    class: token('class'),
    status: token('status'),
    date: date('period', 'start'),
  },
  Condition: { ...clinical, category: token('category'), code: token('code') },
  AllergyIntolerance: { ...clinical, patient: reference('patient', 'reference') },
  Flag: { patient: clinical.patient, status: token('status') },
  Appointment: { patient: reference('participant', 'actor', 'reference'), status: token('status') },
  CareTeam: {
    patient: clinical.patient,
    participant: reference('participant', 'member', 'reference'),
    status: token('status'),
  },
  RelatedPerson: { patient: reference('patient', 'reference') },
  Organization: { _id: token('id'), identifier: token('identifier') },
  Practitioner: { _id: token('id'), identifier: token('identifier') },
}

/** What may be included beside matches: where the reference lies. */
export const INCLUDES: Readonly<Record<string, readonly string[]>> = {
  'Patient:general-practitioner': ['generalPractitioner', 'reference'],
  'Encounter:service-provider': ['serviceProvider', 'reference'],
  'CareTeam:participant': ['participant', 'member', 'reference'],
}

/** Every value at a path, lists flattened on the way. */
export function dig(node: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(node)) return node.flatMap(item => dig(item, path))
  const [name, ...rest] = path
  if (name === undefined) return node === undefined ? [] : [node]
  return typeof node === 'object' && node !== null ? dig((node as Record<string, unknown>)[name], rest) : []
}

/** Codes, codings, concepts and identifiers alike, as system and code. */
function tokens(found: readonly unknown[]): { system?: string; code?: string }[] {
  return found.flatMap(node => {
    if (typeof node === 'string') return [{ code: node }]
    const { coding, system, code, value } = node as Record<string, string> & { coding?: unknown[] }
    if (coding !== undefined) return tokens(coding)
    return [{ ...(system === undefined ? {} : { system }), code: code ?? value ?? '' }]
  })
}

/** Letters without accents and capitals, as names are compared. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
}
