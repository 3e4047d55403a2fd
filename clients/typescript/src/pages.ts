// Lists that come a page at a time, as one.
import type { Answered, Call, NotGiven, Refused, Unreachable } from './outcome.js'
import { unreachable } from './outcome.js'

/** A page, as every list of the schema with `edges` and `pageInfo` has it. */
export interface Page<Edge> {
  readonly edges: readonly Edge[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

export interface Entry<Edge> {
  readonly is: 'ENTRY'
  readonly entry: Edge
}

/** Something of a page was not given: the entries that follow are not all there are. */
export interface Gap {
  readonly is: 'GAP'
  readonly notGiven: readonly NotGiven[]
}

export type Step<Edge> = Entry<Edge> | Gap | Refused | Unreachable

/**
 * Every entry, in order. The next page is asked for when the one before has been taken. It ends after a refusal or where nothing
 * came, which is the last step: a list without one is whole.
 */
export async function* entries<Data, Edge>(
  ask: (after: string | null) => Promise<Call<Data>>,
  page: (data: Data) => Page<Edge>,
): AsyncGenerator<Step<Edge>, void, void> {
  const had = new Set<string>()
  for (let after: string | null = null; ;) {
    const call: Call<Data> = await ask(after)
    if (call.is !== 'ANSWERED') return yield call
    yield* stepsOf(call, page)
    const { hasNextPage, endCursor } = page(call.data).pageInfo
    if (!hasNextPage) return
    if (endCursor === null || had.has(endCursor))
      return yield unreachable('NOT_UNDERSTOOD', 'The list says that there is more, and leads nowhere.')
    had.add(endCursor)
    after = endCursor
  }
}

function* stepsOf<Data, Edge>(
  { data, notGiven }: Answered<Data>,
  page: (data: Data) => Page<Edge>,
): Generator<Step<Edge>, void, void> {
  if (notGiven.length > 0) yield { is: 'GAP', notGiven }
  for (const entry of page(data).edges) yield { is: 'ENTRY', entry }
}
