// The explorer's routes, in development only: the page, who can sign in, and the schema as each of them could see it.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { Caller } from '../../types/caller.js'
import { authorizationOf } from '../sign-in/authorization.js'
import type { SignedIn } from '../start/personas.js'
import type { Example } from './examples.js'
import { EXPLORER_FILES, explorerFile } from './files.js'
import { createReference } from './reference.js'
import { createSchemaFor } from './schema-for.js'

/** A choice in the picker: a persona, alone or through a partner's application. */
export interface PickerEntry extends SignedIn {
  /** The application that acts for the persona; null where it is the explorer itself. */
  readonly through: string | null
}

export interface ExplorerOptions {
  /** The edition in force now. */
  readonly protocol: () => CompiledProtocol
  readonly signIn: (authorization: string | undefined) => Promise<Caller>
  readonly personas: () => Promise<readonly PickerEntry[]>
  readonly examples: readonly Example[]
}

/**
 * Scripts and everything else come from here and nowhere else, and no script stands in the page. GraphiQL's menus and dialogs
 * set `style` attributes and add style sheets while they run, so styles alone may be inline; its fonts and icons are data URLs.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
}

/** Adds the routes. Everything below /explorer/ and /reference/ answers only on this computer, to its own page. */
export async function addExplorer(server: FastifyInstance, options: ExplorerOptions): Promise<void> {
  const schemaFor = createSchemaFor(options.protocol)
  const reference = createReference()
  await server.register(async routes => {
    routes.addHook('onRequest', async (request, reply) => {
      void reply.headers(HEADERS)
      if (!isLocal(request)) return refuse(reply)
    })
    for (const address of EXPLORER_FILES) {
      routes.get(address, async (_request, reply) => {
        const { type, body } = await explorerFile(address)
        return reply.type(type).send(body)
      })
    }
    for (const [address, page] of reference)
      routes.get(address, async (_request, reply) => reply.type('text/html; charset=utf-8').send(page))
    routes.get('/reference', async (_request, reply) => reply.redirect('/reference/'))
    routes.get('/explorer', async (_request, reply) => reply.redirect('/explorer/'))
    routes.get('/explorer/personas', async () => ({ personas: await options.personas() }))
    routes.get('/explorer/examples', async () => ({ examples: options.examples }))
    routes.get('/explorer/schema', async request =>
      schemaFor(await options.signIn(authorizationOf(request.raw.rawHeaders))),
    )
  })
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
const LOCAL_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * Tokens are handed out here without a password, so: from this computer, under one of its own names (a name of somebody
 * else's can be made to point here), and not at the bidding of another site's page.
 */
function isLocal({ raw, headers }: FastifyRequest): boolean {
  const name = (headers.host ?? '').replace(/:\d+$/, '')
  const site = headers['sec-fetch-site']
  const bidden = site === 'cross-site' || site === 'same-site'
  const navigation = headers['sec-fetch-mode'] === 'navigate'
  return LOOPBACK.has(raw.socket.remoteAddress ?? '') && LOCAL_NAMES.has(name) && (!bidden || navigation)
}

const refuse = (reply: FastifyReply): FastifyReply =>
  reply.code(403).send({ errors: [{ message: 'The explorer answers only on the computer it runs on.' }] })
