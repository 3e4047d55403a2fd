// A console whose gateway works alerts off, before a region in which a test lets things happen to a child.
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { NewAlert } from '../../../src/store/alert-queue.js'
import { asOwner } from '../../support/database.js'
import type { Visitor } from './browser.js'
import { testConsole, type TestConsole } from './start.js'

/** Ffion Prys of the region's showcase: whoever signs in has something to do with her. */
const FFION = '9990000018'

export interface AlertedConsole extends TestConsole {
  /** Moves the gateway's clock on; the console's and the providers' stay. */
  pass(ms: number): void
  /** Alerts of one cause each, told when this is over. */
  tell(...kinds: readonly NewAlert['kind'][]): Promise<void>
  /** Until nothing that was told waits for its teams. */
  settled(): Promise<void>
}

export async function alertedConsole(): Promise<AlertedConsole> {
  let passed = 0
  const at = (): Date => new Date(Date.now() + passed)
  const alerts = { post: { mail: null, webhook: null }, sweepEveryMs: 100 }
  const kit = await testConsole({ gateway: { clock: at, alerts } })
  const { store, url } = kit.gateway.database
  const settled = async (): Promise<void> => {
    await store.queueSweep()
    const left = (): Promise<number> =>
      asOwner(url, async owner => {
        const { rows } = await owner.query<{ left: number }>(
          `select (select count(*) from hafan.alert where resolve_at <= $1)::int
            + (select count(*) from hafan.alert_recipient where escalate_at <= $1)::int
            + (select count(*) from graphile_worker._private_jobs jobs join graphile_worker._private_tasks tasks
                on tasks.id = jobs.task_id where tasks.identifier <> 'alert_sweep' or jobs.run_at <= now())::int as left`,
          [at()],
        )
        return rows[0]?.left ?? 0
      })
    // Twice, with a sweep between: one that began before may have looked too early.
    for (let quiet = 0; quiet < 2; quiet = (await left()) === 0 ? quiet + 1 : 0) await wait(150)
  }
  return {
    ...kit,
    settled,
    pass: ms => void (passed += ms),
    async tell(...kinds) {
      const childId = (await store.children.byIdentifier('NHS_NUMBER', [FFION])).get(FFION)
      if (childId === undefined) throw new Error('nobody has this number')
      for (const kind of kinds)
        await store.episodes.record(
          {
            child: { childId },
            by: { person: 'one', role: 'HUB_PRACTITIONER', organisation: 'hub', staffRef: 'HUB-1' },
            decide: () => ({
              ...{ changes: [], receipt: {} },
              alerts: [{ kind, childId, reference: randomUUID(), cause: [], at: at() }],
            }),
          },
          { caller: 'one', act: 'reportMissing', key: randomUUID(), input: {}, at: at() },
        )
      await settled()
    },
  }
}

/** Does what leads to another page, and waits until that page is there: a click alone may return while the old one still stands. */
export async function arrive({ page }: Visitor, to: RegExp, by: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForURL(to), by()])
}

/** Signs in from the sign-in page by what stands on it. */
export async function signInAtProvider({ page }: Visitor, kit: TestConsole, persona: string): Promise<void> {
  await page.goto(`${kit.running.url}/sign-in`)
  await page.locator(`a[href^="/sign-in/at/${kit.providerOf(persona)}"]`).click()
  await page.locator(`button[value="${persona}"]`).click()
  await page.waitForURL(url => url.origin === kit.running.url)
}
