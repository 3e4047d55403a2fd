// An operation that can be sent: its text, the shape its answer must have, and both as types.

/** A selection of fields, by the name each has in the answer. */
export type Fields = Readonly<Record<string, Shape>>

/** What an answer must look like. `oneOf` goes by `__typename`. */
export type Shape =
  | { readonly leaf: 'text' | 'whole' | 'number' | 'yesNo' }
  | { readonly orNull: Shape }
  | { readonly listOf: Shape }
  | { readonly fields: Fields }
  | { readonly oneOf: Readonly<Record<string, Fields>> }

export type OperationKind = 'query' | 'mutation' | 'subscription'

export interface Operation<Data, Variables, Kind extends OperationKind = OperationKind> {
  readonly name: string
  readonly kind: Kind
  readonly text: string
  readonly shape: Shape
  /** Never there: it holds the types together. */
  readonly types?: (variables: Variables) => Data
}

/** The type of an operation's answer. */
export type DataOf<O> = O extends Operation<infer Data, never> ? Data : never
