// What the header and the claims of an access token may look like. What a claim may say is its issuer's row to allow (person.ts).
import { z } from 'zod'

/** Nothing invisible, no control, no direction mark, nothing unassigned or half a character; and no space but the plain one. */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/u

/**
 * Text that is what it looks like: two names that differ only in what nobody sees would be two people in the audit, and one in the
 * eyes of whoever reads it.
 */
const text = z
  .string()
  .min(1)
  .max(200)
  .refine(value => !HIDDEN.test(value) && value.trim() === value && value.normalize('NFC') === value)

const seconds = z.int().positive()
/** An ISO date, or a time with its offset; other text would be a post that is never held, or always. */
const moment = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .refine(value => !Number.isNaN(Date.parse(value)))
const post = z
  .strictObject({ kind: z.enum(['TEAM', 'AREA']), value: text, from: moment, to: moment.nullable() })
  .refine(({ from, to }) => to === null || Date.parse(to) >= Date.parse(from))
const absent = z.undefined().optional()

export const accessClaims = z
  .object({
    iss: text,
    aud: text,
    sub: text,
    jti: text,
    iat: seconds,
    exp: seconds,
    nbf: seconds.optional(),
    azp: text,
    client_id: text.optional(),
    /** RFC 8693: who acts for the person. Only one, and the application itself: a chain would leave open which of them asks. */
    act: z.strictObject({ sub: text }).optional(),
    /** Bound to a sender (RFC 7800), of whom no proof is asked here: without it the token would be anybody's. */
    cnf: absent,
    /** Says who may be given a token, and so stands in tokens for exchange only. */
    may_act: absent,
    role: text.optional(),
    agency: text.optional(),
    organisation: text.optional(),
    staffRef: text.optional(),
    posts: z.array(post).max(50).default([]),
    secondedFrom: text.nullable().default(null),
    vetting: text.nullable().default(null),
    clearance: z.array(text).max(20).default([]),
  })
  .refine(({ iat, exp, nbf }) => exp > iat && (nbf === undefined || nbf < exp))
  .refine(({ azp, client_id, act }) => (client_id ?? azp) === azp && (act?.sub ?? azp) === azp)
export type AccessClaims = z.output<typeof accessClaims>

/** These three and no other: every further member (jku, jwk, x5u, x5c, x5t, crit, b64, zip, cty, enc) changes how a token is to be read. */
export const accessHeader = z.strictObject({ alg: text, typ: text, kid: text })
