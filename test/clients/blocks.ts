// The fenced blocks of a Markdown text.

export interface Block {
  readonly language: string
  /** What stands behind the language: a file's name, or where it runs. */
  readonly of: string
  readonly text: string
}

export const blocksIn = (markdown: string): readonly Block[] =>
  [...markdown.matchAll(/^```(\w+)(?: ([^\n]+))?\n([^]*?)^```$/gm)].map(([, language = '', of = '', text = '']) => ({
    ...{ language, of, text },
  }))
