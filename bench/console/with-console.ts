// A region, its gateway and the console, each in a process of its own, as they run; and somebody who has signed in.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { startConsoleProcess } from '../../src/server/start/console.js'
import { createClient, type Client } from '../../test/console/kit/client.js'
import { testDatabase } from '../../test/support/database.js'
import { startRemoteGateway, type RemoteGateway } from '../latency/gateway-process.js'
import { startRemoteRegion, type RemoteRegion } from '../latency/region-process.js'

export interface Reader {
  readonly region: RemoteRegion
  /** The gateway's address. */
  readonly api: string
  /** The console's. */
  readonly origin: string
  /** Signed in as `PERSONA`. */
  readonly client: Client
  /** Ids of children whom the hub knows and the persona may be shown. */
  readonly children: readonly string[]
}

export const PERSONA = 'hub-manager'
const PROVIDER = 'hub'
const REGION = 2_000
const CHILDREN = 40
const ID_OF = 'query ($by: ChildIdentifier!) { child(by: $by, purpose: ASSESS_RISK) { ... on Child { id } } }'

export async function withConsole<T>(latencyMs: number, work: (reader: Reader) => Promise<T>): Promise<T> {
  const region = await startRemoteRegion(REGION, { fixedLatencyMs: latencyMs })
  const gateway = await startRemoteGateway(region)
  const database = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'hafan-console-'))
  await mkdir(join(folder, 'secrets'))
  await writeFile(join(folder, 'console.yaml'), stringify({ providers: region.consoleProviders }))
  for (const { secret } of region.consoleProviders)
    await writeFile(join(folder, 'secrets', secret), region.secret(secret))
  const pages = startConsoleProcess({
    entry: fileURLToPath(new URL('../../console/main.js', import.meta.url)),
    ...{ folder, port: 0, api: gateway.url, databaseUrl: database.url },
    said: text => void process.stderr.write(text),
  })
  try {
    const origin = await pages.ready
    const client = createClient(origin)
    await client.signIn(PROVIDER, PERSONA)
    const children = await shown(region, gateway)
    if (children.length === 0) throw new Error('nobody can be shown')
    return await work({ ...{ region, origin, client, children }, api: gateway.url })
  } finally {
    await pages.stop()
    await database.stop()
    await gateway.close()
    await region.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function shown(region: RemoteRegion, gateway: RemoteGateway): Promise<readonly string[]> {
  const numbers = region.seed.children.flatMap(({ identifiers, hub }) =>
    hub !== null && hub.episodes.length > 0 && identifiers.nhsNumber !== null ? [identifiers.nhsNumber] : [],
  )
  const token = await region.tokenFor(PERSONA)
  const ids: string[] = []
  for (const nhsNumber of numbers.slice(0, CHILDREN)) {
    const { text } = await gateway.ask(token, ID_OF, { by: { nhsNumber } })
    const id = /"id":"([0-9a-f-]+)"/.exec(text)?.[1]
    if (id !== undefined) ids.push(id)
  }
  return ids
}
