// A gateway to send wrong things to, and what became of them: the answer, the audit, the calls to agencies.
import { asOwner } from '../../support/database.js'
import { testGateway } from '../../support/gateway.js'
import type { TestGateway, TestGatewayOptions } from '../../support/gateway.js'

export interface AuditRow {
  readonly kind: 'INTENT' | 'OUTCOME' | 'REFUSAL'
  readonly body: Readonly<Record<string, unknown>>
}

export interface Reply {
  readonly status: number
  readonly text: string
  readonly code: string | undefined
  readonly message: string
  readonly data: unknown
  readonly headers: string
  /** Rows that the request added. */
  readonly rows: readonly AuditRow[]
  /** How many calls it made to agency systems, sign-in included. */
  readonly calls: number
}

export interface Kit {
  readonly gateway: TestGateway
  token(persona: string): Promise<string>
  /** Sends as it is; `persona` signs in. */
  send(
    init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string>; persona?: string | null; path?: string },
  ): Promise<Reply>
  /** A POST with a JSON body, as the persona. */
  ask(persona: string | null, body: unknown, headers?: Record<string, string>): Promise<Reply>
  close(): Promise<void>
}

export async function openKit(options: TestGatewayOptions = {}): Promise<Kit> {
  const gateway = await testGateway({ notShownMs: 1, ...options })
  const tokens = new Map<string, Promise<string>>()
  let seen = 0

  async function newRows(): Promise<readonly AuditRow[]> {
    const all = 'select kind, record from hafan.audit_row order by seq'
    const { rows } = await asOwner(gateway.database.url, client =>
      client.query<{ kind: AuditRow['kind']; record: string }>(all),
    )
    const fresh = rows.slice(seen)
    seen = rows.length
    return fresh.map(({ kind, record }) => ({ kind, body: (JSON.parse(record) as { body: AuditRow['body'] }).body }))
  }

  const token = (persona: string): Promise<string> => {
    const known = tokens.get(persona) ?? gateway.region.tokenFor(persona)
    tokens.set(persona, known)
    return known
  }

  const kit: Kit = {
    gateway,
    token,
    async send({ persona = null, path = '', headers = {}, ...init }) {
      for (const system of gateway.region.systems.values()) system.resetCalls()
      const signIn: Record<string, string> = persona === null ? {} : { authorization: `Bearer ${await token(persona)}` }
      const response = await fetch(`${gateway.url}${path}`, {
        method: 'POST',
        ...init,
        headers: { ...signIn, ...headers },
      })
      const text = await response.text()
      const { data, errors } = JSON.parse(text) as {
        data?: unknown
        errors?: { message: string; extensions: { code: string } }[]
      }
      return {
        status: response.status,
        text,
        code: errors?.[0]?.extensions.code,
        message: errors?.[0]?.message ?? '',
        data,
        headers: JSON.stringify([...response.headers]),
        rows: await newRows(),
        calls: [...gateway.region.systems.values()].reduce((sum, system) => sum + system.calls().length, 0),
      }
    },
    ask: (persona, body, headers = {}) =>
      kit.send({
        persona,
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    close: () => gateway.close(),
  }
  await newRows()
  return kit
}
