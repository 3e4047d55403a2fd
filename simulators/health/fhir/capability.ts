// What the server says of itself, open to all: CapabilityStatement and SMART configuration.
import { TOKEN_PATH } from '../../kit/serve.js'
import type { Resource } from '../resource.js'
import { INCLUDES, PARAMETERS } from './parameters.js'

/** `GET [base]/metadata`: lists the searches that exist and no other. */
export function capabilityStatement(origin: string, date: Date, types: readonly string[]): Resource {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: date.toISOString(),
    kind: 'instance',
    software: { name: 'Simulated health board FHIR server' },
    implementation: { description: 'Invented data', url: `${origin}/fhir` },
    fhirVersion: '4.0.1',
    format: ['json'],
    instantiates: ['https://fhir.hl7.org.uk/CapabilityStatement/UKCore-Access'],
    rest: [
      {
        mode: 'server',
        security: {
          service: [
            {
              coding: [
                {
                  system: 'http://terminology.hl7.org/CodeSystem/restful-security-service',
                  code: 'SMART-on-FHIR',
                },
              ],
            },
          ],
        },
        resource: types.map(type => ({
          type,
          interaction: [{ code: 'read' }, { code: 'search-type' }],
          ...includesOf(type),
          searchParam: Object.entries(PARAMETERS[type] ?? {}).map(([name, parameter]) => ({
            name,
            type: parameter.type,
          })),
        })),
      },
    ],
  }
}

function includesOf(type: string): object {
  const searchInclude = Object.keys(INCLUDES).filter(include => include.startsWith(`${type}:`))
  return searchInclude.length === 0 ? {} : { searchInclude }
}

/** `GET [base]/.well-known/smart-configuration`, for backend services. */
export function smartConfiguration(origin: string): object {
  return {
    token_endpoint: `${origin}${TOKEN_PATH}`,
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS384'],
    grant_types_supported: ['client_credentials'],
    scopes_supported: Object.keys(PARAMETERS).map(type => `system/${type}.rs`),
    capabilities: ['client-confidential-asymmetric', 'permission-v2'],
  }
}
