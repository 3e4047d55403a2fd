// Is the record that came back the child that was linked? Compared with what the same source said at the time of the
// link, so that the answer of one source never depends on whether another answered.
import type { Subject } from '../../adapters/agency.js'
import { disagreements } from '../../store/demographics.js'
import type { Demographics } from '../../types/child.js'

const MOST_DISAGREEMENTS = 1

/**
 * False where two or more demographics no longer agree with the link, where the given name does not and no number speaks
 * for the child, or where a verified identifier of the record is another child's: then nothing of it may be shown.
 * `identifiersAgree` is null where the identifier is nobody's yet, as a superseding number is at first.
 */
export function sameChild(
  anchor: Demographics | null,
  subject: Subject | null,
  identifiersAgree: boolean | null,
): boolean {
  if (subject === null) return true
  if (identifiersAgree === false) return false
  if (anchor === null) return true
  const found = disagreements(anchor, subject.demographics)
  // Twins differ in the given name and in nothing else: then only a number that is the child's makes it the child.
  if (found.includes('GIVEN_NAME') && identifiersAgree !== true) return false
  return found.length <= MOST_DISAGREEMENTS
}
