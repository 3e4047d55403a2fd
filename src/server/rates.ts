// How often one caller may ask: a bucket each, filled at a steady rate, emptied by what they ask. In this process only, which
// is what it protects (docs/adr/0026-limits-rates-and-eyes.md); the number of buckets is bounded.

export interface RateOptions {
  /** What a bucket holds when it is full: so much may come at once. */
  readonly burst: number
  readonly perSecond: number
}

export interface Rates {
  /** Null: let in, and `weight` taken. The bucket may be left owing, so that what was let in once is not refused half-way. */
  take(key: string, weight?: number): Refused | null
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

  return {
    take(key, weight = 1) {
      const now = monotonic()
      const bucket = bucketOf(key, now)
      if (bucket.left > 0) {
        bucket.left -= weight
        return null
      }
      const first = now - bucket.toldAt >= TELL_EVERY_MS
      if (first) bucket.toldAt = now
      return { waitSeconds: Math.max(1, Math.ceil(-bucket.left / perSecond)), first }
    },
  }
}
