// How many requests a caller may send in a minute, as the national services limit it.

/** Counts requests in windows of one minute; `refuse` gives the seconds to wait once the window is full, else null. */
export function createQuota(perMinute: number): { refuse(now: Date): number | null } {
  let window = -1
  let used = 0
  return {
    refuse(now) {
      const current = Math.floor(now.getTime() / 60_000)
      if (current !== window) [window, used] = [current, 0]
      used += 1
      return used <= perMinute ? null : 60 - Math.floor((now.getTime() % 60_000) / 1000)
    },
  }
}
