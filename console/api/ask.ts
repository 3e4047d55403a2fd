// The one place where the console calls the gateway: as the person signed in, and with no right of its own.
import { z } from 'zod'
import type { Document } from './document.js'

const bilingual = z.object({ en: z.string(), cy: z.string() })
const finding = z.object({ kind: z.string(), field: z.string(), from: z.number(), until: z.number() })
const errorShape = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z
    .looseObject({
      code: z.string(),
      rule: z.string().optional(),
      // Null of a rule that is about the whole.
      field: z.string().nullish(),
      words: bilingual.optional(),
      findings: z.array(finding).optional(),
      coordinate: z.string().optional(),
      correlationId: z.string().optional(),
    })
    .optional(),
})
const answerShape = z.object({ data: z.unknown().optional(), errors: z.array(errorShape).optional() })

export type Finding = Readonly<z.output<typeof finding>>

/** An entry of `errors` beside data: something was withheld, or could not be decided. */
export interface Beside {
  readonly code: string
  readonly coordinate: string | null
}

/** The gateway said no. */
export interface Refusal {
  readonly kind: 'REFUSED'
  /** Of docs/errors.md. */
  readonly code: string
  /** The gateway's own sentence, in English. */
  readonly message: string
  /** Of HUB_RULE: which rule, and what to do in both languages. */
  readonly rule: string | null
  /** Of HUB_RULE and BAD_ARGUMENT: the place in the input. */
  readonly field: string | null
  readonly words: { readonly en: string; readonly cy: string } | null
  /** The places that a rule found, in the text as it is kept; what stands there is not repeated. */
  readonly findings?: readonly Finding[]
  /** For whoever looks into it. */
  readonly correlationId: string | null
  readonly retryAfterSeconds: number | null
}

/** No answer that could be read: nobody knows whether there is anything, nor whether an act was done. */
export interface Unreachable {
  readonly kind: 'UNREACHABLE'
}

export type Failure = Refusal | Unreachable
export type Asked<R> = { readonly kind: 'ANSWERED'; readonly data: R; readonly beside: readonly Beside[] } | Failure

export interface AskOptions {
  /** A UUID that the requests of one page share: the gateway may read each record once for all of them. */
  readonly view?: string
}

export interface Api {
  ask<R, V>(
    document: Document<R, V>,
    variables: V,
    as: { readonly token: string; readonly signal: AbortSignal } & AskOptions,
  ): Promise<Asked<R>>
}

export function createApi(url: string): Api {
  return {
    async ask(document, variables, { token, signal, view }) {
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${token}`,
            ...(view === undefined ? {} : { 'x-hafan-view': view }),
          },
          body: JSON.stringify({ query: document.text, operationName: document.name, variables }),
          redirect: 'error',
          signal,
        })
        return asked(document, answerShape.parse(await response.json()), response.headers)
      } catch {
        return { kind: 'UNREACHABLE' }
      }
    },
  }
}

/** Errors that leave data beside them are part of the answer; any other is the answer. */
const BESIDE = new Set(['FIELD_WITHHELD', 'FIELD_UNDECIDED'])

function asked<R, V>(
  document: Document<R, V>,
  { data, errors = [] }: z.output<typeof answerShape>,
  headers: Headers,
): Asked<R> {
  const correlationId = headers.get('x-correlation-id')
  const failed = errors.find(({ extensions }) => !BESIDE.has(extensions?.code ?? ''))
  if (failed === undefined && isOf(document, data)) {
    const beside = errors.map(({ extensions }) => ({
      code: extensions?.code ?? '',
      coordinate: extensions?.coordinate ?? null,
    }))
    return { kind: 'ANSWERED', data, beside }
  }
  if (failed === undefined) return { kind: 'UNREACHABLE' }
  const { code = 'INTERNAL', rule = null, field = null, words = null, findings = [] } = failed.extensions ?? {}
  const retryAfter = Number(headers.get('retry-after') ?? 'none')
  return {
    kind: 'REFUSED',
    ...{ code, message: failed.message, rule, field, words, findings },
    correlationId: failed.extensions?.correlationId ?? correlationId,
    retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : null,
  }
}

/** The gateway checked the document against its schema, from which the types are generated; what is left is that there is data. */
const isOf = <R, V>(_document: Document<R, V>, data: unknown): data is R => typeof data === 'object' && data !== null
