// From the words on the command line to a command and its exit code.
import { WrongWords } from './command.js'
import type { Command, CommandDeps, ExitCode } from './command.js'
import { COMMANDS } from './commands.js'

const HELP_WORDS: ReadonlySet<string> = new Set(['--help', '-h', 'help'])
const isHelp = (word: string): boolean => HELP_WORDS.has(word)

/** Runs the command that the words name. Faults end in a sentence and exit code 2, never in a stack. */
export async function run(
  words: readonly string[],
  deps: CommandDeps,
  commands: readonly Command[] = COMMANDS,
): Promise<ExitCode> {
  const command = commands.find(({ name }) => startsWith(words, name))
  if (!command) return without(words, deps, commands)
  const rest = words.slice(command.name.split(' ').length)
  if (rest.some(word => word === '--help' || word === '-h')) {
    deps.write(command.help)
    return 0
  }
  try {
    return await command.run(rest, deps)
  } catch (error) {
    const more = error instanceof WrongWords || isParseFault(error) ? ` See: hafan ${command.name} --help` : ''
    deps.writeError(`${sentenceOf(error)}${more}\n`)
    return 2
  }
}

const startsWith = (words: readonly string[], name: string): boolean =>
  name.split(' ').every((word, index) => words[index] === word)

/** No command has this name: the list of those there are, narrowed to a group where the first word is one's. */
function without(words: readonly string[], deps: CommandDeps, commands: readonly Command[]): ExitCode {
  const named = words.filter(word => !word.startsWith('-') && !isHelp(word))
  const group = commands.filter(({ name }) => named.length > 0 && name.startsWith(`${named[0]} `))
  const unknown = named.length > (group.length > 0 ? 1 : 0) ? named.slice(0, 2).join(' ') : null
  const text = listing(group.length > 0 ? group : commands)
  if (unknown === null && (words.length === 0 || words.some(isHelp))) {
    deps.write(text)
    return words.length === 0 ? 2 : 0
  }
  deps.writeError(unknown === null ? text : `There is no command "hafan ${unknown}". These there are:\n\n${text}`)
  return 2
}

function listing(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  return [
    'hafan COMMAND …      hafan COMMAND --help says more',
    '',
    ...commands.map(({ name, summary }) => `  hafan ${name.padEnd(width)}   ${summary}`),
    '',
  ].join('\n')
}

/** What Node's own reader of options throws; its message names the option. */
const isParseFault = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')

const sentenceOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error)
