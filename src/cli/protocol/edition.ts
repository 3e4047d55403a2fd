// Which edition a command is about: the file that is named, or the one in force in the checkout's folder.
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { discord, inForceAt, inOrder, readProtocol } from '../../policies/protocol/index.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { CommandDeps } from '../command.js'

type Where = Pick<CommandDeps, 'now' | 'projectRoot' | 'workingDirectory'>

/** Throws, with every problem named, for an edition that may not be used. */
export function editionOf(file: string | undefined, { now, projectRoot, workingDirectory }: Where): CompiledProtocol {
  if (file !== undefined) return readEdition(file, workingDirectory)
  const editions = inOrder(filesAt('protocol', projectRoot).map(each => readEdition(each, projectRoot)))
  const problems = discord(editions)
  if (problems.length > 0) throw new Error(`protocol: ${problems.join('; ')}`)
  return inForceAt(editions, now())
}

export function readEdition(file: string, workingDirectory: string): CompiledProtocol {
  const read = readProtocol(textOf(file, workingDirectory))
  if (read.ok) return read.protocol
  throw new Error(`${file} may not be used:\n${read.problems.map(problem => `  ${problem}`).join('\n')}`)
}

/** The editions in a folder; a file is itself. Throws for a folder without any. */
export function filesAt(place: string, workingDirectory: string): readonly string[] {
  const path = resolve(workingDirectory, place)
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [place]
  const names = readdirSync(path).filter(name => name.endsWith('.yaml'))
  if (names.length === 0) throw new Error(`${place} holds no edition: an edition is a file whose name ends in .yaml.`)
  return names.sort().map(name => join(place, name))
}

export function textOf(file: string, workingDirectory: string): string {
  try {
    return readFileSync(resolve(workingDirectory, file), 'utf8')
  } catch {
    throw new Error(`${file} cannot be read.`)
  }
}
