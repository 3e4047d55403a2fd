// The table of faults: what a system does, and the reasons that may be given for it. A row with more than one reason is
// one the wire cannot tell apart.
import type { AnswerReason } from '../../src/types/index.js'
import type { ScopedFault } from '../../simulators/kit/faults.js'

export interface FaultRow {
  readonly name: string
  readonly fault: ScopedFault
  readonly reasons: readonly AnswerReason[]
  /** Only for systems with a token endpoint. */
  readonly signIn?: boolean
}

const CUT: readonly AnswerReason[] = ['MALFORMED', 'UNREACHABLE']

export const FAULTS: readonly FaultRow[] = [
  { name: 'answers too late', fault: { kind: 'latency', ms: 2_000 }, reasons: ['TIMED_OUT'] },
  { name: 'never answers', fault: { kind: 'hang' }, reasons: ['TIMED_OUT'] },
  { name: 'stops in the middle of the body', fault: { kind: 'hang-body' }, reasons: ['TIMED_OUT'] },
  { name: 'sends a byte at a time', fault: { kind: 'drip', msPerByte: 25 }, reasons: ['TIMED_OUT'] },
  { name: 'breaks off before the body', fault: { kind: 'cut', at: 0 }, reasons: CUT },
  { name: 'breaks off after a byte', fault: { kind: 'cut', at: 1 }, reasons: CUT },
  { name: 'breaks off within the body', fault: { kind: 'cut', at: 60 }, reasons: CUT },
  { name: 'breaks off a byte before the end', fault: { kind: 'cut', at: Number.MAX_SAFE_INTEGER }, reasons: CUT },
  { name: 'answers 401', fault: { kind: 'status', status: 401 }, reasons: ['REFUSED'] },
  { name: 'answers 403', fault: { kind: 'status', status: 403 }, reasons: ['REFUSED'] },
  {
    name: 'answers 404 without its own words',
    fault: { kind: 'status', status: 404, html: true },
    reasons: ['SOURCE_ERROR', 'MALFORMED'],
  },
  { name: 'answers 429', fault: { kind: 'status', status: 429, retryAfter: 60 }, reasons: ['RATE_LIMITED'] },
  { name: 'answers 500', fault: { kind: 'status', status: 500 }, reasons: ['SOURCE_ERROR'] },
  { name: 'answers 503', fault: { kind: 'status', status: 503 }, reasons: ['SOURCE_ERROR'] },
  {
    name: 'answers 503 with a web page',
    fault: { kind: 'status', status: 503, html: true },
    reasons: ['SOURCE_ERROR'],
  },
  { name: 'answers 200 with a web page', fault: { kind: 'html' }, reasons: ['MALFORMED'] },
  { name: 'answers 200 with an empty object', fault: { kind: 'json', body: {} }, reasons: ['MALFORMED'] },
  { name: 'answers 200 with null', fault: { kind: 'json', body: null }, reasons: ['MALFORMED'] },
  { name: 'sends three megabytes', fault: { kind: 'oversize', bytes: 3_000_000 }, reasons: ['MALFORMED'] },
  { name: 'compresses unasked', fault: { kind: 'gzip' }, reasons: ['MALFORMED'] },
  { name: 'refuses connections', fault: { kind: 'refuse' }, reasons: ['UNREACHABLE'] },
  {
    name: 'never lets it sign in',
    fault: { kind: 'hang', path: '/oauth2/token', tokens: true },
    reasons: ['TIMED_OUT'],
    signIn: true,
  },
  {
    name: 'refuses its sign-in',
    fault: { kind: 'status', status: 401, path: '/oauth2/token', tokens: true },
    reasons: ['REFUSED'],
    signIn: true,
  },
]

/** Faults that pass: one more try, inside the deadline, brings the whole answer. */
export const PASSING: readonly FaultRow[] = [
  { name: 'answers 401 once, its token revoked', fault: { kind: 'status', status: 401, times: 1 }, reasons: [] },
  { name: 'answers 503 once', fault: { kind: 'status', status: 503, times: 1 }, reasons: [] },
]
