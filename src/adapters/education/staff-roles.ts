// Roles of school staff in both languages.
import type { Bilingual } from '../../types/index.js'

const ROLES: readonly (readonly [pattern: RegExp, en: string, cy: string])[] = [
  [/safeguarding|\bdsl\b/i, 'Designated safeguarding lead', 'Arweinydd diogelu dynodedig'],
  [/tutor/i, 'Form tutor', 'Tiwtor dosbarth'],
  [/head ?teacher/i, 'Headteacher', 'Pennaeth'],
  [/welfare/i, 'Education welfare officer', 'Swyddog lles addysg'],
]

/** A role as a school wrote it, in both languages where it is a known one; else as written. */
export function staffRole(role: string): Bilingual {
  const known = ROLES.find(([pattern]) => pattern.test(role))
  return known === undefined ? { en: role, cy: role } : { en: known[1], cy: known[2] }
}
