// Whether a form was sent from one of the console's own pages.

/** What a browser says of where a request came from. */
export interface SentFrom {
  readonly origin: string | undefined
  readonly fetchSite: string | undefined
}

/** A browser that names no origin must at least say that it was ours; one that says neither is not believed. */
export function isOurs({ origin, fetchSite }: SentFrom, own: string): boolean {
  if (origin !== undefined) return origin === own && (fetchSite === undefined || fetchSite === 'same-origin')
  return fetchSite === 'same-origin'
}

/** An address of this site to go on to; the start page where it is anything else, such as another site's. */
export function localPath(given: string | null | undefined): string {
  if (given == null || !/^\/(?![/\\])[\x21-\x7e]*$/.test(given) || given.includes('\\')) return '/'
  const url = new URL(given, 'http://here.invalid')
  return url.origin === 'http://here.invalid' ? `${url.pathname}${url.search}` : '/'
}
