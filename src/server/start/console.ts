// The practitioners' pages run in a process of their own, as in real use: the gateway knows them only as a client of its API.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { startChild, type Child } from './child.js'

export interface ConsoleProcessOptions {
  /** The built console/main.js. */
  readonly entry: string
  /** The region's settings folder: where people sign in, and the secret by which the pages are known there. */
  readonly folder: string
  readonly port: number
  /** The gateway's address. */
  readonly api: string
  readonly databaseUrl: string
  readonly said: (text: string) => void
}

/** Starts them; they tell their address. What they keep is sealed by a secret that this start made and forgets. */
export const startConsoleProcess = ({
  entry,
  folder,
  port,
  api,
  databaseUrl,
  said,
}: ConsoleProcessOptions): Child<string> =>
  startChild({
    ...{ entry, said },
    env: {
      CONSOLE_PORT: String(port),
      CONSOLE_API: api,
      CONSOLE_SETTINGS: join(folder, 'console.yaml'),
      CONSOLE_SECRETS: join(folder, 'secrets'),
      CONSOLE_SECRET: randomBytes(32).toString('base64'),
      DATABASE_URL: databaseUrl,
    },
    read: message => ('url' in message && typeof message.url === 'string' ? message.url : null),
    endedEarly: 'The console ended before it was ready.',
  })
