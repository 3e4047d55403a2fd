// What a search by number may answer: the child, or that they are known, or nobody; and whoever is not there is in no count.
import type { SelectionSetNode } from 'graphql'
import type { Problem } from './judge.js'
import { selectedOf, setsOf } from './select.js'
import type { Document, Selected } from './select.js'

export interface FoundJudging {
  readonly document: Document
  /** PERHAPS: the caller may be told that the child is known, or that it could not be checked. */
  readonly expected: 'SHOWN' | 'PERHAPS' | 'NOBODY'
  readonly say: (kind: Problem['kind'], says: string) => void
  readonly judged: (value: unknown, sets: readonly SelectionSetNode[]) => void
}

export function judgeFound(
  result: Selected,
  value: Readonly<Record<string, unknown>> | null,
  { document, expected, say, judged }: FoundJudging,
): void {
  for (const [key, selected] of selectedOf('FindChildrenResult', setsOf(result), document)) {
    const said = value?.[key]
    if (selected.name === 'tooMany' && said !== false) say('EXISTENCE', 'a search by number found too many')
    if (selected.name !== 'found') continue
    const all: readonly unknown[] = Array.isArray(said) ? said : []
    const [first, ...others] = all
    if (others.length > 0) say('EXISTENCE', 'a search by number found several')
    if (first === undefined && expected === 'SHOWN') say('MISSING', 'a child should have been found')
    if (first !== undefined && expected === 'NOBODY') say('EXISTENCE', 'a search found somebody')
    if (typeof first !== 'object' || first === null) continue
    const found = new Map(Object.entries(first))
    for (const [inner, one] of selectedOf('FoundChild', setsOf(selected), document))
      if (one.name === 'child') judged(found.get(inner), setsOf(one))
  }
}
