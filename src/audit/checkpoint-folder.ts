// The folder of checkpoints: a file of lines for each process, only ever added to. Before a process starts on it, the database
// is held against what was last signed: one that has gone back in time, by a restored backup, is not carried on.
import { mkdir, open, readdir, writeFile } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import type { Checkpoint, CheckpointKey } from './checkpoint.js'

export interface CheckpointFolder {
  /** Adds a line to a process's file; resolves when it is on the disk. */
  write(epoch: number, chainId: string, line: string): Promise<void>
  /** Throws where the database lacks rows that were signed here. */
  refuseOlderDatabase(pool: pg.Pool): Promise<void>
}

const ENDING = '.checkpoints'
/** Processes looked back on at a start: what older ones signed, these have seen. */
const LOOKED_AT = 50

/** Makes the folder if there is none, and puts the public key in it. */
export async function openCheckpointFolder(folder: string, key: CheckpointKey): Promise<CheckpointFolder> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(join(folder, `${key.id}.pem`), key.publicPem)
  return {
    async write(epoch, chainId, line) {
      const file = await open(join(folder, `${String(epoch).padStart(12, '0')}-${chainId}${ENDING}`), 'a+', 0o600)
      try {
        // A line cut off by an earlier fault is ended first, so that it spoils no other.
        const whole = ['', '\n'].includes(await ending(file, 1))
        await file.appendFile(whole ? line : `\n${line}`)
        await file.sync()
      } finally {
        await file.close()
      }
    },
    async refuseOlderDatabase(pool) {
      const signed = await lastSigned(folder)
      const asked = 'select chain_id, head_seq from audit_chain where chain_id = any($1::uuid[])'
      const { rows } = await pool.query<{ chain_id: string; head_seq: string }>(asked, [[...signed.keys()]])
      const stands = new Map(rows.map(row => [row.chain_id, Number(row.head_seq)]))
      const behind = [...signed].filter(([chain, seq]) => (stands.get(chain) ?? 0) < seq)
      if (behind.length === 0) return
      throw new Error(
        `The database lacks audit rows that were signed in ${folder}, in ${behind.length} of its chains: it is an older copy, or ` +
          'rows were taken out. Run "hafan audit verify". To go on after restoring a backup, keep this folder as evidence ' +
          'and set HAFAN_CHECKPOINTS to an empty one.',
      )
    },
  }
}

/** Each chain's own last signed place, of the processes that started last. */
async function lastSigned(folder: string): Promise<ReadonlyMap<string, number>> {
  const names = (await readdir(folder)).filter(name => name.endsWith(ENDING)).sort()
  const signed = new Map<string, number>()
  for (const name of names.slice(-LOOKED_AT)) {
    const file = await open(join(folder, name), 'r')
    try {
      const last = lastCheckpoint(await ending(file, TAIL_BYTES)) ?? lastCheckpoint(await ending(file, Infinity))
      const own = last?.heads.find(({ chain }) => chain === last.chain)
      if (own && own.seq > 0) signed.set(own.chain, own.seq)
    } finally {
      await file.close()
    }
  }
  return signed
}

const TAIL_BYTES = 65_536

async function ending(file: FileHandle, most: number): Promise<string> {
  const { size } = await file.stat()
  const length = Math.min(size, most)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length)
  return buffer.toString('utf8', 0, bytesRead)
}

/** Whether it is signed rightly is for the verifier; here one that is not can only keep a gateway from starting. */
function lastCheckpoint(text: string): Checkpoint | null {
  for (const line of text.split('\n').reverse()) {
    try {
      return JSON.parse((JSON.parse(line) as { checkpoint: string }).checkpoint) as Checkpoint
    } catch {
      continue
    }
  }
  return null
}
