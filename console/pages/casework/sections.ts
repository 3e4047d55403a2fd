// What a section of a child's casework shows: what is recorded, that nothing is, or why nobody can say.
import { lacksOf, type Lack } from '../children/lacks.js'
import type { Head, Speech } from '../children/speech.js'
import type { CaseworkPart } from '../../server/forms/casework.js'

export interface Section<T> {
  /** Null where nothing of it is shown. */
  readonly shown: T | null
  readonly lacks: readonly Lack[]
}

export function sectionOf<T>(say: Speech, head: Head, { part, category }: CaseworkPart, shown: T | null): Section<T> {
  return { shown, lacks: lacksOf(say, head, { part, category, shown: shown !== null }) }
}

interface Component<G> {
  readonly group: G
}

/** What was found in a SERAF, by the part of it. */
export const byGroup = <G, C extends Component<G>>(
  components: readonly C[],
): readonly { readonly group: G; readonly found: readonly C[] }[] =>
  [...new Set(components.map(({ group }) => group))].map(group => ({
    ...{ group, found: components.filter(one => one.group === group) },
  }))
