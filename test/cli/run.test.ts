import { parseArgs } from 'node:util'
import { describe, expect, it } from '@jest/globals'
import { WrongWords } from '../../src/cli/command.js'
import type { Command } from '../../src/cli/command.js'
import { COMMANDS } from '../../src/cli/commands.js'
import { hafan } from './support.js'

const seen: (readonly string[])[] = []
const command = (name: string, run: Command['run']): Command => ({
  name,
  summary: `summary of ${name}`,
  help: `help of ${name}\n`,
  run,
})
const commands: readonly Command[] = [
  command('tree plant', words => {
    seen.push(words)
    return Promise.resolve(1)
  }),
  command('tree fell', () => Promise.reject(new WrongWords('Name a tree.'))),
  command('dig', async words => {
    parseArgs({ args: [...words], options: { deep: { type: 'boolean' } } })
    throw new Error('The spade broke.')
  }),
]
const say = (...words: readonly string[]): ReturnType<typeof hafan> => hafan(words, {}, commands)

describe('hafan', () => {
  it('hands a command the words behind its name, and ends as it does', async () => {
    expect(await say('tree', 'plant', 'oak', '--here')).toEqual({ code: 1, out: '', err: '' })
    expect(seen).toEqual([['oak', '--here']])
  })

  it.each([['--help'], ['-h'], ['help']])('%s lists every command', async word => {
    const { code, out } = await say(word)
    expect(code).toBe(0)
    for (const { name, summary } of commands) expect(out).toMatch(new RegExp(`hafan ${name} +${summary}`))
  })

  it('without a word says what there is, and that this was nothing to do', async () => {
    expect(await say()).toMatchObject({ code: 2, out: expect.stringContaining('hafan dig') })
  })

  it('--help behind a command is its help, wherever it stands', async () => {
    expect(await say('tree', 'fell', '--help')).toEqual({ code: 0, out: 'help of tree fell\n', err: '' })
    expect(await say('dig', '--deep', '-h')).toEqual({ code: 0, out: 'help of dig\n', err: '' })
  })

  it('--help behind a group lists the group', async () => {
    const { code, out } = await say('tree', '--help')
    expect([code, out.includes('hafan tree fell'), out.includes('hafan dig')]).toEqual([0, true, false])
  })

  it('a command that is none is named, with those there are', async () => {
    const { code, err } = await say('climb', 'up')
    expect([code, err]).toEqual([2, expect.stringContaining('There is no command "hafan climb up".')])
    expect(err).toContain('hafan tree plant')
  })

  it('of a group, those of the group', async () => {
    const { code, err } = await say('tree', 'burn')
    expect([code, err]).toEqual([2, expect.stringContaining('There is no command "hafan tree burn".')])
    expect(err).not.toContain('hafan dig')
  })

  it('words that cannot be used are exit code 2, a sentence, and where to read on', async () => {
    expect(await say('tree', 'fell')).toEqual({ code: 2, out: '', err: 'Name a tree. See: hafan tree fell --help\n' })
    const { code, err } = await say('dig', '--wide')
    expect([code, err]).toEqual([2, expect.stringMatching(/--wide.*See: hafan dig --help/s)])
  })

  it('a fault is exit code 2 and a sentence, not a stack', async () => {
    expect(await say('dig')).toEqual({ code: 2, out: '', err: 'The spade broke.\n' })
  })
})

describe('every command of the table', () => {
  it.each(COMMANDS.map(one => [one.name, one] as const))(
    '%s says how it is called',
    async (name, { help, summary }) => {
      expect(help).toMatch(new RegExp(`^hafan ${name}( |\\n)`))
      expect(help).toContain('Exit code')
      expect(summary).toMatch(/^[a-z].*[^.]$/)
      expect(await hafan([...name.split(' '), '--help'])).toEqual({ code: 0, out: help, err: '' })
    },
  )

  it('stands once', () => {
    expect(new Set(COMMANDS.map(({ name }) => name)).size).toBe(COMMANDS.length)
  })
})
