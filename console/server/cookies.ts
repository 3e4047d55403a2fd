// The console's cookies. Over https their names begin with __Host-, so that no neighbouring host can set them.
import type { FastifyReply, FastifyRequest } from 'fastify'

export type CookieName = 'session' | 'flow' | 'language'

export interface Cookies {
  read(request: FastifyRequest, name: CookieName): string | null
  /** `seconds`: left out, until the browser is closed. */
  write(reply: FastifyReply, name: CookieName, value: string, seconds?: number): void
  clear(reply: FastifyReply, name: CookieName): void
}

export function createCookies(secure: boolean): Cookies {
  const nameOf = (name: CookieName): string => `${secure ? '__Host-' : ''}hafan-${name}`
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
  return {
    read: (request, name) => request.cookies[nameOf(name)] ?? null,
    write(reply, name, value, seconds) {
      void reply.setCookie(nameOf(name), value, { ...options, ...(seconds === undefined ? {} : { maxAge: seconds }) })
    },
    clear(reply, name) {
      void reply.clearCookie(nameOf(name), options)
    },
  }
}
