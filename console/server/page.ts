// What a page is: an address, its words, a view, and functions from a visit to what is shown.
import type { Asked, AskOptions, Failure } from '../api/ask.js'
import type { Document } from '../api/document.js'
import type { Label } from '../api/labels.js'
import type { Person } from '../sessions/sessions.js'
import type { Dates } from '../words/dates.js'
import type { Language, Words } from '../words/shape.js'
import type { Translate } from '../words/translate.js'

/** One request of a person who is signed in. */
export interface Visit {
  readonly person: Person
  readonly language: Language
  readonly now: Date
  readonly dates: Dates
  /** The page's words, then those that all pages share. */
  readonly t: Translate
  /** The name of a value of one of the API's enums. */
  readonly label: Label
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Asks the gateway as this person. */
  ask<R, V>(document: Document<R, V>, variables: V, options?: AskOptions): Promise<Asked<R>>
  /** What was typed into this page's form before the sign-in ended; null where nothing is kept. */
  readonly kept: URLSearchParams | null
  /** The client script asks for the page's living part alone. */
  readonly part: boolean
}

export type Shown =
  /** A view with its values. `status` 422 for a form with mistakes. */
  | {
      readonly kind: 'VIEW'
      readonly view: string
      readonly title: string
      readonly values: object
      readonly status: number
      /** It draws no form for what was typed just now, or before: that is kept until it does. */
      readonly keeps?: boolean
    }
  /** A view whose parts come as they are had. Nothing that was sent can be taken back: the status is always 200. */
  | {
      readonly kind: 'STREAM'
      readonly view: string
      readonly title: string
      readonly values: object
      readonly parts: readonly Part[]
    }
  /** On to another page of the console. */
  | { readonly kind: 'GO'; readonly to: string }
  /** An error page. */
  | { readonly kind: 'PROBLEM'; readonly failure: Failure }
  | { readonly kind: 'NOT_FOUND' }

/** A part of a page that is sent when it is had. */
export interface Part {
  readonly view: string
  /** Where in the page it is put, should it fail; its own view names the places otherwise. */
  readonly slot: string
  /** All the places that its view fills; `slot` alone where absent. */
  readonly places?: readonly string[]
  readonly values: Promise<object>
}

export interface Page {
  /** One word: names its words, and its navigation item in `pages/navigation.ts`. */
  readonly name: string
  /** As fastify has it: `/children/:id`. */
  readonly path: string
  readonly words: Words
  get(visit: Visit): Promise<Shown>
  /** `form`: what was sent; its token has been checked. */
  post?(visit: Visit, form: URLSearchParams): Promise<Shown>
}

/** `view`: its place under `console/pages`. `title`: what the window is called; the service's name is added. */
export const show = (view: string, title: string, values: object = {}, status = 200): Shown => ({
  kind: 'VIEW',
  ...{ view, title, values, status },
})
/** The view has `<!--parts-->` where its parts are put, in the order in which they are had. */
export const stream = (view: string, title: string, values: object, parts: readonly Part[]): Shown => ({
  kind: 'STREAM',
  ...{ view, title, values, parts },
})
export const go = (to: string): Shown => ({ kind: 'GO', to })
export const problem = (failure: Failure): Shown => ({ kind: 'PROBLEM', failure })
export type { Asked, Failure }

/** A page that anybody may read, signed in or not: words alone. They have a `title`. */
export interface PublicPage {
  readonly name: string
  readonly path: string
  readonly words: Words
  readonly view: string
}
