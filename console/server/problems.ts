// Error pages: in the reader's language, with a code and what to do, and never with anything that was typed.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Failure } from '../api/ask.js'
import type { Session } from '../sessions/sessions.js'
import { isProblemCode, type ProblemCode } from '../words/problems.js'
import type { Render, RenderDeps } from './render.js'

export interface Problem {
  /** Whose words are shown. */
  readonly about: ProblemCode
  /** The code that is shown. */
  readonly code: string
  readonly status: number
  readonly number?: string | null
  /** The hub's own words for a rule of its that said no. */
  readonly words?: { readonly en: string; readonly cy: string } | null
}

export type ShowProblem = (
  request: FastifyRequest,
  reply: FastifyReply,
  problem: Problem,
  session?: Session | null,
) => FastifyReply

export function createShowProblem(
  render: Render,
  { translate, languages }: Pick<RenderDeps, 'translate' | 'languages'>,
): ShowProblem {
  return (request, reply, { about, code, status, number, words }, session = null) => {
    const language = languages.of(request)
    void reply.status(status)
    return render(request, reply, {
      area: 'problems',
      view: 'problem.njk',
      title: translate(language, 'problems')(`${about}.title`),
      values: { about, code, number: number ?? request.id, ruleWords: words?.[language] ?? null },
      session,
    })
  }
}

const STATUS: Readonly<Record<string, number>> = {
  PURPOSE_NOT_YOURS: 403,
  OPERATION_REFUSED: 403,
  ALERT_NOT_FOUND: 404,
  BUDGET_SPENT: 429,
  RATE_LIMITED: 429,
  OVERLOADED: 503,
  STORE_BUSY: 503,
  AUDIT_UNAVAILABLE: 503,
}

/** The gateway's failure as a page. */
export function problemOf(failure: Failure): Problem {
  switch (failure.kind) {
    case 'UNREACHABLE':
      return { about: 'GATEWAY_UNREACHABLE', code: 'GATEWAY_UNREACHABLE', status: 503 }
    case 'REFUSED': {
      const { code, correlationId, words, rule } = failure
      return {
        about: isProblemCode(code) ? code : 'REFUSED',
        code: rule ?? code,
        status: STATUS[code] ?? 502,
        ...{ number: correlationId, words },
      }
    }
  }
}
