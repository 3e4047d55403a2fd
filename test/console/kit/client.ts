// Asks the console as a browser without scripts does: keeps cookies, says where a form came from, follows redirects when told.

export interface Got {
  readonly status: number
  readonly text: string
  readonly headers: Headers
  /** Where it leads, without the seal of what is said there; null where nowhere. */
  readonly to: string | null
}

export interface Client {
  readonly cookies: Map<string, string>
  /** The address `to` with its seal, where a form led there. */
  sealed(to: string | null): string
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Got>
  /** Sends a form as a page of the console would, unless `headers` say otherwise. */
  post(path: string, fields: Readonly<Record<string, string>>, headers?: Readonly<Record<string, string>>): Promise<Got>
  /** Goes the whole way of signing in, and gives the answer that has the new session. */
  signIn(provider: string, persona: string, to?: string): Promise<Got>
  /** Goes as far as the provider's way back, and gives that address. */
  wayBack(provider: string, persona: string, to?: string): Promise<string>
}

export function createClient(origin: string): Client {
  const cookies = new Map<string, string>()
  const led = new Map<string, string>()

  async function send(path: string, init: RequestInit): Promise<Got> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = new Headers(init.headers)
    if (cookie !== '') headers.set('cookie', cookie)
    const response = await fetch(new URL(path, origin), { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    const location = response.headers.get('location')
    const to = location?.replace(/[?&]sealed=[\w-]+/, '') ?? null
    if (to !== null && location !== null) led.set(to, location)
    return { status: response.status, text: await response.text(), headers: response.headers, to }
  }
  const get: Client['get'] = (path, headers = {}) => send(path, { headers })
  const wayBack: Client['wayBack'] = async (provider, persona, to = '/') => {
    const left = await get(`/sign-in/at/${provider}?${new URLSearchParams({ to }).toString()}`)
    if (left.to === null) throw new Error(`sign-in did not lead to the provider: ${left.status}`)
    const fields = new URLSearchParams(new URL(left.to).searchParams)
    fields.set('persona', persona)
    const chosen = await fetch(new URL('/authorize', left.to), { method: 'POST', body: fields, redirect: 'manual' })
    return chosen.headers.get('location') ?? ''
  }
  return {
    cookies,
    sealed: to => led.get(to ?? '') ?? to ?? '',
    get,
    wayBack,
    post: (path, fields, headers = { origin, 'sec-fetch-site': 'same-origin' }) =>
      send(path, { method: 'POST', headers, body: new URLSearchParams(fields) }),
    async signIn(provider, persona, to) {
      const back = new URL(await wayBack(provider, persona, to))
      return get(`${back.pathname}${back.search}`)
    },
  }
}

/** The hidden fields of a page's forms, by name; of those with one name, the last. */
export function hiddenFields(html: string): Record<string, string> {
  const inputs = html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)
  return Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value]))
}
