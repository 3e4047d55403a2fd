// Reads a folder of settings: sources.yaml, issuers.yaml, applications.yaml, teams.yaml, hub.yaml, and secrets by name.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildASTSchema, parse as parseDocument } from 'graphql'
import { parse } from 'yaml'
import { z } from 'zod'
import { sourceConfig } from '../adapters/config.js'
import type { SourceConfig } from '../adapters/config.js'
import { loadTypeDefs } from '../schema/load.js'
import { HUB_POLICY, hubPolicy, type HubPolicy } from '../hub/policy.js'
import { TEAMS_NOT_SET, teamsFile, type TeamSettings } from './alerts/teams.js'
import { onlyOnce } from './only-once.js'
import { applicationsFile, issuersFile } from './sign-in/config.js'
import type { ApplicationRow, IssuerRow, RegisteredApplication } from './sign-in/config.js'
import { readManifest } from './sign-in/manifest.js'

export interface Settings {
  readonly sources: readonly SourceConfig[]
  readonly issuers: readonly IssuerRow[]
  readonly applications: readonly RegisteredApplication[]
  /** Who is told of alerts; until there is a file, the hub alone. */
  readonly teams: TeamSettings
  /** The numbers of the hub's rules; what is not set is as the sources say. */
  readonly hub: HubPolicy
}

const TEAMS = 'teams.yaml'
const HUB = 'hub.yaml'
/** Files that need not be there. */
const OPTIONAL: ReadonlySet<string> = new Set([TEAMS, HUB])

/** The hub's own records answer under this id. */
const TAKEN: ReadonlySet<string> = new Set(['hub'])

const sourcesFile = z.strictObject({
  sources: z
    .array(sourceConfig)
    .min(1)
    .superRefine(onlyOnce('id'))
    .superRefine((sources, { addIssue }) =>
      sources.forEach(({ id }, index) => {
        if (TAKEN.has(id))
          addIssue({ code: 'custom', path: [index, 'id'], message: "is the name of the hub's own records" })
      }),
    ),
})

/** Throws with the file, the place in it and what is wrong there; a wrong setting must not be half in force. */
export function readSettings(folder: string): Settings {
  return parseSettings(readingIn(folder))
}

/** Of these the hub's numbers alone, for what needs nothing else. */
export const readHubPolicy = (folder: string): HubPolicy => hubOf(readingIn(folder))

const readingIn =
  (folder: string) =>
  (name: string): string =>
    OPTIONAL.has(name) && !existsSync(join(folder, name)) ? '' : readFileSync(join(folder, name), 'utf8')

export function parseSettings(read: (name: string) => string): Settings {
  const { sources } = parsed(read, 'sources.yaml', sourcesFile)
  const { applications } = parsed(read, 'applications.yaml', applicationsFile)
  const { issuers } = parsed(read, 'issuers.yaml', issuersFileFor(applications))
  const teams = read(TEAMS) === '' ? TEAMS_NOT_SET : parsed(read, TEAMS, teamsFile)
  const trusted = applications.map(row => withTrusted(row, read))
  return { sources, issuers, applications: trusted, teams, hub: hubOf(read) }
}

/** A file of comments alone sets nothing. */
function hubOf(read: (name: string) => string): HubPolicy {
  if (yamlOf(read(HUB), HUB) == null) return HUB_POLICY
  return parsed(read, HUB, hubPolicy, settingsOfHub)
}

/** What can be set at a place of hub.yaml. */
function settingsOfHub(path: readonly PropertyKey[]): readonly string[] {
  const at = path.reduce<unknown>((value, key) => (isKeyed(value) ? value[key] : undefined), HUB_POLICY)
  return isKeyed(at) ? Object.keys(at) : []
}

const isKeyed = (value: unknown): value is Readonly<Record<PropertyKey, unknown>> =>
  typeof value === 'object' && value !== null

/** An issuer's row names applications that there are: a slip of the pen would keep everybody out who uses the one that was meant. */
function issuersFileFor(applications: readonly ApplicationRow[]): z.ZodType<z.output<typeof issuersFile>> {
  const ids = new Set(applications.map(({ id }) => id))
  return issuersFile.superRefine(({ issuers }, { addIssue }) =>
    issuers.forEach((row, at) =>
      row.applications.forEach((id, index) => {
        const path = ['issuers', at, 'applications', index]
        if (row.agency !== 'POLICE' && applications.some(one => one.id === id && one.sendsIncidentsOf !== undefined))
          addIssue({ code: 'custom', path, message: 'sends reports as a force, and this is no provider of the police' })
        if (ids.has(id)) return
        addIssue({ code: 'custom', path, message: 'is the id of no application in applications.yaml' })
      }),
    ),
  )
}

/** The operations of an application that names a list of them. Throws where the list does not hold. */
function withTrusted(row: ApplicationRow, read: (name: string) => string): RegisteredApplication {
  if (row.operations === undefined) return row
  return { ...row, trusted: readManifest(read(row.operations), row.id, buildASTSchema(parseDocument(loadTypeDefs()))) }
}

/** `known`, where it is given, names what can be set at a place where something unknown was. */
function parsed<T extends z.ZodType>(
  read: (name: string) => string,
  name: string,
  shape: T,
  known: (path: readonly PropertyKey[]) => readonly string[] = () => [],
): z.output<T> {
  const result = shape.safeParse(yamlOf(read(name), name))
  if (result.success) return result.data
  const problems = result.error.issues.map(({ code, path, message }) => {
    const there = code === 'unrecognized_keys' ? known(path) : []
    return `  ${path.join('.')}: ${message}${there.length === 0 ? '' : `. There are: ${there.join(', ')}`}`
  })
  throw new Error(`${name} cannot be used:\n${problems.join('\n')}`)
}

function yamlOf(text: string, name: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    throw new Error(`${name} is not well-formed YAML: ${error instanceof Error ? error.message : ''}`, { cause: error })
  }
}

/** The text of revoked.yaml; null where there is none. Throws where it is there and cannot be read. */
export function readRevoked(folder: string): string | null {
  const path = join(folder, 'revoked.yaml')
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

/** A secret by its name: from the environment if it is there, else from a file of that name. Throws if it is nowhere. */
export function secretReader(
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
): (name: string) => string {
  return name => {
    const set = environment[name]
    if (set !== undefined && set !== '') return set
    if (!/^[\w.-]+$/.test(name)) throw new Error('a secret is named by letters, digits, ".", "_" and "-"')
    const kept = fileOr(join(folder, name), '').trim()
    if (kept === '')
      throw new Error(`the secret ${name} is set neither in the environment nor as a file in the secrets folder`)
    return kept
  }
}

function fileOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return otherwise
  }
}
