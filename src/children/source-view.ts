// A source as the schema shows it.
import type { AgencySource } from '../adapters/agency.js'
import type { AgencyKind, Records } from '../types/index.js'
import type { Asked, Picture } from './picture.js'

/** How a source shows itself; `state` is whether it has been answering this process. */
export interface SourceView {
  readonly source: AgencySource
  readonly state: () => Records.SourceState
}

const known = new WeakMap<AgencySource['offers'], readonly string[]>()

/** Worked out once: a source is described with every row that names it, and offers the same as long as it runs. */
function partsOffered({ offers }: AgencySource): readonly string[] {
  const parts = known.get(offers) ?? [...offers].filter(part => !part.startsWith('fact.')).sort()
  known.set(offers, parts)
  return parts
}

export function describeSource(source: AgencySource, state: Records.SourceState): Records.Source {
  const { id, name, agency, organisation, area, contact } = source.description
  const parts = partsOffered(source)
  return { id, name, agency, organisation, area, parts, state, contact }
}

/** What an authority's system is called where its name would tell in which authority a protected child is. */
const ANY: Readonly<Record<AgencyKind, { id: string; name: string }>> = {
  POLICE: { id: 'police', name: 'Police' },
  SOCIAL_CARE: { id: 'social-care', name: 'Social care' },
  EDUCATION: { id: 'education', name: 'Schools' },
  HEALTH: { id: 'health', name: 'Health' },
  THIRD_SECTOR: { id: 'third-sector', name: 'Third sector' },
  HUB: { id: 'hub', name: 'Hub' },
}

/**
 * How the sources of one picture are shown. To those who may not be told where a protected child is, a source of one area says
 * no more than its kind of agency: its desk, what it can answer for and how it has been answering would give the area away too.
 */
export function shownIn(
  { hideLocation }: Pick<Picture, 'hideLocation'>,
  view: (asked: Asked) => Records.Source,
): (asked: Asked) => Records.Source {
  return asked => {
    const { agency, area } = asked.source.description
    if (!hideLocation || area === null) return view(asked)
    const { id, name } = ANY[agency]
    const state = asked.reading === null ? 'NOT_ASKED' : asked.reading.kind === 'failed' ? 'DOWN' : 'UP'
    return { id, name, agency, organisation: name, area: null, parts: [], state, contact: null }
  }
}
