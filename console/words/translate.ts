// Finds the words: a page's own, then those that all pages share. A key that neither has is a fault, never a blank.
import i18next, { type Resource, type ResourceKey } from 'i18next'
import { common } from './common.js'
import { LANGUAGES, type Language, type Words } from './shape.js'

export type Values = Readonly<Record<string, string | number>>
/** Throws for a key there is none of. `count` chooses among the forms that depend on a number. */
export type Translate = (key: string, values?: Values) => string

/** `areas`: each page's words by its name. */
export function createTranslator(
  areas: Readonly<Record<string, Words>>,
): (language: Language, area: string) => Translate {
  const resources: Resource = {}
  for (const language of LANGUAGES) {
    const all = Object.entries({ ...areas, common }).map(([area, both]) => [area, flat(both[language])] as const)
    resources[language] = Object.fromEntries(all)
  }
  const instance = i18next.createInstance()
  void instance.init({
    resources,
    initAsync: false,
    // Else it prints an advertisement.
    showSupportNotice: false,
    fallbackLng: false,
    lng: 'en',
    ns: [...Object.keys(areas), 'common'],
    defaultNS: 'common',
    // Keys have dots in them and are looked up whole; views escape what they are given.
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    returnNull: false,
    parseMissingKeyHandler: key => {
      throw new Error(`There are no words for ${key}`)
    },
    missingInterpolationHandler: (_text, match) => {
      throw new Error(`Words lack their value ${String(match)}`)
    },
  })
  return (language, area) => {
    const translate = instance.getFixedT(language, [area, 'common'])
    return (key, values = {}) => String(translate(key, { ...values, lng: language }))
  }
}

/** `{ due: { one, other } }` as `due_one` and `due_other`, as the library wants them. */
function flat(tree: object, before = ''): ResourceKey {
  const entries = Object.entries(tree).map(([key, value]: [string, unknown]): [string, string][] => {
    const name = before + key
    if (typeof value === 'string') return [[name, value]]
    if (typeof value !== 'object' || value === null) return []
    if ('other' in value) return Object.entries(value).map(([form, text]) => [`${name}_${form}`, String(text)])
    return Object.entries(flat(value, `${name}.`)).map(([inner, text]) => [inner, String(text)])
  })
  return Object.fromEntries(entries.flat())
}
