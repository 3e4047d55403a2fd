// The addresses: every page of the registry, the pages for everybody, the way to one's start page, and whether it is alive.
import type { FastifyInstance } from 'fastify'
import type { Sessions } from '../sessions/sessions.js'
import type { Cookies } from './cookies.js'
import type { Page, PublicPage } from './page.js'
import type { Render, RenderDeps } from './render.js'
import type { Handle } from './visits.js'

export interface RouteDeps extends Pick<RenderDeps, 'translate' | 'languages'> {
  readonly pages: readonly Page[]
  readonly publicPages: readonly PublicPage[]
  readonly handle: Handle
  readonly sessions: Sessions
  readonly cookies: Cookies
  readonly render: Render
  readonly startOf: (role: string) => string
}

export function addPages(server: FastifyInstance, deps: RouteDeps): void {
  const { pages, publicPages, handle, sessions, cookies, render, translate, languages, startOf } = deps
  for (const page of pages) {
    server.get(page.path, (request, reply) => handle(page, request, reply, null))
    if (page.post === undefined) continue
    server.post(page.path, (request, reply) =>
      handle(page, request, reply, request.body instanceof URLSearchParams ? request.body : new URLSearchParams()),
    )
  }
  for (const { name, path, view } of publicPages) {
    server.get(path, async (request, reply) => {
      const token = cookies.read(request, 'session')
      const session = token === null ? null : await sessions.use(token)
      const title = translate(languages.of(request), name)('title')
      return render(request, reply, { area: name, view, title, values: {}, session })
    })
  }
  server.get('/', async (request, reply) => {
    const token = cookies.read(request, 'session')
    const session = token === null ? null : await sessions.use(token)
    return reply.redirect(session === null ? '/sign-in' : startOf(session.person.role), 303)
  })
  server.get('/health', (_request, reply) => reply.type('text/plain').send('ok'))
}
