// The harness's health service: one FHIR bundle a child, of which conditions and encounters are shown.
import { z } from 'zod'
import type { AgencySource } from '../../../src/adapters/agency.js'
import type { CreateSource } from '../../../src/adapters/registry.js'
import { SourceFault } from '../../../src/adapters/transport.js'
import { day, moment, parsed } from '../../../src/adapters/wire.js'
import { coded, createSystem, sexOf, subjectOf } from './kit.js'

const coding = z.object({ coding: z.array(z.object({ code: z.string() })).min(1), text: z.string() })

const patient = z.object({
  resourceType: z.literal('Patient'),
  name: z.array(z.object({ family: z.string(), given: z.array(z.string()) })).min(1),
  gender: z.string(),
  birthDate: day,
})
const condition = z.object({
  resourceType: z.literal('Condition'),
  clinicalStatus: coding,
  code: coding,
  onsetDateTime: day,
})
const encounter = z.object({
  resourceType: z.literal('Encounter'),
  status: z.string(),
  type: z.array(z.object({ text: z.string() })).min(1),
  period: z.object({ start: moment, end: moment }),
})
const other = z.object({ resourceType: z.literal('CareTeam') })

const bundle = z.object({
  resourceType: z.literal('Bundle'),
  entry: z.array(z.object({ resource: z.discriminatedUnion('resourceType', [patient, condition, encounter, other]) })),
})

interface Chart {
  readonly patient: z.output<typeof patient>
  readonly conditions: readonly z.output<typeof condition>[]
  readonly encounters: readonly z.output<typeof encounter>[]
}

function chartOf(body: unknown): Chart {
  const resources = parsed(bundle, body).entry.map(({ resource }) => resource)
  const whose = resources.find(each => each.resourceType === 'Patient')
  if (whose === undefined) throw new SourceFault('MALFORMED')
  return {
    patient: whose,
    conditions: resources.filter(each => each.resourceType === 'Condition'),
    encounters: resources.filter(each => each.resourceType === 'Encounter'),
  }
}

const alertsOf = ({ conditions }: Chart) =>
  conditions.map(({ code, clinicalStatus, onsetDateTime }) => ({
    kind: 'CONDITION' as const,
    what: coded(code.coding[0]?.code ?? '', code.text),
    criticality: clinicalStatus.coding[0]?.code ?? null,
    from: onsetDateTime,
    advice: null,
  }))

const visitsOf = ({ encounters }: Chart) =>
  encounters.map(({ status, type, period }) => ({
    arrivedAt: period.start,
    leftAt: period.end,
    reason: null,
    outcome: coded(status, type[0]?.text),
    site: null,
  }))

export const createHealth: CreateSource = (config, transport): AgencySource =>
  createSystem<Chart>(
    {
      path: id => `Patient/${id}/$everything`,
      accept: ['application/fhir+json'],
      read: chartOf,
      subject({ patient: { name, gender, birthDate } }) {
        const [{ family, given } = { family: '', given: [] }] = name
        return subjectOf(given[0] ?? '', family, birthDate, sexOf(gender === 'female' ? 'F' : 'M'))
      },
      maps: { 'health.alerts': alertsOf, 'health.emergencyVisits': visitsOf },
    },
    config,
    transport,
  )
