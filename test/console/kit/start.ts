// A region, its gateway and the console before it, in this process: started once for a test file.
import { join } from 'node:path'
import { openConsole, type ConsoleOptions, type RunningConsole } from '../../../console/server/app.js'
import { pages, publicPages } from '../../../console/pages/index.js'
import type { ConsoleSettings } from '../../../console/settings.js'
import { projectRoot } from '../../../src/paths.js'
import { testGateway, type TestGateway, type TestGatewayOptions } from '../../support/gateway.js'
import { createClient, type Client } from './client.js'
import { formPage } from './form-page.js'

export interface TestConsole {
  readonly gateway: TestGateway
  readonly running: RunningConsole
  /** Sentences the console logged, with their fields. */
  readonly logged: readonly string[]
  /** Moves the console's clock on; the gateway's and the providers' stay. */
  later(milliseconds: number): void
  /** A browser of its own, so to speak. */
  client(): Client
  /** A client that has signed in as the persona. */
  signedIn(persona: string): Promise<Client>
  /** The provider of a persona in the console's settings. */
  providerOf(persona: string): string
  close(): Promise<void>
}

export interface TestConsoleOptions {
  readonly gateway?: TestGatewayOptions
  readonly settings?: Partial<ConsoleSettings>
}

export const SECRET = Buffer.alloc(32, 'console')

export async function testConsole(options: TestConsoleOptions = {}): Promise<TestConsole> {
  const gateway = await testGateway({ size: 200, ...options.gateway })
  const { region, database } = gateway
  let ahead = 0
  const logged: string[] = []
  const settings: ConsoleSettings = {
    ...{ host: '127.0.0.1', port: 0, publicUrl: null, api: gateway.url },
    ...{ databaseUrl: database.url, secret: SECRET },
    providers: region.consoleProviders.map(({ secret, ...row }) => ({ ...row, clientSecret: region.secret(secret) })),
    ...options.settings,
  }
  const consoleOptions: ConsoleOptions = {
    ...{ settings, publicPages, pages: [...pages, formPage] },
    views: [join(projectRoot, 'test', 'console', 'kit', 'views')],
    now: () => new Date(Date.now() + ahead),
    log: { error: (fields, sentence) => void logged.push(`${sentence} ${JSON.stringify(fields)}`) },
  }
  const running = await openConsole(consoleOptions)
  const providerOf = (persona: string): string => {
    const issuer = new URL(region.tokenEndpointOf(persona)).origin
    const found = region.consoleProviders.find(each => each.issuer === issuer)
    if (found === undefined) throw new Error(`no provider for ${persona}`)
    return found.id
  }
  const client = (): Client => createClient(running.url)
  return {
    ...{ gateway, running, logged, client, providerOf },
    later(milliseconds) {
      ahead += milliseconds
    },
    async signedIn(persona) {
      const one = client()
      await one.signIn(providerOf(persona), persona)
      return one
    },
    async close() {
      await running.close()
      await gateway.close()
    },
  }
}
