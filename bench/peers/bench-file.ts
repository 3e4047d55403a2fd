// What the run tells the gateway that the harness starts: written to a file, since the harness passes on nothing but names.
import type { SignInOptions } from '../../src/server/sign-in/open.js'

export interface BenchFile {
  readonly databaseUrl: string
  /** The master secret, in hex. */
  readonly master: string
  /** PEM of the key that signs checkpoints, and the folder they go to. */
  readonly checkpointKey: string
  readonly checkpoints: string
  readonly signIn: Pick<SignInOptions, 'issuers' | 'applications'>
  /** ISO time of the one token. */
  readonly issuedAt: string
  /** The harness's number of each child, by the id that the gateway shows; for comparing answers. */
  readonly ids: Readonly<Record<string, string>>
}

/** How far above its door the gateway tells what it has asked the database. */
export const CONTROL_OFFSET = 1_000
