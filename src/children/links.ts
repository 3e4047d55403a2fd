// How each record of a picture came to be the child's.
import { HUB_SOURCE } from '../hub/source.js'
import type { Rights } from '../types/decision.js'
import type { Link } from '../types/child.js'
import type { Records } from '../types/index.js'
import type { Asked, Picture } from './picture.js'
import { RIGHTS } from './rights.js'

/** In the order of the picture. The hub's own record is the child's by nature. */
export function linksOf(
  { asked, hideLocation }: Picture,
  rights: Rights,
  view: (asked: Asked) => Records.Source,
  nameOf: (link: Link) => string,
): Records.ChildLink[] {
  return asked.flatMap(one => {
    const { link } = one
    if (!link || link.sourceId === HUB_SOURCE) return []
    const { how, confirmedAt, modelVersion = null } = link
    // It rests on how near to each other the records say the child lives.
    const score = hideLocation ? null : (link.score ?? null)
    return [{ id: nameOf(link), source: view(one), how, confirmedAt, score, modelVersion, [RIGHTS]: rights }]
  })
}
