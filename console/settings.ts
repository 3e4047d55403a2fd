// What the console is told at its start: where the gateway is, who may sign in where, where its rows are kept.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const provider = z.strictObject({
  /** In the address of its sign-in. */
  id: z.string().regex(/^[a-z0-9-]+$/),
  issuer: z.url(),
  name: z.strictObject({ en: z.string().min(1), cy: z.string().min(1) }),
  /** As what the console is registered there. */
  clientId: z.string().min(1),
  /** The name of the secret it was given there. */
  secret: z.string().regex(/^\w+$/),
})
const file = z.strictObject({ providers: z.array(provider).min(1) })

export type ProviderRow = z.output<typeof provider>

export interface ConsoleSettings {
  readonly host: string
  readonly port: number
  /** As browsers reach it; null: where it listens. */
  readonly publicUrl: string | null
  /** The gateway's GraphQL address. */
  readonly api: string
  readonly databaseUrl: string
  readonly secret: Buffer
  readonly providers: readonly (Omit<ProviderRow, 'secret'> & { readonly clientSecret: string })[]
}

export type Environment = Readonly<Record<string, string | undefined>>

/** Throws, in words for the operator, where something is missing or not what it must be. */
export function readSettings(environment: Environment): ConsoleSettings {
  const set = (name: string): string | null => environment[name]?.trim() || null
  const needed = (name: string, what: string): string => {
    const value = set(name)
    if (value === null) throw new Error(`${name} is not set: ${what}. docs/console.md lists what the console needs.`)
    return value
  }
  const secrets = set('CONSOLE_SECRETS')
  const secretOf = (name: string): string => {
    const value = set(name) ?? (secrets === null ? '' : readSecret(resolve(secrets, name)))
    if (value === '') throw new Error(`The secret ${name} is neither in the environment nor a file of CONSOLE_SECRETS.`)
    return value
  }
  const place = resolve(needed('CONSOLE_SETTINGS', 'the file with the identity providers'))
  const parsed = file.safeParse(parse(readFileSync(place, 'utf8')))
  if (!parsed.success) throw new Error(`${place} cannot be used: ${z.prettifyError(parsed.error)}`)
  const publicUrl = set('CONSOLE_PUBLIC_URL')
  return {
    host: set('CONSOLE_HOST') ?? '127.0.0.1',
    port: portOf(set('CONSOLE_PORT') ?? '4001'),
    publicUrl: publicUrl === null ? null : originOf(publicUrl),
    api: new URL(needed('CONSOLE_API', 'the gateway’s address, such as https://gateway.example/graphql')).href,
    databaseUrl: needed('DATABASE_URL', 'the PostgreSQL for sessions and unfinished forms'),
    secret: Buffer.from(secretOf('CONSOLE_SECRET'), 'base64'),
    providers: parsed.data.providers.map(({ secret, ...row }) => ({ ...row, clientSecret: secretOf(secret) })),
  }
}

function readSecret(path: string): string {
  try {
    return readFileSync(join(path), 'utf8').trim()
  } catch {
    return ''
  }
}

function portOf(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new Error(`CONSOLE_PORT is a whole number from 0 to 65535, not ${text}`)
}

/** Pages are at the root of an origin of their own: cookies and forms are told apart by it. Unsafe but on this machine. */
function originOf(text: string): string {
  const url = new URL(text)
  const here = ['127.0.0.1', 'localhost'].includes(url.hostname)
  if (url.protocol !== 'https:' && !here)
    throw new Error('CONSOLE_PUBLIC_URL begins with https:// but on this machine.')
  if (url.pathname !== '/' || url.search !== '') throw new Error('CONSOLE_PUBLIC_URL is an origin, without a path.')
  return url.origin
}
