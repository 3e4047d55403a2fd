import { isGrouped, spelling } from './matching/names/alike.js'
import { givenName } from './matching/text.js'

/** Folds case, accents and everything that is not a letter: `Siân-Mair` and `SIAN MAIR` are one spelling. Dates fold to ''. */
export function folded(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '')
}

/** Whether two given names are one, spelt apart or one short for the other. */
export function isOneName(one: string, other: string): boolean {
  const [name, also] = [givenName(one), givenName(other)]
  return name !== '' && (spelling(name) === spelling(also) || isGrouped(name, also))
}
