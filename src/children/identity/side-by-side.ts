// Who records are about, as their systems say at this moment: for a person who decides whether they are of one child. Asked and
// answered like a child's own identity, and trimmed by the same rules.
import type { Link } from '../../types/child.js'
import type { Rights } from '../../types/decision.js'
import { answersOf, type AnswerDeps, type Envelope } from '../answers.js'
import { loadPicture, type Picture, type PictureDeps } from '../picture.js'
import { planFor, type WithheldCoordinate } from '../plan.js'

export interface Side {
  readonly identity: readonly Envelope[]
  readonly picture: Picture
  readonly withheld: readonly WithheldCoordinate[]
  /** What came back says that the record is protected. */
  readonly isProtected: boolean
}

export interface SideDeps extends AnswerDeps {
  readonly pictures: PictureDeps
  /** What the query selects. */
  readonly requested: ReadonlySet<string>
  readonly rights: Rights
}

/** `id` is the child's; of a record that is nobody's yet, any. Systems without a link are not spoken of. */
export async function sideOf(id: string, links: readonly Link[], deps: SideDeps): Promise<Side> {
  const { pictures, rights, classification } = deps
  const requested = new Set([...deps.requested, 'Child.identity'])
  const plan = planFor(classification, new Set([...requested].filter(isOfIdentity)), rights)
  const section = plan.sections.get('identity')
  if (!section) throw new Error('the identity is planned where it is requested')
  const linked = new Set(links.map(({ sourceId }) => sourceId))
  const sources = pictures.sources.filter(({ description }) => linked.has(description.id))
  const picture = await loadPicture({ id, links, rights, plan }, { ...pictures, sources })
  return {
    identity: answersOf('identity', section, picture, rights, deps),
    picture,
    withheld: section.withheld,
    isProtected: picture.asked.some(({ reading }) => reading?.kind === 'read' && reading.protectedRecord),
  }
}

const isOfIdentity = (coordinate: string): boolean =>
  !coordinate.startsWith('Child.') || coordinate === 'Child.identity'
