// dev.json: where the gateway is, who can sign in, and children worth asking for. Written anew while its tokens last.
import { readFileSync } from 'node:fs'
import { chmod, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Keys } from '../../store/keys.js'
import type { Store } from '../../store/open.js'
import type { SignedIn } from './personas.js'

export interface DevFile {
  readonly url: string
  readonly personas: readonly SignedIn[]
  readonly children: readonly DevChild[]
}

/** A child of the showcase; `id` is `Child.id`. */
export interface DevChild {
  readonly id: string
  readonly nhsNumber: string | null
  readonly upn: string | null
  readonly note: string
}

const showcase = z.array(z.object({ nhsNumber: z.string().nullable(), upn: z.string().nullable(), note: z.string() }))

/** Replaces `<dataDir>/dev.json` in one step: a reader never sees half of it. It holds tokens: its owner's alone. */
export async function writeDevFile(dataDir: string, contents: DevFile): Promise<string> {
  const file = join(dataDir, 'dev.json')
  const draft = `${file}.new`
  await writeFile(draft, `${JSON.stringify(contents, null, 2)}\n`, { mode: 0o600 })
  // The mode above counts only for a file that was not there.
  await chmod(draft, 0o600)
  await rename(draft, file)
  return file
}

/** After the gateway has stopped, its address and tokens only mislead. */
export const removeDevFile = (dataDir: string): Promise<void> => rm(join(dataDir, 'dev.json'), { force: true })

/** The showcase under the ids the gateway gives it. A child the store does not know is left out. */
export async function showcaseChildren(
  folder: string,
  children: Store['children'],
  keys: Keys,
): Promise<readonly DevChild[]> {
  const entries = showcase.parse(JSON.parse(readFileSync(join(folder, 'showcase.json'), 'utf8')))
  const numbers = (of: 'nhsNumber' | 'upn'): string[] => entries.flatMap(entry => entry[of] ?? [])
  const [byNhsNumber, byUpn] = await Promise.all([
    children.byIdentifier('NHS_NUMBER', numbers('nhsNumber')),
    children.byIdentifier('UPN', numbers('upn')),
  ])
  return entries.flatMap(entry => {
    const uuid = byNhsNumber.get(entry.nhsNumber ?? '') ?? byUpn.get(entry.upn ?? '')
    return uuid === undefined ? [] : [{ id: keys.childId.encode(uuid), ...entry }]
  })
}
