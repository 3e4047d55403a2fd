// Every way we could think of to bend an audit, at a random place: somebody who may write every row, head and hash of the
// database, and the folder of checkpoints too, but does not have the key that signs.
import { createHash } from 'node:crypto'
import type { Row } from '../../src/verify/format.js'
import { newKey, type World } from './ledger.js'
import { signCheckpoint, type Checkpoint } from '../../src/audit/checkpoint.js'

/** Where it was done: a finding names it if it speaks of this chain, and of one of these rows. */
export interface Done {
  readonly chain: string
  readonly from: number
  readonly to: number
}

/** A whole number from 0 to below `below`. */
export type Random = (below: number) => number

/** The same numbers for the same seed. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

type Tampering = (world: World, random: Random) => Done

const hashed = (record: string): string => createHash('sha256').update(record, 'utf8').digest('hex')
const done = ({ chain, seq }: Pick<Row, 'chain' | 'seq'>, to = seq): Done => ({ chain, from: seq, to })

/** A row that stands at the place, and another in its stead. */
function replace(world: World, index: number, change: (row: Row) => Partial<Row>): Row {
  const row = rowAt(world, index)
  world.rows[index] = { ...row, ...change(row) }
  return row
}

function rowAt(world: World, index: number): Row {
  const row = world.rows[index]
  if (!row) throw new Error('no row there')
  return row
}

const anywhere = (world: World, random: Random): number => random(world.rows.length)
const flipped = (text: string, at: number): string =>
  `${text.slice(0, at)}${text[at] === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`
const edited = (record: string): string => record.replace('Child.identity', 'Child.hub')

/** Makes everything from this row to the end of its chain follow again, hashes and head too. */
function rechain(world: World, from: number): void {
  const { chain } = rowAt(world, from)
  const before = world.rows.filter(row => row.chain === chain && world.rows.indexOf(row) < from).at(-1)
  let [seq, prev] = [before?.seq ?? 0, before?.hash ?? '0'.repeat(64)]
  world.rows.forEach((row, index) => {
    if (index < from || row.chain !== chain) return
    seq += 1
    const record = row.record.replace(/"prev":"\w+","seq":\d+,"v":1}$/, `"prev":"${prev}","seq":${seq},"v":1}`)
    const hash = hashed(record)
    world.rows[index] = { ...row, seq, prev, record, hash }
    prev = hash
  })
  world.heads = world.heads.map(head => (head.chain === chain ? { ...head, seq, hash: prev } : head))
}

const COLUMNS: readonly ((row: Row, random: Random) => Partial<Row>)[] = [
  row => ({ at: new Date(Date.parse(row.at) + 1).toISOString() }),
  row => ({ kind: row.kind === 'INTENT' ? 'REFUSAL' : 'INTENT' }),
  (row, random) => ({ prev: flipped(row.prev, random(64)) }),
  (row, random) => ({ hash: flipped(row.hash, random(64)) }),
  row => ({ child: row.child === null ? 'dddddddd-0000-4000-8000-000000000001' : null }),
  row => ({ operation: row.operation === null ? 'x' : flipped(row.operation, 3) }),
  row => ({ seq: row.seq + 1 }),
]

