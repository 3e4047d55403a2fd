// Latencies of real systems have long tails: a log-normal curve through the measured median and 99th percentile.

/** Distance of the 99th percentile from the median, in standard deviations. */
const Z99 = 2.326
const LONGEST = 4

/** One latency in ms; `random` gives uniform numbers in [0, 1). Cut off at four standard deviations. */
export function sampleLatency(latency: { readonly p50: number; readonly p99: number }, random: () => number): number {
  const sigma = Math.log(latency.p99 / latency.p50) / Z99
  const u = Math.max(random(), Number.EPSILON)
  const z = Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * random())
  return latency.p50 * Math.exp(sigma * Math.max(-LONGEST, Math.min(LONGEST, z)))
}
