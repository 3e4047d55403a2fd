// Every word and value of a run, once, as a number: pairs are compared by number, and a name's parts are worked out once.
import { isListed, spelling } from './names/alike.js'
import { lettersOf, sound } from './distances.js'

export interface Part {
  readonly word: string
  readonly spelling: string
  readonly listed: boolean
}

export interface Name {
  readonly text: string
  readonly words: readonly string[]
  /** Of each word. */
  readonly parts: readonly Part[]
  readonly sound: string
  /** The text in the plainest of its Welsh and English spellings. */
  readonly spelling: string
  /** One bit for each letter that it has. */
  readonly letters: number
  /** A name in its own right, known from the lists. */
  readonly listed: boolean
}

export interface Lexicon {
  /** The number of a value; 0 for ''. */
  readonly id: (text: string) => number
  readonly name: (id: number) => Name
  readonly text: (id: number) => string
  readonly size: () => number
}

const NOTHING: Name = { text: '', words: [], parts: [], sound: '', spelling: '', letters: 0, listed: false }

export function createLexicon(): Lexicon {
  const ids = new Map<string, number>([['', 0]])
  const texts = ['']
  const names: (Name | undefined)[] = [NOTHING]
  return {
    id(text) {
      const known = ids.get(text)
      if (known !== undefined) return known
      ids.set(text, texts.length)
      texts.push(text)
      return texts.length - 1
    },
    name: id => (names[id] ??= nameOf(texts[id] ?? '')),
    text: id => texts[id] ?? '',
    size: () => texts.length,
  }
}

function nameOf(text: string): Name {
  const words = text.split(' ')
  const parts = words.map(word => ({ word, spelling: spelling(word), listed: isListed(word) }))
  return {
    text,
    words,
    parts,
    sound: sound(text),
    spelling: spelling(text),
    letters: lettersOf(text),
    listed: parts.every(part => part.listed),
  }
}
