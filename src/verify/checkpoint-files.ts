// The folder of checkpoints as it lies there: a file for each process, public keys beside them.
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { eachLine } from './lines.js'
import type { CheckpointFile } from './witnessed.js'

/** In the order the processes started, as far as their names tell. */
export async function checkpointFiles(folder: string): Promise<readonly CheckpointFile[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.checkpoints')).sort()
  return names.map(name => ({ name, lines: eachLine(join(folder, name)) }))
}

/** The keys that lie in the folder: as trustworthy as whoever may write there. */
export async function keysInFolder(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.pem')).sort()
  return Promise.all(names.map(name => readFile(join(folder, name), 'utf8')))
}
