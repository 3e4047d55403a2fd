// How often one caller may ask: a bucket each, filled at a steady rate, emptied by what they ask. In this process only, which
// is what it protects (docs/adr/0026-limits-rates-and-eyes.md); the number of buckets is bounded.

export interface RateOptions {
  /** What a bucket holds when it is full: so much may come at once. */
  readonly burst: number
  readonly perSecond: number
}

export interface Rates {
  /** Null: let in, because a whole request was left, and taken. */
  take(key: string): Refused | null
  /** As `take`, for what one request turns out to cost beside itself: let in unless the bucket owes already, and may leave it owing. */
  owe(key: string, weight: number): Refused | null
}

export interface Refused {
  readonly waitSeconds: number
  /** The first of this caller for a minute: what is worth a record. The rest are counted. */
  readonly first: boolean
}

interface Bucket {
  left: number
  at: number
  toldAt: number
}

const MOST_BUCKETS = 10_000
const TELL_EVERY_MS = 60_000

/** `monotonic` gives milliseconds. */
export function createRates({ burst, perSecond }: RateOptions, monotonic: () => number): Rates {
  // In the order they were last used: a bucket left alone longest is the fullest, and goes first.
  const buckets = new Map<string, Bucket>()

  function bucketOf(key: string, now: number): Bucket {
    const bucket = buckets.get(key) ?? { left: burst, at: now, toldAt: -Infinity }
    buckets.delete(key)
    buckets.set(key, bucket)
    const [oldest] = buckets.keys()
    if (buckets.size > MOST_BUCKETS && oldest !== undefined) buckets.delete(oldest)
    bucket.left = Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * perSecond)
    bucket.at = now
    return bucket
  }

  function give(key: string, weight: number, least: number): Refused | null {
    const now = monotonic()
    const bucket = bucketOf(key, now)
    if (bucket.left >= least) {
      bucket.left -= weight
      return null
    }
    const first = now - bucket.toldAt >= TELL_EVERY_MS
    if (first) bucket.toldAt = now
    return { waitSeconds: Math.max(1, Math.ceil((1 - bucket.left) / perSecond)), first }
  }

  return { take: key => give(key, 1, 1), owe: (key, weight) => give(key, weight, 0) }
}
