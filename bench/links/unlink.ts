// Links of an invented region unmade and made again at random, among others confirmed and rejected; in the end everything is
// taken back, and every row that says who is who, or who waits, is held against the untouched copy. A confirmed link is taken back
// by unlinking, which leaves one thing by its meaning: that the record is not that child's.
import { randomUUID } from 'node:crypto'
import { asOwner } from '../../test/support/database.js'
import { testGateway } from '../../test/support/gateway.js'
import type { Measured } from '../figures.js'
import { chanceOf } from '../matching/random.js'

const BY = { person: 'bench\nhub', role: 'HUB_PRACTITIONER', organisation: 'hub' }
const RATIONALE = 'Unmade and made again to see that nothing changes.'
const TABLES = ['child', 'child_identifier', 'link', 'identity_index', 'link_review', 'link_rejection']

interface Name {
  readonly sourceId: string
  readonly recordId: string
  readonly childId: string
}

export interface Unmaking {
  /** Rows that are not in both copies. */
  readonly differences: number
  readonly rows: number
  readonly done: Readonly<Record<'unlinked' | 'relinked' | 'confirmed' | 'rejected', number>>
  /** Rows that differed at the midpoint: else nothing was tried. */
  readonly midway: number
}

export async function unmakeAndMake(seed: number, size: number, steps: number): Promise<Unmaking> {
  const gateway = await testGateway({ size })
  try {
    const { database } = gateway
    const { linkChanges, linkReviews } = database.store
    const chance = chanceOf(seed)
    const sent = (act: string) => ({ caller: BY.person, act, key: randomUUID(), input: {}, at: new Date() })
    const pick = <T>(from: T[]): T | undefined => from.splice(Math.floor(chance.next() * from.length), 1)[0]
    const nobody = () => []
    const linked = await linksOf(database.url)
    const children = [...new Set(linked.map(({ childId }) => childId))]
    const childAt = (): string => children[Math.floor(chance.next() * children.length)] ?? ''
    // More than are decided: each waits with two children who may be it.
    const inDoubt = Array.from({ length: steps / 2 }, () => {
      const candidates = [childAt(), childAt()]
        .filter((one, nth, all) => all.indexOf(one) === nth)
        .map(childId => ({ childId, bits: 1, probability: 0.6, rule: null, steps: [] }))
      const anchor = { givenNames: ['Nia'], familyNames: ['Bevan'], dateOfBirth: null, sex: null, postcodeSector: null }
      const about = { kind: 'MANY', anchor, protectedRecord: false, modelVersion: 'bench', candidates } as const
      return { sourceId: 'invented', recordId: randomUUID(), ...about }
    })
    await linkReviews.propose(inDoubt)
    const untouched = await rowsOf(database.url)
    const unlinked: { readonly change: string; readonly name: Name }[] = []
    const confirmed: Name[] = []
    const rejected: string[] = []
    const takeBack = (changeId: string) =>
      linkChanges.takeBack({ changeId, by: BY, tell: nobody, since: () => null }, sent('confirmLink'))
    const done = { unlinked: 0, relinked: 0, confirmed: 0, rejected: 0 }
    let midway = 0

    async function unlink(name: Name | undefined): Promise<string | null> {
      if (!name) return null
      const { id } = await linkChanges.unlink({ ...name, by: BY, rationale: RATIONALE, tell: nobody }, sent('unlink'))
      done.unlinked += 1
      return id
    }
    async function relink(one: (typeof unlinked)[number] | undefined): Promise<void> {
      if (!one) return
      await takeBack(one.change)
      linked.push(one.name)
      done.relinked += 1
    }
    async function decide(outcome: 'CONFIRMED' | 'REJECTED'): Promise<void> {
      const review = (await linkReviews.open(inDoubt.length, null)).filter(({ candidates }) => candidates.length > 1)
      const one = review[Math.floor(chance.next() * review.length)]
      const childId = one?.candidates[0]?.childId ?? ''
      if (!one) return
      const decision = { review: one.id, childId, outcome, by: BY, rationale: RATIONALE }
      const { id } = await linkReviews.decide(decision, sent('confirmLink'))
      if (outcome === 'CONFIRMED') confirmed.push({ sourceId: one.sourceId, recordId: one.recordId, childId })
      else rejected.push(id)
      done[outcome === 'CONFIRMED' ? 'confirmed' : 'rejected'] += 1
    }

    for (let step = 0; step < steps; step += 1) {
      const roll = chance.next()
      if (roll < 0.5) {
        const name = pick(linked)
        const change = await unlink(name)
        if (name && change !== null) unlinked.push({ change, name })
      } else if (roll < 0.8) await relink(pick(unlinked))
      else await decide(roll < 0.9 ? 'CONFIRMED' : 'REJECTED')
      if (step === Math.floor(steps / 2)) midway = differing(untouched, await rowsOf(database.url))
    }
    while (unlinked.length > 0) await relink(pick(unlinked))
    while (rejected.length > 0) await takeBack(pick(rejected) ?? '')
    const nots = new Set(confirmed.map(({ recordId }) => recordId))
    while (confirmed.length > 0) await unlink(pick(confirmed))
    const [after, no] = [await rowsOf(database.url), (row: string) => row.startsWith('link_rejection ')]
    const left = new Set([...after].filter(row => !no(row) || !nots.has(recordIdIn(row))))
    // One rejection for each that was unlinked, and no other.
    const missing = Math.abs(nots.size - (after.size - left.size))
    return { differences: differing(untouched, left) + missing, rows: untouched.size, done, midway }
  } finally {
    await gateway.close()
  }
}

const recordIdIn = (row: string): string => /"record_id": "([^"]*)"/.exec(row)?.[1] ?? ''

/** Whole rows as the database writes them out; the addresses are among those of the links. */
async function rowsOf(url: string): Promise<ReadonlySet<string>> {
  return asOwner(url, async client => {
    const every = TABLES.map(table => `select '${table} ' || to_jsonb(t)::text as row from hafan.${table} t`)
    const { rows } = await client.query<{ row: string }>(every.join(' union all '))
    return new Set(rows.map(({ row }) => row))
  })
}

async function linksOf(url: string): Promise<Name[]> {
  return asOwner(url, async client => {
    const columns = 'source_id as "sourceId", record_id as "recordId", child_id as "childId"'
    return (await client.query<Name>(`select ${columns} from hafan.link order by source_id, record_id`)).rows
  })
}

const differing = (one: ReadonlySet<string>, other: ReadonlySet<string>): number =>
  [...one].filter(row => !other.has(row)).length + [...other].filter(row => !one.has(row)).length

export async function measureUnlinking(): Promise<Measured> {
  const { differences, rows, done, midway } = await unmakeAndMake(20_261_127, 1_000, 1_000)
  const { unlinked, relinked, confirmed, rejected } = done
  return {
    value: differences,
    notes: [
      `${unlinked} unlinked, ${relinked} relinked, ${confirmed} confirmed, ${rejected} rejected; ${rows} rows compared, ${midway} of them off halfway`,
    ],
  }
}
