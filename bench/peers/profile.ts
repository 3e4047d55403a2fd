// Where one request's time goes: a CPU profile of the gateway under the harness's load, summed by module.
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { startAlone, type Query } from './drive.js'
import type { Harness } from './harness.js'
import type { Prepared } from './prepare.js'

interface Profile {
  readonly nodes: readonly {
    readonly id: number
    readonly children?: readonly number[]
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
  }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

const WARM_UP_S = 25
const MEASURED_S = 25
const CONNECTIONS = 16

/** Lines of text: milliseconds a request by module and by function, the processor's own count beside. */
export async function profile(harness: Harness, prepared: Prepared, query: Query, work: string): Promise<string> {
  const folder = join(work, `profile-${query}`)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const gateway = await startAlone(harness, prepared, { flags: ['--cpu-prof', `--cpu-prof-dir=${folder}`] })
  const warm = await gateway.drive(query, CONNECTIONS, WARM_UP_S)
  const driven = await gateway.drive(query, CONNECTIONS, MEASURED_S)
  await gateway.stop()
  const [file] = await readdir(folder)
  if (file === undefined) throw new Error('the gateway left no profile')
  const read = JSON.parse(await readFile(join(folder, file), 'utf8')) as Profile
  const per = (n: number): string => (n / driven.requests).toFixed(2)
  return [
    `${query}, ${String(CONNECTIONS)} connections: ${per(driven.cpuMs)} ms of CPU a request while profiled (${String(driven.requests)} requests), database beside ${per(driven.databaseCpuMs)} ms, ${per(driven.statements)} statements`,
    ...tables(read, warm.requests + driven.requests),
  ].join('\n')
}

function tables({ nodes, samples, timeDeltas }: Profile, requests: number): string[] {
  const byId = new Map(nodes.map(node => [node.id, node]))
  const parent = new Map(nodes.flatMap(({ id, children = [] }) => children.map(child => [child, id] as const)))
  const [self, functions, owner] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()]
  const add = (sums: Map<string, number>, name: string, time: number): void =>
    void sums.set(name, (sums.get(name) ?? 0) + time)
  const half = samples.length / 2
  samples.forEach((id, index) => {
    const node = byId.get(id)
    // The first half is the start and the warm-up.
    if (node === undefined || index < half || node.callFrame.functionName === '(idle)') return
    const time = (timeDeltas[index] ?? 0) / 1000
    const { functionName, url, lineNumber } = node.callFrame
    const where = moduleOf(url, functionName)
    add(self, where, time)
    add(functions, `${functionName || '(anonymous)'} ${where}:${String(lineNumber + 1)}`, time)
    let at: number | undefined = id
    let own = where
    while (at !== undefined) {
      const name = moduleOf(byId.get(at)?.callFrame.url ?? '', '')
      if (name.startsWith('src/')) {
        own = name
        break
      }
      at = parent.get(at)
    }
    add(owner, own, time)
  })
  const busy = [...self.values()].reduce((sum, each) => sum + each, 0)
  const table = (title: string, sums: Map<string, number>, most: number): string[] => [
    `\n${title} (share of busy time; ${(busy / requests).toFixed(2)} ms a request or less are in it)`,
    ...[...sums]
      .sort(([, left], [, right]) => right - left)
      .slice(0, most)
      .map(([name, time]) => `${((time / busy) * 100).toFixed(1).padStart(6)} %  ${name}`),
  ]
  return [
    ...table('self, by module', self, 40),
    ...table('by the module of ours that called', owner, 50),
    ...table('self, by function', functions, 60),
  ]
}

function moduleOf(url: string, functionName: string): string {
  const ours = /\/dist\/(src\/.+|bench\/.+)$/.exec(url)?.[1]
  if (ours !== undefined) return ours
  const bundled = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1]
  if (bundled !== undefined) return bundled
  if (url.startsWith('node:')) return url.split('/').slice(0, 2).join('/')
  return url !== '' ? url : functionName.startsWith('(') ? functionName : 'V8'
}
