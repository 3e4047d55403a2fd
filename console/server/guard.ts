// What holds for every request, whichever page it is for: headers, where forms come from, and what is said of faults.
import type { FastifyError, FastifyInstance } from 'fastify'
import { addHeaders } from './headers.js'
import type { Log } from './log.js'
import { isOurs } from './origin.js'
import type { ShowProblem } from './problems.js'

export interface GuardDeps {
  readonly secure: boolean
  readonly origin: () => string
  readonly showProblem: ShowProblem
  readonly log: Log
}

const FORM = 'application/x-www-form-urlencoded'

export function guardServer(server: FastifyInstance, { secure, origin, showProblem, log }: GuardDeps): void {
  // Forms are all that is sent here; what comes as anything else is not read.
  server.removeAllContentTypeParsers()
  server.addContentTypeParser(FORM, { parseAs: 'string' }, (_request, body, done) => {
    done(null, new URLSearchParams(body.toString()))
  })
  server.addHook('onRequest', async (request, reply) => {
    addHeaders(reply, secure)
    if (request.method === 'GET' || request.method === 'HEAD') return undefined
    const sent = { origin: request.headers.origin, fetchSite: header(request.headers['sec-fetch-site']) }
    if (isOurs(sent, origin())) return undefined
    return showProblem(request, reply, { about: 'FORM_REFUSED', code: 'ORIGIN_REFUSED', status: 403 })
  })
  server.setNotFoundHandler((request, reply) =>
    showProblem(request, reply, { about: 'PAGE_NOT_FOUND', code: 'PAGE_NOT_FOUND', status: 404 }),
  )
  server.setErrorHandler<FastifyError>((error, request, reply) => {
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
      return showProblem(request, reply, { about: 'FORM_TOO_LARGE', code: 'FORM_TOO_LARGE', status: 413 })
    if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
      return showProblem(request, reply, { about: 'FORM_REFUSED', code: 'FORM_REFUSED', status: 415 })
    // The stack names places of the program; the message could name a value and stays out.
    const stack = (error.stack ?? '')
      .split('\n')
      .filter(line => /^\s+at /.test(line))
      .slice(0, 8)
      .join('\n')
    log.error({ number: request.id, kind: error.name, code: error.code ?? null, stack }, 'a page failed')
    return showProblem(request, reply, { about: 'INTERNAL', code: 'INTERNAL', status: 500 })
  })
}

const header = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(',') : value
