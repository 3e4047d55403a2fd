// The shape of a page's words: English says which there are, and Welsh must have each of them, or the program does not compile.

/** What depends on a number in English. */
export interface EnglishForms {
  readonly one: string
  readonly other: string
}
/** Welsh has six. */
export interface WelshForms extends EnglishForms {
  readonly zero: string
  readonly two: string
  readonly few: string
  readonly many: string
}

export interface English {
  readonly [key: string]: string | EnglishForms | English
}

export type WelshOf<E> = E extends string
  ? string
  : E extends EnglishForms
    ? WelshForms
    : { readonly [K in keyof E]: WelshOf<E[K]> }

export interface Words<E extends English = English> {
  readonly en: E
  readonly cy: WelshOf<E>
}

/** Every key of the words, parts joined with a dot. */
export type KeyOf<E> = E extends string | EnglishForms
  ? never
  : { [K in keyof E & string]: E[K] extends string | EnglishForms ? K : `${K}.${KeyOf<E[K]>}` }[keyof E & string]

export const words = <const E extends English>(both: { readonly en: E; readonly cy: NoInfer<WelshOf<E>> }): Words<E> =>
  both

export const LANGUAGES = ['en', 'cy'] as const
export type Language = (typeof LANGUAGES)[number]
/** As the Intl objects know them. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', cy: 'cy-GB' }
