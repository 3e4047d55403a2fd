// OpenID Connect with the agencies' providers: authorization code with PKCE, state and nonce, all three checked by the
// library, and the issuer named on the way back where the provider says that it names it.
import * as client from 'openid-client'
import type { ConsoleSettings } from '../settings.js'

export type Provider = ConsoleSettings['providers'][number]

/** What is remembered between leaving for the provider and coming back. */
export interface Leaving {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

export interface Tokens {
  readonly access: string
  /** Milliseconds since 1970. */
  readonly accessUntil: number
  /** Null where the provider gives none: the person signs in again when the token ends. */
  readonly refresh: string | null
}

export interface Identity extends Tokens {
  readonly subject: string
  readonly name: string
}

export interface Oidc {
  /** Where to send the browser, and what to remember. Rejects where the provider cannot be reached. */
  leave(provider: Provider, callback: string): Promise<{ readonly to: string; readonly leaving: Leaving }>
  /** `back`: the address the browser came back to, whole. Rejects where anything does not fit. */
  arrive(provider: Provider, back: URL, leaving: Leaving): Promise<Identity>
  /** The next tokens: REFUSED where the provider will not renew; the person signs in again. */
  renew(
    provider: Provider,
    refresh: string,
  ): Promise<{ readonly kind: 'RENEWED'; readonly tokens: Tokens } | { readonly kind: 'REFUSED' | 'UNREACHABLE' }>
}

const WITHIN_SECONDS = 5
/** Of a token whose provider does not say how long it lives. */
const SHORT_SECONDS = 60

export function createOidc(now: () => Date): Oidc {
  const known = new Map<string, Promise<client.Configuration>>()

  /** What the provider says of itself, asked for once; what could not be had is asked for again. */
  function configurationOf({ id, issuer, clientId, clientSecret }: Provider): Promise<client.Configuration> {
    const found = known.get(id)
    if (found !== undefined) return found
    const url = new URL(issuer)
    const here = url.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname)
    const asking = client.discovery(url, clientId, {}, client.ClientSecretBasic(clientSecret), {
      timeout: WITHIN_SECONDS,
      // Simulated providers of this machine alone do without https. (The library marks the function so that it is noticed.)
      execute: here ? [client.allowInsecureRequests] : [],
    })
    known.set(id, asking)
    asking.catch(() => known.delete(id))
    return asking
  }

  function tokensOf(answer: client.TokenEndpointResponse, before: string | null): Tokens {
    const seconds = answer.expires_in ?? SHORT_SECONDS
    return {
      access: answer.access_token,
      accessUntil: now().getTime() + seconds * 1000,
      refresh: answer.refresh_token ?? before,
    }
  }

  return {
    async leave(provider, callback) {
      const configuration = await configurationOf(provider)
      const leaving = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      }
      const to = client.buildAuthorizationUrl(configuration, {
        redirect_uri: callback,
        scope: 'openid offline_access',
        state: leaving.state,
        nonce: leaving.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(leaving.verifier),
        code_challenge_method: 'S256',
      })
      return { to: to.href, leaving }
    },
    async arrive(provider, back, { state, nonce, verifier }) {
      const answer = await client.authorizationCodeGrant(await configurationOf(provider), back, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      })
      const claims = answer.claims()
      if (claims === undefined) throw new Error('no id token')
      const name = typeof claims['name'] === 'string' ? claims['name'] : claims.sub
      return { ...tokensOf(answer, null), subject: claims.sub, name }
    },
    async renew(provider, refresh) {
      try {
        const answer = await client.refreshTokenGrant(await configurationOf(provider), refresh)
        return { kind: 'RENEWED', tokens: tokensOf(answer, refresh) }
      } catch (error) {
        return { kind: error instanceof client.ResponseBodyError ? 'REFUSED' : 'UNREACHABLE' }
      }
    },
  }
}
