// What is owed when a child is back: the return, the safe and well check, the interview. Each step stands on the one before.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { putMoment } from '../../console/server/forms/moments.js'
import { asOwner } from '../support/database.js'
import type { Client } from './kit/client.js'
import { testConsole, type TestConsole } from './kit/start.js'
import { reported, send, type Reported } from './miraf-kit.js'

let kit: TestConsole
let which: Reported
let hub: Client
beforeAll(async () => {
  kit = await testConsole()
  which = await reported(kit)
  hub = await kit.signedIn('hub-police')
  const missing = { is: 'missing', risk: 'HIGH', label: 'Red' }
  expect((await send(hub, `${which.episode}/triage`, missing)).to).toContain('recorded=1')
}, 120_000)
afterAll(() => kit.close())

/** So many minutes from now, as a form says it: nobody is back before they were reported, or interviewed before they are back. */
const moment = (name: string, minutes: number): Record<string, string> => {
  const form = new URLSearchParams()
  putMoment(form, name, new Date(Date.now() + minutes * 60_000))
  return Object.fromEntries(form)
}

async function lacks(
  path: string,
  field: string,
  typed: Readonly<Record<string, string>>,
  kept: string,
): Promise<void> {
  const { status, text } = await send(hub, path, typed)
  expect([field, status]).toEqual([field, 422])
  expect(text).toContain(`href="#${field}"`)
  expect(text).toContain(`id="${field}-error"`)
  expect(text).toContain(kept)
}

describe('the return', () => {
  it('says what it lacks, and is recorded', async () => {
    const path = `${which.episode}/return`
    expect((await hub.get(path)).status).toBe(200)
    const typed = { by: 'POLICE', place: 'The <i>pier' }
    await lacks(path, 'found', typed, 'The &lt;i&gt;pier')
    await lacks(path, 'by', { ...moment('found', -20), place: 'The <i>pier' }, 'The &lt;i&gt;pier')
    const early = { ...typed, 'found-day': '2001-01-01', 'found-time': '10:00' }
    await lacks(path, 'found', early, 'value="2001-01-01"')
    const { to } = await send(hub, path, { ...typed, ...moment('found', -20) })
    expect(to).toBe(`${path}?recorded=1`)
    expect((await hub.get(String(to))).text).toContain('The return is recorded.')
  })
})

describe('the safe and well check', () => {
  it('says what it lacks, and is recorded', async () => {
    const path = `${which.episode}/safe-and-well`
    expect((await hub.get(path)).status).toBe(200)
    const typed = { officer: 'PC <b>Rees', summary: 'Was cold' }
    await lacks(path, 'was', typed, 'PC &lt;b&gt;Rees')
    await lacks(path, 'at', { ...typed, was: 'done' }, 'Was cold')
    await lacks(path, 'officer', { was: 'done', ...moment('at', -10), summary: 'Was cold' }, 'Was cold')
    await lacks(path, 'decidedBy', { was: 'notDone', reason: 'NO_OFFICER', note: 'Kept words' }, 'Kept words')
    const other = { was: 'notDone', reason: 'OTHER', decidedBy: 'Sergeant' }
    await lacks(path, 'note', other, 'value="Sergeant"')
    await lacks(path, 'at', { ...typed, was: 'done', ...moment('at', -40) }, 'Was cold')
    const { to } = await send(hub, path, { ...typed, was: 'done', ...moment('at', -10), harm: 'NONE_KNOWN' })
    expect(to).toBe(`${path}?recorded=1`)
  })
})

describe('the interview', () => {
  it('is offered and answered, and says what an answer lacks', async () => {
    const path = `${which.episode}/interview`
    expect((await hub.get(path)).text).toContain('Not offered yet')
    const step = async (typed: Readonly<Record<string, string>>): Promise<unknown> => (await send(hub, path, typed)).to
    expect(await step({ step: 'offer', provider: 'The charity' })).toBe(`${path}?recorded=1`)
    await lacks(path, 'answer', { step: 'answer', note: 'Kept <b>words' }, 'Kept &lt;b&gt;words')
    await lacks(path, 'note', { step: 'answer', answer: 'DECLINED', reason: 'OTHER' }, 'value="OTHER" checked')
    expect(await step({ step: 'answer', answer: 'ACCEPTED' })).toBe(`${path}?recorded=1`)
    expect((await hub.get(path)).text).not.toContain('value="hold"')
  })

  it('is held by whoever was assigned to it', async () => {
    const path = `${which.episode}/interview`
    const staff = await asOwner(kit.gateway.database.url, async owner => {
      const { rows } = await owner.query<{ staff_ref: string }>(
        'select staff_ref from hafan.debrief_assignment limit 1',
      )
      return rows[0]?.staff_ref
    })
    const assigned = await kit.gateway.ask(
      'hub-manager',
      `mutation ($input: AssignDebriefInput!) { assignDebrief(input: $input) { __typename } }`,
      {
        input: { key: 'assigned-here', child: { id: which.id }, episode: which.reference, is: { assigned: staff } },
      },
    )
    expect(assigned.errors).toEqual([])
    const worker = await kit.signedIn('debrief-worker')
    expect((await worker.get(path)).text).toContain('value="hold"')
    const typed = { step: 'hold', childsWords: 'Nobody <b>listens', agreedToShare: 'Wants to see family' }
    const early = await send(worker, path, typed)
    expect(early.status).toBe(422)
    expect(early.text).toContain('id="held-error"')
    expect(early.text).toContain('Nobody &lt;b&gt;listens')
    const held = await send(worker, path, { ...typed, ...moment('held', 2), agreedAudience: 'HUB' })
    expect(held.to).toBe(`${path}?recorded=1`)
  })
})
