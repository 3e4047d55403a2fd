// The errors of one execution, as graphql-js keeps them: one that comes from below a place that an error has already made null is
// left out, since nothing of that place is in the answer.
import { locatedError } from 'graphql'
import type { FieldNode, GraphQLError, GraphQLResolveInfo } from 'graphql'

export type Path = GraphQLResolveInfo['path']

export interface Errors {
  readonly all: readonly GraphQLError[]
  add(error: GraphQLError, path: Path | undefined): void
}

export function createErrors(): Errors {
  const all: GraphQLError[] = []
  const places = new Set<Path | undefined>()
  return {
    all,
    add(error, path) {
      if (places.size > 0) {
        for (let place = path; place !== undefined; place = place.prev) if (places.has(place)) return
        if (places.has(undefined)) return
      }
      places.add(path)
      all.push(error)
    },
  }
}

/** What was thrown, with the place in the document and in the answer. */
export function placed(thrown: unknown, nodes: readonly FieldNode[], path: Path): GraphQLError {
  const keys: (string | number)[] = []
  for (let place: Path | undefined = path; place !== undefined; place = place.prev) keys.push(place.key)
  return locatedError(thrown, nodes, keys.reverse())
}
