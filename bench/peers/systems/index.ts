// The harness's systems, as kinds for the gateway's registry. Nothing in the gateway knows them.
import type { AgencySource } from '../../../src/adapters/agency.js'
import type { SourceConfig } from '../../../src/adapters/config.js'
import { describe } from '../../../src/adapters/describe.js'
import type { CreateSource } from '../../../src/adapters/registry.js'
import { createEducation } from './education.js'
import { createHealth } from './health.js'
import { createPolice } from './police.js'
import { createSocialCare } from './social-care.js'

/** Where the harness's own numbers of children are linked. It offers nothing, so it is never asked. */
const createNumbers: CreateSource = (config): AgencySource => ({
  description: describe(config),
  offers: new Set(),
  lookup: () => Promise.resolve({ kind: 'nothing' }),
})

export const KINDS: Readonly<Record<string, CreateSource>> = {
  'peers-police': createPolice,
  'peers-social-care': createSocialCare,
  'peers-education': createEducation,
  'peers-health': createHealth,
  'peers-numbers': createNumbers,
}

type Agency = SourceConfig['agency']

const SYSTEMS: readonly (readonly [id: string, agency: Agency, address: string])[] = [
  ['police', 'POLICE', 'UPSTREAM_POLICE'],
  ['social-care', 'SOCIAL_CARE', 'UPSTREAM_SOCIAL_CARE'],
  ['education', 'EDUCATION', 'UPSTREAM_EDUCATION'],
  ['health', 'HEALTH', 'UPSTREAM_HEALTH'],
  ['numbers', 'THIRD_SECTOR', 'UPSTREAM_LINKS'],
]

/** Their settings; `address` gives what the harness says of where each is. */
export function configsOf(address: (name: string) => string): readonly SourceConfig[] {
  return SYSTEMS.map(([id, agency, variable]) => ({
    ...{ id, name: id, agency, kind: `peers-${id}`, organisation: id, area: null, serves: [] },
    ...{ baseUrl: address(variable), auth: { kind: 'none' as const }, timeoutMs: 8_000 },
    // As many as ask at once: the harness has 64 connections, and its systems answer any number.
    ...{ concurrency: 64, queue: 10_000, linkingRate: 20, maxBodyBytes: 1_048_576, contact: null, options: {} },
  }))
}
