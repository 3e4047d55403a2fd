// Keeps a part of a page fresh: asks for it anew every so often and puts it in its place. While it cannot be had the page
// says so and since when, because old rows must never pass for new ones.

const EVERY_MS = 20_000

/** `data-live`: the address of the part. Its neighbours `data-live-failed` and `data-live-said` are shown and spoken. */
export function keepFresh(region) {
  const every = Number(region.dataset.liveEvery ?? EVERY_MS)
  const failed = document.querySelector('[data-live-failed]')
  const said = document.querySelector('[data-live-said]')
  let text = region.innerHTML

  async function refresh() {
    // Whoever is on a link of the old rows must not have it taken from under them.
    if (document.hidden || region.contains(document.activeElement)) return
    try {
      const response = await fetch(region.dataset.live, {
        headers: { 'x-part': 'live' },
        redirect: 'error',
        signal: AbortSignal.timeout(15_000),
      })
      if (!response.ok) throw new Error(String(response.status))
      const next = await response.text()
      failed.hidden = true
      if (next === text) return
      const before = keysOf(region)
      text = next
      region.innerHTML = next
      if (before !== keysOf(region)) said.textContent = region.dataset.liveChanged
    } catch {
      failed.hidden = false
    }
  }
  setInterval(() => void refresh(), every)
  document.addEventListener('visibilitychange', () => void refresh())
}

/** What the part is about, row by row: only a change of that is spoken. */
const keysOf = region => [...region.querySelectorAll('[data-key]')].map(row => row.dataset.key).join(' ')
