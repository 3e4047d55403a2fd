// What is counted together. A family is a tree: a count, and the ways it is parted, each of whose parts may be parted again. All
// that is given of one family is looked at together, so that no part follows from the others.
import type { Words } from '../hub/words.js'

export interface Part {
  readonly id: string
  readonly words: Words
}

/** One way a count is parted. Each record is in exactly one part. */
export interface Partition {
  readonly id: string
  readonly words: Words
  /** The node that is parted. */
  readonly of: string
  readonly parts: readonly Part[]
}

export interface Family {
  readonly id: string
  /** SUM: a quarter is the sum of its months. EACH: every period is counted anew, as children are who went missing twice. */
  readonly overTime: 'SUM' | 'EACH'
  readonly partitions: readonly Partition[]
}

/** The node of everything that is counted. */
export const ALL = 'ALL'

/** A node is everything, or a part: `AGE.UNDER_10`. */
export const nodeOf = (partition: string, part: string): string => `${partition}.${part}`

/** Node → how many. A node that is not there has none. */
export type Counts = Readonly<Record<string, number>>

export interface Tree {
  /** Everything first, and each node before its parts. */
  readonly nodes: readonly string[]
  /** The ways a node is parted, each as the nodes of its parts. */
  readonly partsOf: (node: string) => readonly (readonly string[])[]
  readonly parentOf: (node: string) => string | null
  /** The other parts of its partition. */
  readonly siblingsOf: (node: string) => readonly string[]
}

/** Throws where a partition is of a node that is not there, or one of its own parts. */
export function treeOf({ id, partitions }: Family): Tree {
  const parts = new Map<string, (readonly string[])[]>([[ALL, []]])
  const parents = new Map<string, string>()
  const siblings = new Map<string, readonly string[]>()
  for (const { id: name, of, parts: own } of partitions) {
    const nodes = own.map(part => nodeOf(name, part.id))
    const ways = parts.get(of)
    if (!ways || nodes.some(node => parts.has(node))) throw new Error(`the family ${id} is no tree at ${name}`)
    ways.push(nodes)
    for (const node of nodes) {
      parts.set(node, [])
      parents.set(node, of)
      siblings.set(
        node,
        nodes.filter(other => other !== node),
      )
    }
  }
  return {
    nodes: [...parts.keys()],
    partsOf: node => parts.get(node) ?? [],
    parentOf: node => parents.get(node) ?? null,
    siblingsOf: node => siblings.get(node) ?? [],
  }
}
