// One deliberate mistake, and how it must come to light.

export interface Edit {
  readonly file: string
  /** Stands there exactly once. */
  readonly find: string
  readonly replace: string
}

export interface Fault {
  readonly name: string
  /** What somebody might do wrong, in a sentence. */
  readonly says: string
  /** Where security.md warns of it, if it does. */
  readonly finding: string
  readonly edits: readonly Edit[]
  /** `start`: the gateway refuses to start. `canary`: an answer or a sink gives it away. `worlds`: two worlds are told apart. */
  readonly caughtBy: 'start' | 'canary' | 'worlds'
  /** What is said when it is caught for this reason and no other. */
  readonly shows: RegExp
}

export const edit = (file: string, find: string, replace: string): Edit => ({ file: `src/${file}`, find, replace })

/** A change of the protocol as the gateway reads it. The oracle reads the document itself. */
export const inProtocol = (find: string, replace: string): Edit =>
  edit(
    'policies/protocol/load.ts',
    'parseDocument(yamlText,',
    `parseDocument(((text, find) => { if (text.split(find).length !== 2) throw new Error('the fault no longer fits'); return text.replace(find, () => ${JSON.stringify(replace)}) })(yamlText, ${JSON.stringify(find)}),`,
  )

/** A change of the schema as the gateway reads it. */
export const inSchema = (find: string, replace: string): Edit =>
  edit(
    'schema/load.ts',
    ".values()].join('\\n')",
    `.values()].join('\\n').replace(${JSON.stringify(find)}, found => { void found; return ${JSON.stringify(replace)} })`,
  )
