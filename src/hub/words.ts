// What people read, in both languages, beside the code that programs read.

export interface Words {
  readonly en: string
  readonly cy: string
}

/** A code list: the code that is stored → what it is called. */
export type CodeList<Code extends string = string> = Readonly<Record<Code, Words>>

export const say = (en: string, cy: string): Words => ({ en, cy })

/** The codes of a list, in its order. */
export function codesOf<Code extends string>(list: CodeList<Code>): readonly [Code, ...Code[]] {
  const isCode = (key: string): key is Code => Object.hasOwn(list, key)
  const [first, ...rest] = Object.keys(list).filter(isCode)
  if (first === undefined) throw new Error('a code list without codes')
  return [first, ...rest]
}
