// What may be an id of a school system. Ids go into paths and filters, and callers may name one themselves: a text that
// is no id names no record, and is never sent.

/** Whether a text is formed as the ids of school systems are: letters, digits, `_ . : -`, and no dot in front. */
export function isId(text: string): boolean {
  return /^\w[\w.:-]{0,254}$/.test(text)
}
