// A request for a page of somebody who is signed in: from the cookie to what is shown.
import { timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Api, Asked, AskOptions } from '../api/ask.js'
import type { Document } from '../api/document.js'
import type { Labels } from '../api/labels.js'
import { personKey, type Drafts } from '../sessions/drafts.js'
import type { Session, Sessions } from '../sessions/sessions.js'
import type { Accesses } from '../sign-in/access.js'
import { createDates } from '../words/dates.js'
import type { Cookies } from './cookies.js'
import { CSRF_FIELD, FORM_FIELD, typed, type FormTokens } from './form-token.js'
import type { Page, Shown, Visit } from './page.js'
import { problemOf, type ShowProblem } from './problems.js'
import type { Render, RenderDeps } from './render.js'
import type { Said } from './said.js'
import type { Streaming } from './stream.js'

export interface VisitDeps extends Pick<RenderDeps, 'translate' | 'languages' | 'now'> {
  readonly api: Api
  readonly labels: Labels
  readonly sessions: Sessions
  readonly drafts: Drafts
  readonly accesses: Accesses
  readonly cookies: Cookies
  readonly formTokens: FormTokens
  readonly said: Said
  readonly render: Render
  readonly streaming: Streaming
  readonly showProblem: ShowProblem
}

export type Handle = (
  page: Page,
  request: FastifyRequest,
  reply: FastifyReply,
  form: URLSearchParams | null,
) => Promise<FastifyReply>

/** The sign-in is over: thrown past the page, which has nothing to say to it. */
class SignInEnded extends Error {}

const WITHIN_MS = 20_000

export function createHandle(deps: VisitDeps): Handle {
  const { sessions, drafts, cookies, formTokens, showProblem } = deps

  /** To the sign-in and back here; what was typed is kept for whoever saw the form. */
  async function signInAgain(
    request: FastifyRequest,
    reply: FastifyReply,
    form: URLSearchParams | null,
  ): Promise<FastifyReply> {
    const seen = form === null ? null : formTokens.open(form.get(FORM_FIELD))
    if (form !== null && seen !== null) await drafts.keep(seen.person, seen.path, typed(form))
    cookies.clear(reply, 'session')
    const back = seen?.path ?? (request.method === 'GET' ? request.url : '/')
    return reply.redirect(
      `/sign-in?${new URLSearchParams({ to: back, ...(seen === null ? {} : { kept: '1' }) }).toString()}`,
      303,
    )
  }

  return async (page, request, reply, form) => {
    const part = request.headers['x-part'] === 'live'
    const token = cookies.read(request, 'session')
    const session = token === null ? null : await sessions.use(token, !part)
    if (token === null || session === null) return signInAgain(request, reply, form)
    if (form !== null && !same(form.get(CSRF_FIELD) ?? '', session.csrf))
      return showProblem(request, reply, { about: 'FORM_REFUSED', code: 'FORM_REFUSED', status: 403 }, session)
    try {
      return await signedIn(deps, page, { request, reply, token, session, form, part })
    } catch (error) {
      if (!(error instanceof SignInEnded)) throw error
      await sessions.end(token)
      return signInAgain(request, reply, form)
    }
  }
}

interface SignedIn {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly token: string
  readonly session: Session
  readonly form: URLSearchParams | null
  readonly part: boolean
}

async function signedIn(
  deps: VisitDeps,
  page: Page,
  { request, reply, token, session, form, part }: SignedIn,
): Promise<FastifyReply> {
  const { labels, drafts, languages, translate, now, render, showProblem } = deps
  const language = languages.of(request)
  const person = personKey(session.person)
  const [path = '/'] = request.url.split('?')
  const keep = async (): Promise<void> => {
    if (form !== null) await drafts.keep(person, path, typed(form))
  }
  const seen = form === null ? null : deps.formTokens.open(form.get(FORM_FIELD))
  const access = await deps.accesses.of(token, session)
  if (access.kind === 'ENDED') throw new SignInEnded()
  if (access.kind === 'UNREACHABLE') {
    await keep()
    return showProblem(
      request,
      reply,
      { about: 'SIGN_IN_UNAVAILABLE', code: 'SIGN_IN_UNAVAILABLE', status: 503 },
      session,
    )
  }
  const ask = asker(deps, token, access.session, AbortSignal.timeout(WITHIN_MS))
  const named = await labels.in(language, document => ask(document, {}))
  if (named.kind !== 'LABELS') {
    await keep()
    return showProblem(request, reply, problemOf(named), session)
  }
  const kept = form === null && page.post !== undefined ? await drafts.find(person, path) : null
  const visit: Visit = {
    ...{ person: session.person, language, now: now(), dates: createDates(language, now()), part, kept, ask },
    ...{ t: translate(language, page.name), label: named.label },
    params: paramsOf(request.params),
    query: deps.said.heard(request.url, token),
  }
  const shown: Shown =
    form === null || page.post === undefined ? await page.get(visit) : await page.post(visit, typed(form))
  switch (shown.kind) {
    case 'VIEW':
      if (shown.keeps === true) await keep()
      void reply.status(shown.status)
      return render(request, reply, {
        ...{ ...shown, area: page.name, session, label: named.label },
        kept: shown.keeps !== true ? (kept === null ? null : 'AGAIN') : kept === null && form === null ? null : 'WAITS',
      })
    case 'STREAM':
      return deps.streaming(request, reply, { ...shown, area: page.name, session, label: named.label })
    case 'GO':
      if (form !== null) await drafts.drop(person, path)
      // Drawn on another page than it was sent to, it is done with there as well.
      if (seen !== null && seen.person === person && seen.path !== path) await drafts.drop(person, seen.path)
      return reply.redirect(form === null ? shown.to : deps.said.seal(shown.to, token), 303)
    case 'PROBLEM':
      await keep()
      return showProblem(request, reply, problemOf(shown.failure), session)
    case 'NOT_FOUND':
      await keep()
      return showProblem(request, reply, { about: 'PAGE_NOT_FOUND', code: 'PAGE_NOT_FOUND', status: 404 }, session)
  }
}

/** Asks as the person; a token that the gateway does not take any more is renewed once. */
function asker({ api, accesses }: VisitDeps, token: string, session: Session, signal: AbortSignal): Visit['ask'] {
  let current = session
  return async <R, V>(document: Document<R, V>, variables: V, options: AskOptions = {}): Promise<Asked<R>> => {
    const asked = await api.ask(document, variables, { ...options, token: current.access, signal })
    if (asked.kind !== 'REFUSED' || asked.code !== 'UNAUTHENTICATED') return asked
    const access = await accesses.of(token, current, true)
    if (access.kind === 'UNREACHABLE') return { kind: 'UNREACHABLE' }
    if (access.kind === 'ENDED') throw new SignInEnded()
    current = access.session
    const again = await api.ask(document, variables, { ...options, token: current.access, signal })
    if (again.kind === 'REFUSED' && again.code === 'UNAUTHENTICATED') throw new SignInEnded()
    return again
  }
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const paramsOf = (params: unknown): Readonly<Record<string, string>> =>
  typeof params === 'object' && params !== null
    ? Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]))
    : {}
