// JSON in which every name counts once. JSON.parse keeps the last of two members of one name without a word, so another reader of
// the same signed text may have seen another person; and a name that objects inherit could become a claim that nobody made.

const INHERITED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])
/** In text that is JSON a string before a colon is a member's name, and nothing else is. */
const NAME_OR_BRACE = /("(?:[^"\\]|\\.)*")(\s*:)?|[{}]/g

/**
 * The object that the text is, without a prototype. Null for text that is no JSON or no object, and where any object in it, at
 * any depth, has two members of one name or one of a name that objects inherit.
 */
export function strictObject(text: string): Readonly<Record<string, unknown>> | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !namesCountOnce(text)) return null
  return Object.assign(Object.create(null) as Record<string, unknown>, value)
}

/** Of text that is JSON. Names are compared as they are meant: `"\u0061"` is `"a"`. */
function namesCountOnce(text: string): boolean {
  const open: Set<unknown>[] = []
  for (const [mark, written, colon] of text.matchAll(NAME_OR_BRACE)) {
    if (mark === '{') open.push(new Set())
    else if (mark === '}') open.pop()
    else if (written !== undefined && colon !== undefined) {
      const name: unknown = JSON.parse(written)
      const names = open.at(-1)
      if (names === undefined || names.has(name) || INHERITED.has(String(name))) return false
      names.add(name)
    }
  }
  return true
}
