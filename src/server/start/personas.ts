// Who may sign in to an invented region, and fresh tokens for them from their own agencies' identity providers.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { createAgent, exchange } from '../../adapters/http-exchange.js'

const persona = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  agency: z.string(),
  organisation: z.string(),
  tokenEndpoint: z.url(),
})
const partner = z.object({ id: z.string(), secret: z.string(), tokenEndpoints: z.array(z.url()) })
const tokenAnswer = z.object({ access_token: z.string().min(1) })

export type Persona = z.output<typeof persona>

/** A persona with a token that has at least ten of its fifteen minutes left. */
export type SignedIn = Omit<Persona, 'tokenEndpoint'> & { readonly token: string }

export interface Personas {
  /** Everybody, in the region's order. Rejects where an identity provider cannot be reached. */
  signedIn(): Promise<readonly SignedIn[]>
  /** A partner's application acting for one of them: the person's token exchanged for the application's own. */
  through(application: string, personaId: string): Promise<SignedIn>
}

const PERSONA_GRANT = 'urn:hafan:simulated:persona'
const EXCHANGE_GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange'
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token'
const WITHIN_MS = 5_000
const MOST_BYTES = 65_536
/** A page that is reloaded again and again must not keep eighteen providers busy. */
const KEPT_MS = 60_000

/** `folder` is the region's settings folder; `monotonic` milliseconds. */
export function readPersonas(folder: string, monotonic: () => number): Personas {
  const personas = z.array(persona).parse(readJson(folder, 'personas.json'))
  const partners = z.array(partner).parse(readJson(folder, 'partners.json'))
  let kept: { readonly at: number; readonly all: Promise<readonly SignedIn[]> } | null = null

  async function signIn({ tokenEndpoint, ...who }: Persona): Promise<SignedIn> {
    return { ...who, token: await askToken(tokenEndpoint, { grant_type: PERSONA_GRANT, persona: who.id }) }
  }

  return {
    signedIn() {
      if (kept !== null && monotonic() - kept.at < KEPT_MS) return kept.all
      const all = Promise.all(personas.map(signIn))
      kept = { at: monotonic(), all }
      all.catch(() => {
        kept = null
      })
      return all
    },
    async through(application, personaId) {
      const acting = partners.find(({ id }) => id === application)
      const found = personas.find(({ id }) => id === personaId)
      if (!acting || !found) throw new Error(`the region has no ${application} for ${personaId}`)
      const own = await signIn(found)
      const token = await askToken(found.tokenEndpoint, {
        grant_type: EXCHANGE_GRANT,
        client_id: acting.id,
        client_secret: acting.secret,
        subject_token: own.token,
        subject_token_type: ACCESS_TOKEN,
      })
      return { ...own, token }
    },
  }
}

async function askToken(endpoint: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const url = new URL(endpoint)
  const agent = createAgent(url, 1)
  try {
    const { status, body } = await exchange({
      url,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
      accept: ['application/json'],
      maxBodyBytes: MOST_BYTES,
      signal: AbortSignal.timeout(WITHIN_MS),
      agent,
    })
    if (status !== 200) throw new Error(`an identity provider refused to sign in (${status})`)
    return tokenAnswer.parse(body).access_token
  } finally {
    agent.destroy()
  }
}

const readJson = (folder: string, name: string): unknown =>
  JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown
