// Puts a view into the frame that every page has: language, menu, who is signed in.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Label } from '../api/labels.js'
import { navigation } from '../pages/navigation.js'
import { personKey } from '../sessions/drafts.js'
import type { Session } from '../sessions/sessions.js'
import { createDates } from '../words/dates.js'
import type { Language } from '../words/shape.js'
import type { Translate } from '../words/translate.js'
import type { FormTokens } from './form-token.js'
import type { Languages } from './language.js'
import type { Views } from './views.js'

export interface RenderDeps {
  readonly views: Views
  readonly translate: (language: Language, area: string) => Translate
  readonly languages: Languages
  readonly assets: string
  readonly formTokens: FormTokens
  readonly now: () => Date
}

export interface ToRender {
  /** Whose words it speaks. */
  readonly area: string
  readonly view: string
  readonly title: string
  readonly values: object
  readonly session: Session | null
  readonly label?: Label
  /** What was typed before is in the form again, or waits for one. */
  readonly kept?: 'AGAIN' | 'WAITS' | null
}

export type Render = (request: FastifyRequest, reply: FastifyReply, what: ToRender) => FastifyReply

/** Renders views of one answer: its frame is the same for each of them. */
export type Rendering = (
  request: FastifyRequest,
  what: Omit<ToRender, 'view' | 'values'>,
) => (view: string, values: object) => string

export function createRendering(deps: RenderDeps): Rendering {
  const { views, translate, languages, assets, formTokens, now } = deps
  return (request, { area, title, session, label, kept = null }) => {
    const language = languages.of(request)
    const [path = '/'] = request.url.split('?')
    const menuWords = translate(language, 'navigation')
    const frame = {
      language,
      t: translate(language, area),
      dates: createDates(language, now()),
      label: label ?? null,
      title,
      assets,
      kept,
      session: session === null ? null : { name: session.person.name, csrf: session.csrf },
      form: session === null ? null : formTokens.seal({ person: personKey(session.person), path }),
      menu: navigation
        .filter(({ roles }) => session !== null && roles.includes(session.person.role))
        .map(({ name, href }) => ({ href, text: menuWords(name), current: path === href })),
      // A form that was sent is not asked for again in the other language: its page is.
      here: request.method === 'GET' ? request.url : path,
    }
    return (view, values) => {
      const taken = Object.keys(values).filter(key => Object.hasOwn(frame, key))
      if (taken.length > 0) throw new Error(`Values of ${view} have names that the frame uses: ${taken.join(', ')}`)
      return views.render(view, { ...values, ...frame })
    }
  }
}

/** What every page's answer says of itself. */
export const pageHeaders = (reply: FastifyReply, language: Language): FastifyReply =>
  reply
    .header('content-language', language)
    .header('vary', 'cookie, accept-language, accept-encoding')
    .type('text/html; charset=utf-8')

export function createRender(rendering: Rendering, { languages }: Pick<RenderDeps, 'languages'>): Render {
  return (request, reply, what) =>
    pageHeaders(reply, languages.of(request)).send(rendering(request, what)(what.view, what.values))
}
