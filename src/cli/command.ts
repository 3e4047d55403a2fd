// What a command of `hafan` is, and what it may touch.

/** What a command works with, beside its words. */
export interface CommandDeps {
  readonly write: (text: string) => void
  readonly writeError: (text: string) => void
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly now: () => Date
  /** The checkout: where `protocol/`, `config/` and `.hafan/` are looked for unless the words say otherwise. */
  readonly projectRoot: string
  /** What file names in the words are taken from. */
  readonly workingDirectory: string
  /** What is written to errors is seen by a person at once, and a line may be written over. */
  readonly terminal?: boolean
  /** Calls `act` when the program is told to stop; gives what ends that. Without it, being told to stop ends the program. */
  readonly onInterrupt?: (act: () => void) => () => void
}

/** 0: done, and all is well. 1: done, and something is wrong: it was printed. 2: the words are off, or nothing could be done. */
export type ExitCode = 0 | 1 | 2

export interface Command {
  /** The words that call it: `protocol check`. */
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** What `--help` prints: how it is called, what it prints, an example. */
  readonly help: string
  /** Gets the words behind its name. Throws WrongWords for words it cannot use. */
  run(words: readonly string[], deps: CommandDeps): Promise<ExitCode>
}

/** Words that a command cannot use. The message says what it takes; the reader is pointed to --help. */
export class WrongWords extends Error {
  constructor(message: string) {
    super(message)
    this.name = new.target.name
  }
}
