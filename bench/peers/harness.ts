// The harness of peers, which lies outside this repository: PEERS names its folder. It is copied, so that nothing is written to
// what may be read-only, and the gateway is entered there as one more server.
import { execFile } from 'node:child_process'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { projectRoot } from '../../src/paths.js'

const run = promisify(execFile)

/** What of the harness's own modules is used here. */
export interface Harness {
  readonly folder: string
  readonly numbers: readonly string[]
  readonly data: string
  readonly lib: {
    start(name: string, command: string, words: readonly string[], options: object): { readonly pid: number }
    stopAll(): Promise<unknown>
    startUpstreams(cpu: number): Promise<{ readonly pid: number }>
    cpuMs(pid: number): number
    rssMb(pid: number): number
    readonly upstreamEnv: Readonly<Record<string, string>>
  }
}

/** Throws, in words for whoever runs it, where the harness is not there. */
export async function openHarness(environment: NodeJS.ProcessEnv, work: string): Promise<Harness> {
  const from = environment['PEERS']
  if (from === undefined || !existsSync(join(from, 'peers.json')))
    throw new Error(
      'PEERS names the folder of the harness of peers (the one with peers.json in it): nothing was measured.',
    )
  const folder = join(work, 'harness')
  await cp(from, folder, {
    recursive: true,
    force: true,
    verbatimSymlinks: true,
    filter: path => !path.endsWith('node_modules'),
  })
  await run('chmod', ['-R', 'u+w', folder])
  // Peers are installed as they come: npm hands this project's own strictness on to whatever it runs.
  const lenient = { ...environment, npm_config_engine_strict: 'false' }
  await run('sh', ['./setup'], { cwd: folder, env: lenient, maxBuffer: 2 ** 26 })
  const load = async <T>(name: string): Promise<T> => (await import(pathToFileURL(join(folder, 'lib', name)).href)) as T
  const env = await load<{ CHILDREN: number; ids(index: number): { id: string }; upstreamEnv: Record<string, string> }>('env.mjs') // prettier-ignore
  const gen = await load<{ DATA: string; generate(): void }>('gen.mjs')
  const procs = await load<Omit<Harness['lib'], 'upstreamEnv'>>('procs.mjs')
  gen.generate()
  return {
    folder,
    data: gen.DATA,
    numbers: Array.from({ length: env.CHILDREN }, (_, index) => env.ids(index + 1).id),
    lib: { ...procs, upstreamEnv: env.upstreamEnv },
  }
}

/** A build of the gateway, by the file that the harness starts. */
interface Server {
  readonly name: string
  readonly child: string
}

/** Enters it among the harness's servers. A list of children cannot be put in its variables, so that query is left out. */
export async function enter(harness: Harness, servers: readonly Server[], token: string): Promise<void> {
  const file = join(harness.folder, 'peers.json')
  const peers = JSON.parse(await readFile(file, 'utf8')) as readonly object[]
  const ours = servers.map(({ name, child }) => ({
    ...{ name, cmd: ['node', child], path: '/graphql', skip: ['caseload'] },
    queries: queriesFolder,
    normalise: join(projectRoot, 'dist', 'bench', 'peers', 'normalise.js'),
    headers: { authorization: `Bearer ${token}` },
  }))
  await writeFile(file, JSON.stringify([...peers, ...ours], null, 2))
}

export const gatewayChild = join(projectRoot, 'dist', 'bench', 'peers', 'gateway-child.js')
export const queriesFolder = join(projectRoot, 'bench', 'peers', 'queries')
