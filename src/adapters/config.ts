// The shape of config/sources.yaml: one entry an agency system. Five authorities on three products are five entries.
import { z } from 'zod'

/** What is asked of agencies is about children: in the clear it is sent to this machine alone (security.md, row 46). */
const address = z.url({ protocol: /^https?$/, abort: true }).refine(text => {
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || ['127.0.0.1', '[::1]', 'localhost'].includes(hostname)
}, 'is an https: address; http: is for this machine alone')

const secret = z
  .string()
  .min(1)
  .describe('The NAME of a secret: an environment variable, or a file in the secrets folder')

const auth = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('bearer'), token: secret }),
  z.strictObject({ kind: z.literal('api-key'), header: z.string(), key: secret }),
  z.strictObject({
    kind: z.literal('oauth2'),
    tokenUrl: address,
    clientId: z.string(),
    clientSecret: secret,
    scope: z.string().optional(),
    apiKey: z.strictObject({ header: z.string(), key: secret }).optional(),
  }),
  z.strictObject({
    kind: z.literal('oauth2-assertion'),
    tokenUrl: address,
    clientId: z.string(),
    keyId: z.string(),
    privateKey: secret,
    algorithm: z.enum(['RS384', 'RS512', 'ES384']),
    scope: z.string().optional(),
  }),
])

export const sourceConfig = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: z.string().min(1),
  agency: z.enum(['POLICE', 'SOCIAL_CARE', 'EDUCATION', 'HEALTH', 'THIRD_SECTOR']),
  kind: z.enum(['police-rms', 'eclipse', 'ssd-rest', 'wonde', 'oneroster', 'fhir', 'pds', 'debrief']),
  organisation: z.string().min(1),
  area: z.string().nullable().default(null),
  /** Organisations besides the owner whose staff keep their records here: the schools of an authority's system. */
  serves: z.array(z.string().min(1)).default([]),
  baseUrl: address,
  auth,
  /** Most milliseconds for one answer, the end of its body included. */
  timeoutMs: z.number().int().min(100).max(30_000).default(8_000),
  /** Most calls in flight, and most waiting. */
  concurrency: z.number().int().min(1).max(64).default(8),
  queue: z.number().int().min(0).max(10_000).default(200),
  /** Requests a second the linking pass may make. */
  linkingRate: z.number().min(0.1).max(1_000).default(20),
  maxBodyBytes: z.number().int().default(1_048_576),
  contact: z
    .strictObject({
      name: z.string(),
      phone: z.string().nullable().default(null),
      hours: z.strictObject({ en: z.string(), cy: z.string() }).nullable().default(null),
    })
    .nullable()
    .default(null),
  /** What only this kind understands: schools of an education system, the collection year of code lists … */
  options: z.record(z.string(), z.unknown()).default({}),
})

type ConfiguredSource = z.output<typeof sourceConfig>
/** The products an entry of the configuration may name. */
export type ProductKind = ConfiguredSource['kind']
/** One source's settings; whoever opens sources says which kinds there are. */
export type SourceConfig = Omit<ConfiguredSource, 'kind'> & { readonly kind: string }