/** Name → how. */
export const TAMPERINGS: Readonly<Record<string, Tampering>> = {
  'a byte of a record': (world, random) =>
    done(replace(world, anywhere(world, random), ({ record }) => ({ record: flipped(record, random(record.length)) }))),
  'a column': (world, random) => {
    const column = COLUMNS[random(COLUMNS.length)]
    return done(replace(world, anywhere(world, random), row => column?.(row, random) ?? {}))
  },
  'a record and its hash': (world, random) =>
    done(
      replace(world, anywhere(world, random), ({ record }) => ({
        record: `${record} `.trimStart(),
        hash: hashed(`${record} `),
      })),
    ),
  'a record, its hash and all that follows': (world, random) => {
    const index = anywhere(world, random)
    const row = replace(world, index, ({ record }) => ({ record: edited(record) }))
    rechain(world, index)
    return done(row)
  },
  'a row taken out': (world, random) => {
    const index = anywhere(world, random)
    const row = rowAt(world, index)
    world.rows.splice(index, 1)
    return done(row)
  },
  'a row taken out, and the gap closed': (world, random) => {
    const index = anywhere(world, random)
    const row = rowAt(world, index)
    world.rows.splice(index, 1)
    const next = world.rows[index]
    if (next?.chain === row.chain) rechain(world, index)
    else
      world.heads = world.heads.map(head =>
        head.chain === row.chain ? { ...head, seq: row.seq - 1, hash: row.prev } : head,
      )
    return done(row)
  },
  'a row put in twice': (world, random) => {
    const row = rowAt(world, anywhere(world, random))
    world.rows.splice(anywhere(world, random), 0, row)
    return done(row)
  },
  'a row put in, and room made': (world, random) => {
    const index = anywhere(world, random)
    const row = rowAt(world, index)
    world.rows.splice(index, 0, { ...row, record: edited(row.record) })
    rechain(world, index)
    return done(row)
  },
  'two rows swapped': (world, random) => {
    const index = random(world.rows.length - 1)
    const [one, other] = [rowAt(world, index), rowAt(world, index + 1)]
    if (one.chain !== other.chain) return TAMPERINGS['a row taken out']?.(world, random) ?? done(one)
    world.rows.splice(index, 2, other, one)
    return done(one, other.seq)
  },
  'what two rows say, swapped': (world, random) => {
    const index = random(world.rows.length - 2)
    const [one, other] = [rowAt(world, index), rowAt(world, index + 2)]
    replace(world, index, () => ({ record: other.record, hash: other.hash }))
    return done(one)
  },
  'the tail cut off': (world, random) => {
    const head = world.heads[random(world.heads.length)]
    const cut = 1 + random((head?.seq ?? 1) - 1)
    world.rows = world.rows.filter(row => row.chain !== head?.chain || row.seq <= cut)
    return { chain: head?.chain ?? '', from: cut + 1, to: head?.seq ?? 0 }
  },
  'the tail cut off, and the head moved back': (world, random) => {
    const cut = TAMPERINGS['the tail cut off']?.(world, random)
    if (!cut) throw new Error('no such tampering')
    const last = world.rows.filter(({ chain }) => chain === cut.chain).at(-1)
    world.heads = world.heads.map(head =>
      head.chain === cut.chain ? { ...head, seq: last?.seq ?? 0, hash: last?.hash ?? '' } : head,
    )
    return cut
  },
  'a second row of the same number': (world, random) => {
    const index = anywhere(world, random)
    const row = rowAt(world, index)
    const record = edited(row.record)
    world.rows.splice(index + 1, 0, { ...row, record, hash: hashed(record) })
    return done(row)
  },
  'rows added to a chain that is over': (world, random) => {
    const head = world.heads[random(world.heads.length)]
    const index = world.rows.findLastIndex(row => row.chain === head?.chain)
    const row = rowAt(world, index)
    world.rows.splice(index + 1, 0, { ...row })
    rechain(world, index + 1)
    return { chain: row.chain, from: row.seq + 1, to: row.seq + 1 }
  },
  'a whole chain taken out': (world, random) => {
    const head = world.heads[random(world.heads.length)]
    world.rows = world.rows.filter(row => row.chain !== head?.chain)
    world.heads = world.heads.filter(one => one !== head)
    return { chain: head?.chain ?? '', from: 1, to: head?.seq ?? 0 }
  },
  'a whole chain made up': (world, random) => {
    const head = world.heads[random(world.heads.length)]
    const chain = 'ffffffff-0000-4000-8000-000000000001'
    const first = world.rows.length
    const copied = world.rows.filter(row => row.chain === head?.chain)
    world.rows.push(...copied.map(row => ({ ...row, chain, record: row.record.replace(row.chain, chain) })))
    world.heads.push({ chain, epoch: 99, seq: 0, hash: '' })
    rechain(world, first)
    return { chain, from: 1, to: copied.length }
  },
  'a head': (world, random) => {
    const index = random(world.heads.length)
    const head = world.heads[index]
    if (!head) throw new Error('no head there')
    world.heads[index] = {
      ...head,
      ...(random(2) === 0 ? { seq: head.seq + 1 } : { hash: flipped(head.hash, random(64)) }),
    }
    return { chain: head.chain, from: head.seq, to: head.seq + 1 }
  },
  'a checkpoint changed': (world, random) => {
    const file = world.files[random(world.files.length)]
    const index = random(file?.lines.length ?? 0)
    file?.lines.splice(
      index,
      1,
      (file.lines[index] ?? '').replace(/\d\\",\\"seq/, 'f\\",\\"seq').replace('"at\\":\\"2026', '"at\\":\\"2027'),
    )
    return { chain: file?.name ?? '', from: index + 1, to: index + 1 }
  },
  'a checkpoint signed by another': (world, random) => {
    const file = world.files[random(world.files.length)]
    const index = random(file?.lines.length ?? 0)
    const signed = (JSON.parse(file?.lines[index] ?? '') as { checkpoint: string }).checkpoint
    file?.lines.splice(index, 1, signCheckpoint(JSON.parse(signed) as Checkpoint, newKey()).line.trimEnd())
    return { chain: file?.name ?? '', from: index + 1, to: index + 1 }
  },
  'a checkpoint taken out': (world, random) => {
    const file = world.files[random(world.files.length)]
    const index = random((file?.lines.length ?? 1) - 1)
    file?.lines.splice(index, 1)
    return { chain: file?.name ?? '', from: index + 1, to: index + 1 }
  },
}
