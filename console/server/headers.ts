// What every answer tells the browser. Nothing runs or is shown that the console did not serve itself from a file.
import type { FastifyReply } from 'fastify'

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Not `no-referrer`: with it browsers send forms without their origin, which is what a form is known by.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'x-robots-tag': 'noindex',
  'cache-control': 'no-store',
}

const TWO_YEARS = 63_072_000

export function addHeaders(reply: FastifyReply, secure: boolean): void {
  void reply.headers(HEADERS)
  if (secure) void reply.header('strict-transport-security', `max-age=${String(TWO_YEARS)}; includeSubDomains`)
}
