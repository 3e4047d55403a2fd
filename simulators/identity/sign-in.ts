// Signs personas and applications in over HTTP, as the explorer, a partner's software and tests do.
import { EXCHANGE_GRANT, EXPLORER, PERSONA_GRANT } from './provider.js'
import type { ProviderPlan } from './providers.js'

export interface SignIn {
  /** A token of the persona, in the explorer or through an application that acts for them. `life` in seconds, at most 900. */
  tokenFor(persona: string, options?: { readonly application?: string; readonly life?: number }): Promise<string>
  /** A token of an application that acts for nobody. */
  applicationToken(application: string): Promise<string>
  /** Where the persona signs in. Throws for an unknown persona. */
  tokenEndpointOf(persona: string): string
}

export function createSignIn(
  plans: readonly ProviderPlan[],
  urlOf: (provider: string) => string,
  secrets: ReadonlyMap<string, string>,
): SignIn {
  function tokenEndpointOf(persona: string): string {
    const plan = plans.find(each => each.personas.some(({ id }) => id === persona))
    if (plan === undefined) throw new Error(`the region has no persona ${persona}`)
    return `${urlOf(plan.id)}/token`
  }
  const client = (application: string): Record<string, string> => ({
    client_id: application,
    client_secret: secrets.get(application) ?? '',
  })

  return {
    tokenEndpointOf,
    async tokenFor(persona, { application = EXPLORER, life } = {}) {
      const endpoint = tokenEndpointOf(persona)
      const lived = life === undefined ? {} : { life: String(life) }
      const own = await ask(endpoint, { grant_type: PERSONA_GRANT, persona, ...lived })
      if (application === EXPLORER) return own
      return ask(endpoint, {
        grant_type: EXCHANGE_GRANT,
        ...client(application),
        subject_token: own,
        subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      })
    },
    async applicationToken(application) {
      const hub = plans.find(({ agency }) => agency === 'HUB')
      if (hub === undefined) throw new Error('the region has no hub')
      return ask(`${urlOf(hub.id)}/token`, { grant_type: 'client_credentials', ...client(application) })
    },
  }
}

async function ask(endpoint: string, fields: Record<string, string>): Promise<string> {
  const response = await fetch(endpoint, { method: 'POST', body: new URLSearchParams(fields) })
  const body = (await response.json()) as { access_token?: string; error?: string }
  if (body.access_token === undefined) throw new Error(`sign-in refused: ${body.error ?? String(response.status)}`)
  return body.access_token
}
