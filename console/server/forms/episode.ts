// The episode of the hub's own record that an address names.

export interface Answered<E> {
  readonly source: { readonly id: string } | null
  readonly status: string
  readonly complete: boolean
  readonly record: {
    readonly episodes: readonly E[] | null
    readonly merged?: readonly { readonly reference: string | null; readonly mergedInto: string | null }[] | null
  } | null
}

export type FoundEpisode<E, A> =
  | { readonly kind: 'FOUND'; readonly episode: E; readonly version: number }
  /** Merged into another, which is the one to go on with. */
  | { readonly kind: 'MERGED'; readonly into: string }
  /** The hub's record did not come, or not all of it: nobody knows whether there is such an episode. */
  | { readonly kind: 'NOT_READ'; readonly answer: A | null }
  | { readonly kind: 'NONE' }

export function hubEpisode<
  E extends { readonly reference: string | null; readonly version: number | null },
  A extends Answered<E>,
>(answers: readonly A[], reference: string): FoundEpisode<E, A> {
  const answer = answers.find(({ source }) => source?.id === 'hub') ?? null
  const episode = answer?.record?.episodes?.find(one => one.reference === reference)
  if (episode)
    return episode.version === null
      ? { kind: 'NOT_READ', answer }
      : { kind: 'FOUND', episode, version: episode.version }
  const merged = answer?.record?.merged?.find(one => one.reference === reference)
  if (merged?.mergedInto) return { kind: 'MERGED', into: merged.mergedInto }
  const whole =
    answer !== null && answer.complete && (answer.status === 'FOUND' || answer.status === 'NOTHING_RECORDED')
  return whole ? { kind: 'NONE' } : { kind: 'NOT_READ', answer }
}
