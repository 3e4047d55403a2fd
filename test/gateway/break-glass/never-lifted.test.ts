// What broken glass never lifts, asked of a child of whom every agency holds something of every kind; and what is linked while
// it is broken.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { CHILD_CATEGORIES } from '../../../src/policies/protocol/index.js'
import { columnOf } from '../matrix/columns.js'
import type { Column } from '../matrix/columns.js'
import { RICH_NHS_NUMBER, richRegion } from '../matrix/rich-child.js'
import { saysSomething, walk } from '../matrix/selection.js'
import { classification } from '../matrix/table.js'
import { startWorld } from '../disclosure/worlds.js'
import type { World } from '../disclosure/worlds.js'
import { asOwner } from '../../support/database.js'
import { BREAK, REASON } from './kit.js'

const MONMOUTHSHIRE = 'W06000021'
const NEVER = ['POLICE_INTELLIGENCE', 'HEALTH_SENSITIVE', 'DEBRIEF_ACCOUNT', 'PROTECTED']
/** In the same roles at another authority: they have nothing to do with the child. */
const STRANGERS = { SW: 'other-worker', TM: 'other-manager' } as const

let world: World
beforeAll(async () => {
  world = await startWorld(richRegion('OPEN', new Date().toISOString()), {
    personas: usual =>
      Object.entries(STRANGERS).map(([code, id]) => {
        const like = usual.find(one => one.id === columnOf(code).persona)
        if (!like) throw new Error(`no persona ${code}`)
        return { ...like, organisation: MONMOUTHSHIRE, id, staffRef: `X-${id}`, posts: [] }
      }),
  })
}, 120_000)
afterAll(() => world.gateway.close())

const rows = <T>(query: string): Promise<T[]> =>
  asOwner(world.gateway.database.url, async client => (await client.query(query)).rows as T[])

/** Categories of which an answer to everything holds a value. */
async function given(column: Column, persona: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (const [chunk, { data }] of await world.picture({ ...column, persona }, RICH_NHS_NUMBER)) {
    const child = (data as { child?: unknown } | null)?.child ?? null
    walk(chunk.child, child, (name, value) => {
      const category = classification.coordinates.get(name)?.category
      if (category !== undefined && saysSomething(value)) found.add(category)
    })
  }
  return found
}

const open = (persona: string) =>
  world.gateway.ask(persona, BREAK, {
    input: { key: randomUUID(), child: { nhsNumber: RICH_NHS_NUMBER }, reason: REASON },
  })

describe.each(['SW', 'TM'])('broken glass of %s', code => {
  const persona = STRANGERS[code as 'SW']

  it('opens what the role’s column has, but never what the protocol keeps from it', async () => {
    const column = columnOf(code)
    expect([...(await given(column, persona))].filter(one => isOfChild(one))).toEqual([])
    expect((await open(persona)).errors).toEqual([])
    const opened = await given(column, persona)
    const related = await given(column, column.persona)
    expect(related.has('POLICE_INTELLIGENCE')).toBe(true)
    expect(NEVER.filter(category => opened.has(category))).toEqual([])
    expect([...related].filter(category => !NEVER.includes(category)).sort()).toEqual([...opened].sort())
  }, 60_000)
})

const isOfChild = (category: string): boolean => CHILD_CATEGORIES.some(one => one === category)

describe('a record linked while the glass is broken', () => {
  it('is shown only once its owner has been told', async () => {
    const [glass] = await rows<{ id: string; child_id: string }>(
      'select id, child_id from hafan.break_glass order by opened_at desc limit 1',
    )
    await rows(`update hafan.break_glass set notified = array_remove(notified, 'police-gwent')`)
    await rows(`delete from hafan.notice where source_id = 'police-gwent'`)
    const read = `{ child(by: { nhsNumber: "${RICH_NHS_NUMBER}" }, purpose: ASSESS_RISK) { ... on Child { police { status } } } }`
    const told = (): Promise<object[]> =>
      rows(`select id from hafan.notice where source_id = 'police-gwent' and break_glass_id = '${glass?.id}'`)
    world.resetCalls()
    await rows('alter table hafan.notice add constraint full_up check (false) not valid')
    const kept = await world.gateway.ask(STRANGERS.TM, read)
    await rows('alter table hafan.notice drop constraint full_up')
    expect([kept.errors[0]?.extensions['code'], kept.text.includes('FOUND')]).toEqual(['INTERNAL', false])
    expect((await world.gateway.ask(STRANGERS.TM, read)).text).toContain('FOUND')
    expect(await told()).toHaveLength(1)
    await world.gateway.ask(STRANGERS.TM, read)
    expect(await told()).toHaveLength(1)
  })
})
