// `hafan link --again`: a link that a score made and would not make now waits for a person, and stays.
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { asOwner } from '../../support/database.js'
import { linkRegion, type Hub, type LinkRegion } from './region.js'

jest.setTimeout(180_000)

const WORDS = ['health-abuhb', 'social-care-caerphilly', 'education-caerphilly'].flatMap(id => ['--source', id])
const NEWLY = 'of both new in the queue'
const DOUBTED = 'for review though linked or in conflict'

let region: LinkRegion
let hub: Hub
/** The system of which a score linked most. */
let system: string
let only: string[]
beforeAll(async () => {
  region = await linkRegion()
  hub = await region.hub()
  await hub.link(WORDS)
  const [most] = await rows<{ id: string }>(
    `select source_id as id from hafan.link where how = 'MODEL' and not protected group by 1 order by count(*) desc, 1 limit 1`,
  )
  system = most?.id ?? 'none'
  only = ['--source', system]
}, 180_000)
afterAll(() => region.close())

const rows = <T extends object>(query: string): Promise<readonly T[]> =>
  asOwner(hub.database.url, async client => (await client.query<T>(query)).rows)
const count = (out: string, what: string): number =>
  Number(new RegExp(`${system}: [^]*?${what} +([\\d,]+)`).exec(out)?.[1]?.replace(',', '') ?? NaN)
describe('hafan link --again', () => {
  it('doubts nothing that a score would make again, and writes nothing', async () => {
    expect(system).not.toBe('none')
    const before = await hub.versions()
    const { code, out } = await hub.link([...only, '--again'])
    expect([code, count(out, NEWLY)]).toEqual([0, 0])
    expect(await hub.versions()).toEqual(before)
  })

  it('puts before a person, once, a link to a child whom the record is not like, which a run without it does not see', async () => {
    // What else is known of the child is not in the index any more: nothing that the record could be like.
    const [doubtful] = await rows<{ record: string; child: string }>(
      `with linked as (select record_id, child_id from hafan.link where how = 'MODEL' and source_id = '${system}' and not protected
         order by record_id limit 1),
       gone as (delete from hafan.identity_index held using linked
         where held.child_id = linked.child_id and held.source_id <> '${system}')
       select record_id as record, child_id as child from linked`,
    )
    if (doubtful === undefined) throw new Error('no score linked anybody')
    const { record, child } = doubtful
    const queued = () => rows(`select kind from hafan.link_review where record_id = '${record}'`)

    const seen = await hub.link(only)
    expect([seen.code, count(seen.out, NEWLY), await queued()]).toEqual([0, 0, []])

    const before = await hub.versions()
    const dry = await hub.link([...only, '--again', '--dry-run'])
    expect([dry.code, await hub.versions()]).toEqual([0, before])

    const again = await hub.link([...only, '--again'])
    expect([again.code, count(again.out, NEWLY), await queued()]).toEqual([0, 1, [{ kind: 'CONFLICT' }]])
    expect(count(again.out, DOUBTED)).toBe(count(dry.out, DOUBTED))
    expect(count(again.out, DOUBTED)).toBe(count(seen.out, DOUBTED) + 1)
    // Nobody is unlinked by a machine.
    expect(await rows(`select child_id from hafan.link where record_id = '${record}' and source_id = '${system}'`)).toEqual([{ child_id: child }]) // prettier-ignore
    expect(again.out + again.err).not.toContain(record)

    const after = await hub.versions()
    expect(count((await hub.link([...only, '--again'])).out, NEWLY)).toBe(0)
    expect(await hub.versions()).toEqual(after)
  })
})
