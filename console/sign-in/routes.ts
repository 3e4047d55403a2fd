// Signing in: choose an agency, go to its provider, come back with a new session. Signing out ends the row.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Api } from '../api/ask.js'
import { CSRF_FIELD } from '../server/form-token.js'
import type { Cookies } from '../server/cookies.js'
import { localPath } from '../server/origin.js'
import type { ShowProblem } from '../server/problems.js'
import type { Render, RenderDeps } from '../server/render.js'
import type { Sessions } from '../sessions/sessions.js'
import { FLOW_SECONDS, type Flows } from './flow.js'
import { viewerQuery } from './generated/viewer.js'
import type { Identity, Oidc, Provider } from './oidc.js'

export interface SignInDeps extends Pick<RenderDeps, 'translate' | 'languages'> {
  readonly providers: ReadonlyMap<string, Provider>
  readonly oidc: Oidc
  readonly flows: Flows
  readonly sessions: Sessions
  readonly cookies: Cookies
  readonly api: Api
  readonly render: Render
  readonly showProblem: ShowProblem
  /** The console's own origin. */
  readonly origin: () => string
}

const WITHIN_MS = 10_000

export function addSignIn(server: FastifyInstance, deps: SignInDeps): void {
  const { providers, oidc, flows, sessions, cookies, render, showProblem, languages, translate } = deps
  const callback = (): string => `${deps.origin()}/sign-in/callback`
  const asked = (request: FastifyRequest): URLSearchParams => new URL(request.url, deps.origin()).searchParams

  const page = (request: FastifyRequest, reply: FastifyReply, view: string, values: object): FastifyReply => {
    const title = translate(languages.of(request), 'sign-in')(`${view}.title`)
    return render(request, reply, { area: 'sign-in', view: `sign-in/${view}.njk`, title, values, session: null })
  }

  server.get('/sign-in', (request, reply) => {
    const language = languages.of(request)
    const to = localPath(asked(request).get('to'))
    const choices = [...providers.values()].map(({ id, name }) => ({
      text: name[language],
      href: `/sign-in/at/${id}?${new URLSearchParams({ to }).toString()}`,
    }))
    return page(request, reply, 'choose', { choices, keptForm: asked(request).get('kept') === '1' })
  })

  server.get<{ Params: { provider: string } }>('/sign-in/at/:provider', async (request, reply) => {
    const provider = providers.get(request.params.provider)
    if (provider === undefined) return reply.callNotFound()
    try {
      const { to, leaving } = await oidc.leave(provider, callback())
      const flow = flows.seal({ ...leaving, provider: provider.id, to: localPath(asked(request).get('to')) })
      cookies.write(reply, 'flow', flow, FLOW_SECONDS)
      return await reply.redirect(to, 303)
    } catch {
      return showProblem(request, reply, { about: 'SIGN_IN_UNAVAILABLE', code: 'SIGN_IN_UNAVAILABLE', status: 503 })
    }
  })

  server.get('/sign-in/callback', async (request, reply) => {
    const flow = flows.open(cookies.read(request, 'flow'))
    cookies.clear(reply, 'flow')
    const provider = flow === null ? undefined : providers.get(flow.provider)
    const failed = { about: 'SIGN_IN_FAILED', code: 'SIGN_IN_FAILED', status: 400 } as const
    if (flow === null || provider === undefined) return showProblem(request, reply, failed)
    let identity: Identity
    try {
      identity = await oidc.arrive(provider, new URL(request.url, deps.origin()), flow)
    } catch {
      return showProblem(request, reply, failed)
    }
    return arrived(request, reply, provider, identity, flow.to)
  })

  /** The gateway says who it takes them for; then they have a session that nobody can have known before. */
  async function arrived(
    request: FastifyRequest,
    reply: FastifyReply,
    provider: Provider,
    { subject, name, ...tokens }: Identity,
    to: string,
  ): Promise<FastifyReply> {
    const signal = AbortSignal.timeout(WITHIN_MS)
    const answer = await deps.api.ask(viewerQuery, {}, { token: tokens.access, signal })
    if (answer.kind === 'UNREACHABLE')
      return showProblem(request, reply, { about: 'GATEWAY_UNREACHABLE', code: 'GATEWAY_UNREACHABLE', status: 503 })
    if (answer.kind === 'REFUSED')
      return showProblem(request, reply, {
        ...{ about: 'SIGN_IN_NOT_ACCEPTED', code: answer.code, status: 403, number: answer.correlationId },
      })
    const { role, agency, organisation } = answer.data.viewer
    const before = cookies.read(request, 'session')
    if (before !== null) await sessions.end(before)
    const token = await sessions.begin({
      person: {
        issuer: provider.issuer,
        subject,
        name,
        role: role ?? '',
        agency: agency ?? '',
        organisation: organisation ?? '',
      },
      provider: provider.id,
      ...tokens,
    })
    cookies.write(reply, 'session', token)
    return reply.redirect(to, 303)
  }

  server.post('/sign-out', async (request, reply) => {
    const token = cookies.read(request, 'session')
    const session = token === null ? null : await sessions.use(token)
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
    if (session !== null && form.get(CSRF_FIELD) !== session.csrf)
      return showProblem(request, reply, { about: 'FORM_REFUSED', code: 'FORM_REFUSED', status: 403 }, session)
    if (token !== null) await sessions.end(token)
    cookies.clear(reply, 'session')
    return reply.redirect('/signed-out', 303)
  })

  server.get('/signed-out', (request, reply) => page(request, reply, 'signed-out', {}))
}
