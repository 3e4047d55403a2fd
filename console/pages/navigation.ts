// Which pages a role finds in its menu, in which order; the first is its start page. The menu opens nothing: what a role may
// see is the gateway's to decide, page by page.
import { CHILD_ROLES } from './children/purpose.js'
import { words, type KeyOf } from '../words/shape.js'

export const navigationWords = words({
  en: {
    board: 'Who is missing now',
    find: 'Find a child',
  },
  cy: {
    board: 'Pwy sydd ar goll nawr',
    find: 'Dod o hyd i blentyn',
  },
})

interface Item {
  readonly name: KeyOf<typeof navigationWords.en>
  readonly href: string
  readonly roles: readonly string[]
}

export const navigation: readonly Item[] = [
  { name: 'board', href: '/board', roles: ['HUB_PRACTITIONER', 'HUB_MANAGER', 'POLICE_COORDINATOR'] },
  { name: 'find', href: '/find', roles: CHILD_ROLES },
]

/** Where somebody begins: the first of their pages, or one that says that there is none. */
export const startOf = (role: string): string => navigation.find(({ roles }) => roles.includes(role))?.href ?? '/start'
