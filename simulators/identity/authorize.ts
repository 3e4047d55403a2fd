// Signing in with a browser, as at any OpenID Connect provider: a page to choose an invented person on in place of a
// password, a code bound to its application, its return address and its PKCE challenge, good once and for a minute.
import { createHash, randomBytes } from 'node:crypto'
import type { SimRequest, SimResponse } from '../kit/system.js'
import type { Persona } from '../region/personas.js'
import { authorizePage } from './authorize-page.js'

export interface Granted {
  readonly persona: Persona
  readonly application: string
  readonly nonce: string | null
}

export interface Authorization {
  /** The page, or the way back with a code; null for any other request. */
  answer(request: SimRequest): SimResponse | null
  /** Whom a code stands for; null where it was used, is too old, or anything of it does not fit. */
  redeem(form: URLSearchParams, application: string, now: Date): Granted | null
}

export interface AuthorizationOptions {
  readonly personas: ReadonlyMap<string, Persona>
  /** Applications that sign persons in; and where each may be sent back to. */
  readonly mayReturnTo: (application: string, address: string) => boolean
}

const CODE_MS = 60_000

interface Kept extends Granted {
  readonly challenge: string
  readonly returnTo: string
  readonly until: number
}

export function createAuthorization({ personas, mayReturnTo }: AuthorizationOptions): Authorization {
  const codes = new Map<string, Kept>()

  function answer(request: SimRequest): SimResponse | null {
    if (request.path !== '/authorize') return null
    const asked = request.method === 'POST' ? new URLSearchParams(request.body) : request.query
    const returnTo = asked.get('redirect_uri') ?? ''
    // Until this holds, nobody may be sent there, not even with an error.
    if (!mayReturnTo(asked.get('client_id') ?? '', returnTo))
      return plain(400, 'invalid_request: client or redirect_uri')
    const back = (fields: Readonly<Record<string, string>>): SimResponse => {
      const address = new URL(returnTo)
      const state = asked.get('state')
      for (const [name, value] of Object.entries({ ...fields, iss: request.origin }))
        address.searchParams.set(name, value)
      if (state !== null) address.searchParams.set('state', state)
      return { status: 303, headers: { location: address.href, 'cache-control': 'no-store' }, body: '' }
    }
    const challenge = asked.get('code_challenge') ?? ''
    if (asked.get('response_type') !== 'code') return back({ error: 'unsupported_response_type' })
    if (!/^[\w-]{43}$/.test(challenge) || asked.get('code_challenge_method') !== 'S256')
      return back({ error: 'invalid_request' })
    if (request.method !== 'POST') return html(authorizePage(asked, [...personas.values()], request.origin))
    const persona = personas.get(asked.get('persona') ?? '')
    if (persona === undefined) return back({ error: 'access_denied' })
    const code = randomBytes(24).toString('base64url')
    forgetOld(request.now)
    codes.set(code, {
      ...{ persona, challenge, returnTo },
      ...{ application: asked.get('client_id') ?? '', nonce: asked.get('nonce') },
      until: request.now.getTime() + CODE_MS,
    })
    return back({ code })
  }

  function forgetOld(now: Date): void {
    for (const [code, { until }] of codes) if (until < now.getTime()) codes.delete(code)
  }

  return {
    answer,
    redeem(form, application, now) {
      const kept = codes.get(form.get('code') ?? '')
      codes.delete(form.get('code') ?? '')
      if (kept === undefined || kept.until < now.getTime()) return null
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      const fits =
        kept.application === application && kept.returnTo === form.get('redirect_uri') && kept.challenge === challenge
      return fits ? kept : null
    },
  }
}

const plain = (status: number, body: string): SimResponse => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body,
})

const html = (body: string): SimResponse => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    // The form leads back to the application by a redirect, which a browser counts as the form's own target.
    'content-security-policy': "default-src 'none'; style-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  },
  body,
})
