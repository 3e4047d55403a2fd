// Which language somebody reads: the one they chose, else the one their browser asks for.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { LANGUAGES, type Language } from '../words/shape.js'
import type { Cookies } from './cookies.js'
import { localPath } from './origin.js'

export interface Languages {
  of(request: FastifyRequest): Language
  /** `/language/cy?to=/board`: chooses, and goes back to where one was. */
  add(server: FastifyInstance): void
}

const YEAR_SECONDS = 365 * 24 * 60 * 60
const known = (text: string | null | undefined): Language | null => LANGUAGES.find(one => one === text) ?? null

export function createLanguages(cookies: Cookies): Languages {
  return {
    of(request) {
      const chosen = known(cookies.read(request, 'language'))
      if (chosen !== null) return chosen
      const [first = ''] = (request.headers['accept-language'] ?? '').split(',')
      return known(first.trim().slice(0, 2).toLowerCase()) ?? 'en'
    },
    add(server) {
      server.get<{ Params: { to: string }; Querystring: { to?: string } }>('/language/:to', (request, reply) => {
        const language = known(request.params.to)
        if (language === null) return reply.callNotFound()
        cookies.write(reply, 'language', language, YEAR_SECONDS)
        const to = new URL(request.url, 'http://here.invalid').searchParams.get('to')
        return reply.redirect(localPath(to), 303)
      })
    },
  }
}
