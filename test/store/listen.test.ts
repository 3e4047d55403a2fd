// The session that hears of alerts: what is said on the channel, on another session, and after it was lost.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { setImmediate as nextTurn } from 'node:timers/promises'
import pg from 'pg'
import { listen } from '../../src/store/listen.js'
import type { Listening } from '../../src/store/listen.js'
import { silent, testDatabase } from '../support/database.js'
import type { TestDatabase } from '../support/database.js'

let database: TestDatabase
let owner: pg.Client
const opened: Listening[] = []

beforeAll(async () => {
  database = await testDatabase()
  owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
})

afterAll(async () => {
  await Promise.all(opened.map(one => one.stop()))
  await owner.end()
  await database.stop()
})

interface Ear {
  readonly listening: Listening
  readonly lost: () => number
  /** Resolves when it has heard as often. */
  heard(times: number): Promise<void>
  readonly times: () => number
}

async function ear(databaseUrl = database.url): Promise<Ear> {
  let times = 0
  let lost = 0
  let waiting: (() => void)[] = []
  const listening = await listen({
    databaseUrl,
    channel: 'hafan_alert',
    heard: () => {
      times += 1
      waiting.splice(0).forEach(look => look())
    },
    log: { ...silent, warn: () => (lost += 1) },
  })
  opened.push(listening)
  const heard = async (atLeast: number): Promise<void> => {
    while (times < atLeast) await new Promise<void>(resolve => (waiting = [...waiting, resolve]))
  }
  return { listening, heard, times: () => times, lost: () => lost }
}

describe('whoever listens', () => {
  it('hears what another session says, and each of two hears it', async () => {
    const ears = [await ear(), await ear()]
    await owner.query("notify hafan_alert, '7'")
    for (const one of ears) await one.heard(1)
    expect(ears.map(one => one.times())).toEqual([1, 1])
  })

  it('hears nothing of what was taken back', async () => {
    const one = await ear()
    await owner.query("begin; select pg_notify('hafan_alert', '8'); rollback")
    await owner.query("notify hafan_alert, '9'")
    await one.heard(1)
    expect(one.times()).toBe(1)
  })

  it('comes back when its session is ended, says so, and takes it that something was said meanwhile', async () => {
    const one = await ear()
    const before = one.listening.session()
    await owner.query('select pg_terminate_backend($1)', [before])
    await one.heard(1)
    expect(one.lost()).toBe(1)
    expect(one.listening.session()).not.toBe(before)
    await owner.query("notify hafan_alert, '10'")
    await one.heard(2)
  })

  it('leaves no session behind once it is stopped', async () => {
    const one = await ear()
    const session = one.listening.session()
    await one.listening.stop()
    expect(session).not.toBeNull()
    // The server ends it once it has read that nobody wants it.
    const open = 'select 1 from pg_stat_activity where pid = $1'
    while ((await owner.query(open, [session])).rows.length > 0) await nextTurn()
    expect(one.lost()).toBe(0)
  })

  it('says at once where no database answers', async () => {
    await expect(ear('postgresql://nobody@127.0.0.1:1/none')).rejects.toThrow()
  })

  it('listens to a plain name alone', async () => {
    const asked = listen({ databaseUrl: database.url, channel: 'x; drop table alert', heard: () => 0, log: silent })
    await expect(asked).rejects.toThrow('plain name')
  })
})
