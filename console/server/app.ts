// The console put together: what it is told, the pages it has, and a server that answers.
import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import fastify, { type FastifyInstance } from 'fastify'
import { createApi } from '../api/ask.js'
import { createLabels } from '../api/labels.js'
import { navigationWords, startOf } from '../pages/navigation.js'
import { signInWords } from '../pages/sign-in/words.js'
import { openDatabase } from '../sessions/database.js'
import { createDrafts } from '../sessions/drafts.js'
import { createSealing } from '../sessions/seal.js'
import { createSessions } from '../sessions/sessions.js'
import type { ConsoleSettings } from '../settings.js'
import { createAccesses } from '../sign-in/access.js'
import { createFlows } from '../sign-in/flow.js'
import { createOidc } from '../sign-in/oidc.js'
import { addSignIn } from '../sign-in/routes.js'
import { problems } from '../words/problems.js'
import { createTranslator } from '../words/translate.js'
import { openAssets } from './assets.js'
import { createCookies } from './cookies.js'
import { createSaid } from './said.js'
import { createFormTokens } from './form-token.js'
import { createLanguages } from './language.js'
import type { Log } from './log.js'
import type { Page, PublicPage } from './page.js'
import { createRender, createRendering } from './render.js'
import { createStreaming } from './stream.js'
import { createShowProblem } from './problems.js'
import { guardServer } from './guard.js'
import { addPages } from './routes.js'
import { openViews } from './views.js'
import { createHandle } from './visits.js'

export interface ConsoleOptions {
  readonly settings: ConsoleSettings
  readonly pages: readonly Page[]
  readonly publicPages: readonly PublicPage[]
  readonly now: () => Date
  readonly log: Log
  /** Further folders of views, for tests. */
  readonly views?: readonly string[]
}

export interface RunningConsole {
  /** As browsers reach it. */
  readonly url: string
  close(): Promise<void>
}

const SWEEP_MS = 60_000
const MOST_BODY_BYTES = 256 * 1024
/** Most milliseconds for a request to arrive whole, and for one to be answered. */
const ARRIVES_MS = 15_000
const ANSWERED_MS = 40_000

/** Opens the database and listens. Rejects, with nothing left open, where either cannot be. */
export async function openConsole(options: ConsoleOptions): Promise<RunningConsole> {
  const { settings, now, log } = options
  const pool = await openDatabase(settings.databaseUrl)
  let server: FastifyInstance | null = null
  try {
    let origin = settings.publicUrl ?? ''
    const secure = origin.startsWith('https:')
    const sealing = createSealing(settings.secret)
    const sessions = createSessions(pool, sealing, now)
    const drafts = createDrafts(pool, sealing, now)
    const cookies = createCookies(secure)
    const languages = createLanguages(cookies)
    const formTokens = createFormTokens(sealing, now)
    const assets = openAssets()
    const everyPage = [...options.pages, ...options.publicPages]
    const areas = Object.fromEntries(everyPage.map(({ name, words }) => [name, words]))
    const translate = createTranslator({ ...areas, navigation: navigationWords, problems, 'sign-in': signInWords })
    const views = openViews(options.views)
    const rendering = createRendering({ views, translate, languages, assets: assets.base, formTokens, now })
    const render = createRender(rendering, { languages })
    const streaming = createStreaming(rendering, { languages, log })
    const showProblem = createShowProblem(render, { translate, languages })
    const api = createApi(settings.api)
    const oidc = createOidc(now)
    const providers = new Map(settings.providers.map(each => [each.id, each]))
    const accesses = createAccesses({ sessions, oidc, providers, now })
    const common = { api, sessions, cookies, languages, translate, render, showProblem }

    server = fastify({
      bodyLimit: MOST_BODY_BYTES,
      requestTimeout: ARRIVES_MS,
      connectionTimeout: ANSWERED_MS,
      genReqId: () => randomUUID(),
      // Numbers of requests that others send are not believed.
      requestIdHeader: false,
    })
    await server.register(cookie)
    guardServer(server, { secure, origin: () => origin, showProblem, log })
    assets.add(server)
    languages.add(server)
    addSignIn(server, { ...common, providers, oidc, flows: createFlows(sealing, now), origin: () => origin })
    const handle = createHandle({
      ...{ ...common, streaming, drafts, accesses, formTokens, now, said: createSaid(sealing, now) },
      labels: createLabels(now),
    })
    addPages(server, { ...common, pages: options.pages, publicPages: options.publicPages, handle, startOf })

    const listening = await server.listen({ host: settings.host, port: settings.port })
    if (origin === '') origin = listening
    const sweeping = setInterval(() => {
      Promise.all([sessions.sweep(), drafts.sweep()]).catch(() => log.error({}, 'expired rows could not be taken away'))
    }, SWEEP_MS)
    const opened = server
    return {
      url: origin,
      async close() {
        clearInterval(sweeping)
        await opened.close()
        await pool.end()
      },
    }
  } catch (error) {
    await server?.close()
    await pool.end()
    throw error
  }
}
