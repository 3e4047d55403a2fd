// An operation of the console: its text, and for the compiler what it takes and gives. `npm run codegen` writes them.
export interface Document<R, V> {
  readonly name: string
  readonly text: string
  /** Never there: it ties the two types to the text. */
  readonly types?: (variables: V) => R
}
