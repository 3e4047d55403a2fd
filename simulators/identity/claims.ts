// What a token of the simulated identity providers says. Times are the provider's clock; a token lives at most 15 minutes.
import { randomUUID } from 'node:crypto'
import type { Persona } from '../region/personas.js'

/** The audience of every token: the gateway, and nothing else. */
export const AUDIENCE = 'hafan-gateway'
/** The longest life of a token, in seconds. */
export const LONGEST_LIFE = 900

export interface TokenClaims {
  readonly iss: string
  readonly aud: string
  readonly sub: string
  readonly iat: number
  readonly exp: number
  readonly jti: string
  readonly azp: string
  readonly [claim: string]: unknown
}

interface Frame {
  readonly issuer: string
  /** The application the person signed in to, or that acts for them. */
  readonly application: string
  readonly now: Date
  /** Seconds; shortened to the longest life. */
  readonly life?: number
}

/** Claims of an application that acts for nobody: no role, no agency, so no child. */
export function applicationClaims(frame: Frame): TokenClaims {
  return { ...framed(frame), sub: frame.application }
}

/** Claims of a signed-in person. What the role does not carry (secondment, vetting) is left out, as real providers do. */
export function personClaims(persona: Persona, frame: Frame): TokenClaims {
  return {
    ...framed(frame),
    sub: persona.id,
    name: persona.name,
    role: persona.role,
    agency: agencyKind(persona.agency),
    organisation: persona.organisation,
    staffRef: persona.staffRef,
    posts: persona.posts,
    ...(persona.secondedFrom === null ? {} : { secondedFrom: persona.secondedFrom }),
    ...(persona.vetting === null ? {} : { vetting: persona.vetting }),
    clearance: persona.clearance,
  }
}

/** `social-care` and `SOCIAL_CARE` alike as `SOCIAL_CARE`, the gateway's word. */
export const agencyKind = (agency: string): string => agency.toUpperCase().replaceAll('-', '_')

function framed({ issuer, application, now, life = LONGEST_LIFE }: Frame): TokenClaims {
  const iat = Math.floor(now.getTime() / 1000)
  const exp = iat + Math.min(life, LONGEST_LIFE)
  return { iss: issuer, aud: AUDIENCE, sub: '', iat, exp, jti: randomUUID(), azp: application }
}
