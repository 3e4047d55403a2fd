// Which checkpoints the audit is held against, and whose keys are believed.
import { readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { checkpointsFolder, storeFolder } from '../../server/start/folder.js'
import { checkpointFiles, keysInFolder } from '../../verify/checkpoint-files.js'
import type { Checkpoints } from '../../verify/verify.js'
import type { CommandDeps } from '../command.js'
import { dataFolder } from './place.js'

export interface FoundCheckpoints extends Checkpoints {
  /** The keys lie beside what they sign: whoever could put the one there could put the other. */
  readonly keysFromFolder: boolean
}

/** Throws where there is no such folder: an audit held against nothing must not look as if it had been. */
export async function findCheckpoints(
  folder: string | undefined,
  keyFiles: readonly string[],
  deps: CommandDeps,
): Promise<FoundCheckpoints> {
  const place = await placeOf(folder, deps)
  const files = await checkpointFiles(place)
  if (keyFiles.length === 0) return { files, publicKeys: await keysInFolder(place), keysFromFolder: true }
  const publicKeys = await Promise.all(keyFiles.map(file => readFile(resolve(deps.workingDirectory, file), 'utf8')))
  return { files, publicKeys, keysFromFolder: false }
}

async function placeOf(folder: string | undefined, deps: CommandDeps): Promise<string> {
  const named =
    folder === undefined ? deps.environment['HAFAN_CHECKPOINTS']?.trim() : resolve(deps.workingDirectory, folder)
  const data = dataFolder(deps)
  const places = named ? [named] : [join(data, 'checkpoints'), checkpointsFolder(storeFolder(data))]
  for (const place of places) {
    const found = await stat(place).catch(() => null)
    if (found?.isDirectory() === true) return place
  }
  throw new Error(
    `There is no folder of checkpoints at ${places.join(' or ')}. Name it with --checkpoints, or say --without-checkpoints.`,
  )
}
