// Many children in one operation, and what a request under way holds.
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import type { Measured } from '../figures.js'
import { quantile } from './asker.js'
import { loadNote, withSlowSystems } from './with-slow-systems.js'

const DOCUMENT = `query Caseload($by: [ChildIdentifier!]!) {
  children(by: $by, purpose: ASSESS_RISK) {
    ... on Child {
      id
      identity { status record { givenName familyName dateOfBirth } }
      police { status record { markers { marker { code } from } } }
      education { status record { attendance { marks { session comment } } } }
    }
  }
}`
const SIZES = [25, 100, 400] as const
const CHILDREN_EACH = 4_000

/** Processor time for each child of 100 and 400 asked for at once, over that of 25; the worse of the two. */
export function measureCaseload(): Promise<Measured> {
  return withSlowSystems(async ({ gateway, asker, systems }) => {
    await systems.set({ delay: 2, trouble: {} })
    for (const size of SIZES) await asker.several(DOCUMENT, size)
    const each: { size: number; cpuMs: number; calls: string }[] = []
    for (const size of SIZES) {
      await systems.calls()
      const before = gateway.cpuMs()
      for (let asked = 0; asked < CHILDREN_EACH; asked += size) await asker.several(DOCUMENT, size)
      const cpuMs = (gateway.cpuMs() - before) / CHILDREN_EACH
      const calls = Object.entries(await systems.calls()).map(
        ([name, n]) => `${name} ${(n / CHILDREN_EACH).toFixed(2)}`,
      )
      each.push({ size, cpuMs, calls: calls.join(', ') })
    }
    const [few] = each
    return {
      value: Math.max(...each.slice(1).map(({ cpuMs }) => cpuMs / (few?.cpuMs ?? Number.NaN))),
      notes: [
        ...each.map(
          one => `${String(one.size)} children: ${one.cpuMs.toFixed(2)} ms of CPU and calls a child: ${one.calls}`,
        ),
        loadNote(),
      ],
    }
  })
}

const UNDER_WAY = 200
const AGENCY_MS = 4_000
const ASKED_MS = 2_500

/** What the heap holds, everything collected, while so many pictures wait for their agencies, more than after them; for each. */
export function measureInFlight(): Promise<Measured> {
  return withSlowSystems(
    async ({ gateway, asker, systems }) => {
      const held: number[] = []
      for (let turn = 0; turn < 3; turn += 1) {
        await systems.set({ delay: AGENCY_MS, trouble: {} })
        const began = performance.now()
        const asked = Promise.all(Array.from({ length: UNDER_WAY }, () => asker.one('combined')))
        await pause(ASKED_MS)
        const during = await gateway.state()
        if (performance.now() - began > AGENCY_MS) throw new Error('some were answered before they were looked at')
        await asked
        await systems.set({ delay: 0, trouble: {} })
        await pause(1_000)
        held.push((during.heapMegabytes - (await gateway.state()).heapMegabytes) / UNDER_WAY)
      }
      return {
        value: quantile(held, 0.5),
        notes: [
          `${String(UNDER_WAY)} at once, three times: ${held.map(each => each.toFixed(3)).join(', ')} MB each; ${loadNote()}`,
        ],
      }
    },
    { flags: ['--expose-gc'] },
  )
}
