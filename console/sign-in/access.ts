// The access token to ask with: renewed shortly before it ends, once for however many requests come at that moment.
import type { Oidc, Provider } from './oidc.js'
import type { Session, Sessions } from '../sessions/sessions.js'

export type Access =
  | { readonly kind: 'TOKEN'; readonly session: Session }
  /** The person must sign in again. */
  | { readonly kind: 'ENDED' }
  /** The provider cannot be asked, and the token is over. */
  | { readonly kind: 'UNREACHABLE' }

export interface Accesses {
  /** `refused`: the gateway did not take the one there is, so it is renewed whatever its clock says. */
  of(token: string, session: Session, refused?: boolean): Promise<Access>
}

export interface AccessDeps {
  readonly sessions: Sessions
  readonly oidc: Oidc
  readonly providers: ReadonlyMap<string, Provider>
  readonly now: () => Date
}

const BEFORE_MS = 60_000

export function createAccesses({ sessions, oidc, providers, now }: AccessDeps): Accesses {
  const renewing = new Map<string, Promise<Access>>()

  async function renew(token: string, session: Session): Promise<Access> {
    const provider = providers.get(session.provider)
    if (provider === undefined || session.refresh === null) return { kind: 'ENDED' }
    const answer = await oidc.renew(provider, session.refresh)
    if (answer.kind === 'RENEWED') {
      const renewed = { ...session, ...answer.tokens }
      await sessions.change(token, renewed)
      return { kind: 'TOKEN', session: renewed }
    }
    // Another replica may have used the refresh token a moment ago: then the row has the tokens that it was given.
    const kept = await sessions.use(token, false)
    if (kept !== null && kept.refresh !== session.refresh) return { kind: 'TOKEN', session: kept }
    return answer.kind === 'REFUSED' ? { kind: 'ENDED' } : { kind: 'UNREACHABLE' }
  }

  return {
    async of(token, session, refused = false) {
      const left = session.accessUntil - now().getTime()
      if (!refused && left > BEFORE_MS) return { kind: 'TOKEN', session }
      let under = renewing.get(token)
      if (under === undefined) {
        under = renew(token, session).finally(() => renewing.delete(token))
        renewing.set(token, under)
      }
      const access = await under
      // A provider that is away for a moment takes nothing from whoever has a token that still holds.
      return access.kind === 'UNREACHABLE' && !refused && left > 0 ? { kind: 'TOKEN', session } : access
    },
  }
}
