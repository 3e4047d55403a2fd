// From the bytes of the gateway's answer to what came of the call.
import { ERROR_CODES } from './generated/errors.js'
import type { ErrorCode } from './generated/errors.js'
import { parsed } from './exchange.js'
import type { Received } from './exchange.js'
import { fits, isObject, misfit } from './fits.js'
import type { Operation, OperationKind } from './operation.js'
import { unreachable } from './outcome.js'
import type { Call, NotGiven, Refused, Unreachable } from './outcome.js'

type Members = Readonly<Record<string, unknown>>

export function readAnswer<Data, Variables>(
  received: Received,
  operation: Operation<Data, Variables, OperationKind>,
): Call<Data> {
  const body = parsed(received.text)
  if (!isObject(body) || !(isObject(body['data']) || Array.isArray(body['errors'])))
    return unreachable('NOT_UNDERSTOOD', `No answer of a gateway came (status ${received.status}).`)
  const correlationId = received.header('x-correlation-id')
  return readResult(body, operation, { status: received.status, correlationId, retryAfterSeconds: waitOf(received) })
}

type Around = Pick<Refused, 'correlationId' | 'retryAfterSeconds'> & { readonly status: number | null }

/** `status`: null where there is none, as over a connection that stays open. */
export function readResult<Data, Variables>(
  result: Members,
  operation: Operation<Data, Variables, OperationKind>,
  around: Around,
): Call<Data> {
  const { data = null } = result
  const errors = Array.isArray(result['errors']) ? result['errors'].map(errorIn) : []
  if (errors.some(error => error === null)) return notCoded
  const known = errors.flatMap(error => error ?? [])
  if (data === null) {
    const [error] = known
    return error === undefined ? notCoded : refusedFor(error, around)
  }
  if (!fits(data, operation)) {
    const place = misfit(operation.shape, data, 'data') ?? ''
    return unreachable('NOT_UNDERSTOOD', `The answer is not what ${operation.name} asks for: ${place}.`)
  }
  const notGiven = known.map(({ code, message, path }): NotGiven => ({ code, message, path }))
  return { is: 'ANSWERED', data, notGiven, correlationId: around.correlationId }
}

const notCoded = unreachable('NOT_UNDERSTOOD', 'An error without a code that this client knows: is it up to date?')

interface Coded {
  readonly code: ErrorCode
  readonly message: string
  readonly path: readonly (string | number)[]
  readonly extensions: Members
}

function errorIn(error: unknown): Coded | null {
  if (!isObject(error)) return null
  const { message, path = [], extensions } = error
  if (typeof message !== 'string' || !isPath(path) || !isObject(extensions)) return null
  const { code } = extensions
  return isCode(code) ? { code, message, path, extensions } : null
}

const isCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(ERROR_CODES, code)

const isPath = (path: unknown): path is (string | number)[] =>
  Array.isArray(path) && path.every(part => typeof part === 'string' || typeof part === 'number')

/** For the errors of a message that has no body around them. */
export function readErrors(errors: readonly unknown[], around: Around): Refused | Unreachable {
  const [error = null] = errors.map(errorIn)
  return error === null ? notCoded : refusedFor(error, around)
}

function refusedFor({ code, message, extensions }: Coded, around: Around): Refused | Unreachable {
  const refusal = { is: 'REFUSED', message, ...around, status: around.status ?? ERROR_CODES[code] } as const
  if (code !== 'HUB_RULE') return { ...refusal, code }
  const { rule, field = null, words } = extensions
  const { en, cy } = isObject(words) ? words : {}
  if (typeof rule !== 'string' || typeof en !== 'string' || typeof cy !== 'string') return notCoded
  return { ...refusal, code, rule, field: typeof field === 'string' ? field : null, words: { en, cy } }
}

/** Seconds. The gateway sends no dates; one of a proxy's is taken for no word. */
function waitOf({ header }: Received): number | null {
  const text = header('retry-after') ?? ''
  return /^\d{1,6}$/.test(text) ? Number(text) : null
}
