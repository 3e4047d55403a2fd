// Runs `hafan` in this process, with what it would have printed.
import { projectRoot } from '../../src/paths.js'
import type { Command, CommandDeps } from '../../src/cli/command.js'
import { run } from '../../src/cli/run.js'

export interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

export async function hafan(
  words: readonly string[],
  deps: Partial<CommandDeps> = {},
  commands?: readonly Command[],
): Promise<Said> {
  let [out, err] = ['', '']
  const code = await run(
    words,
    {
      write: text => (out += text),
      writeError: text => (err += text),
      environment: {},
      now: () => new Date('2026-11-27T12:00:00Z'),
      projectRoot,
      workingDirectory: projectRoot,
      ...deps,
    },
    commands,
  )
  return { code, out, err }
}
