// The parts of the page: what each asks, and what its view is given. Each agency's answer is a part of its own, so that a slow one
// delays that alone.
import type { Document } from '../../api/document.js'
import type { problem, Part, Visit } from '../../server/page.js'
import * as agency from './agencies.js'
import { allCouldSay, away, episodes } from './episodes.js'
import * as agencies from './generated/agencies.js'
import * as queries from './generated/query.js'
import { lacksOf, answered, warned, type Lack } from './lacks.js'
import { contact, family, identity, restrictions } from './people.js'
import type { ChildPurpose } from './purpose.js'
import type { Child } from './speech.js'

interface Of {
  readonly child: { readonly __typename: string }
}
export interface Asking {
  readonly visit: Visit
  readonly variables: { readonly id: string; readonly purpose: ChildPurpose }
  /** What all questions of one look at the page share. */
  readonly view: string
}

/** `NOT_SHOWN`: the part says nothing, and the page says it once. */
export type Had<Q extends Of> =
  | { readonly kind: 'CHILD'; readonly child: Child<Q> }
  | { readonly kind: 'NOT_SHOWN'; readonly child: Q['child'] }
  | { readonly kind: 'FAILED'; readonly failure: Parameters<typeof problem>[0] }

type Variables = Asking['variables']

export async function had<Q extends Of>(
  { visit, variables, view }: Asking,
  document: Document<Q, Variables>,
): Promise<Had<Q>> {
  const asked = await visit.ask(document, variables, { view })
  if (asked.kind !== 'ANSWERED') return { kind: 'FAILED', failure: asked }
  const { child } = asked.data
  return isChild<Q>(child) ? { kind: 'CHILD', child } : { kind: 'NOT_SHOWN', child }
}

const isChild = <Q extends Of>(child: Q['child']): child is Child<Q> => child.__typename === 'Child'

/** The places that a part fills beside the one of its own name: should it not come, nobody may go on waiting there. */
const FILLS: Readonly<Record<string, readonly string[]>> = {
  risk: ['do', 'missing', 'assessment'],
  now: ['episodes'],
  police: ['warn-police'],
  socialCare: ['warn-socialCare', 'placed'],
  health: ['warn-health'],
  family: ['warn-family'],
}

export const placesOf = (slot: string): readonly string[] => [slot, ...(FILLS[slot] ?? [])]

/** What every part's view is given. */
export interface Values {
  readonly slot: string
  readonly places: readonly string[]
  readonly kind: 'CHILD' | 'NOT_SHOWN' | 'FAILED'
  /** The code of what went wrong with asking. */
  readonly failed: string | null
  readonly inner: string
  /** Why none is shown, and whom to ring. */
  readonly child?: object
  /** For the list of what is not there. */
  readonly lacks: readonly Lack[]
}

type Body = object & { readonly lacks: readonly Lack[] }

/** A part whose question has been asked. */
export function partOf<Q extends Of>(
  slot: string,
  inner: string,
  asked: Promise<Had<Q>>,
  of: (child: Child<Q>) => Body,
): Part & { readonly values: Promise<Values> } {
  const values = asked.then((found): Values => {
    const places = placesOf(slot)
    const plain = { slot, places, inner: `children/${inner}.njk`, kind: found.kind, failed: null, lacks: [] }
    if (found.kind === 'CHILD') return { ...plain, ...of(found.child) }
    if (found.kind === 'NOT_SHOWN') return { ...plain, child: found.child }
    return { ...plain, failed: found.failure.kind === 'REFUSED' ? found.failure.code : 'GATEWAY_UNREACHABLE' }
  })
  // Asked before anybody waits for it: a page that is not shown after all must not end the program.
  values.catch(() => undefined)
  return { slot, places: placesOf(slot), view: 'children/part.njk', values }
}

const lacksIn = (all: readonly { readonly lacks: readonly Lack[] }[]): readonly Lack[] =>
  all.flatMap(({ lacks }) => lacks)

/** Everything but the hub's own: asked together, now. */
export function sections(asking: Asking): readonly (Part & { readonly values: Promise<Values> })[] {
  const { visit } = asking
  const part = <Q extends Of>(
    slot: string,
    inner: string,
    document: Document<Q, Variables>,
    of: (child: Child<Q>) => Body,
  ) => partOf(slot, inner, had(asking, document), of)
  return [
    part('police', 'agency', agencies.childPoliceQuery, child => {
      const answers = child.police.map(each => answered(visit, each, agency.police(visit, each.record)))
      const warnings = child.police.map(each =>
        warned(visit, each, agency.policeMarkers(visit, each.record), 'POLICE_MARKERS'),
      )
      return { answers, warnings, lacks: child.police.flatMap(each => lacksOf(visit, each)) }
    }),
    part('socialCare', 'agency', agencies.childSocialCareQuery, child => {
      const answers = child.socialCare.map(each => answered(visit, each, agency.socialCare(visit, each.record)))
      const warnings = child.socialCare.map(each =>
        warned(visit, each, agency.careAlerts(visit, each.record), 'SOCIAL_ASSESSMENT'),
      )
      const placed = child.socialCare.map(each =>
        warned(visit, each, agency.placements(visit, each.record), 'PLACEMENT'),
      )
      return { answers, warnings, placed, lacks: child.socialCare.flatMap(each => lacksOf(visit, each)) }
    }),
    part('health', 'agency', agencies.childHealthQuery, child => {
      const answers = child.health.map(each => answered(visit, each, agency.health(visit, each.record)))
      const warnings = child.health.map(each =>
        warned(visit, each, agency.healthAlerts(visit, each.record), 'HEALTH_ALERTS'),
      )
      return { answers, warnings, lacks: child.health.flatMap(each => lacksOf(visit, each)) }
    }),
    part('education', 'agency', agencies.childEducationQuery, child => ({
      answers: child.education.map(each => answered(visit, each, agency.education(visit, each.record))),
      lacks: child.education.flatMap(each => lacksOf(visit, each)),
    })),
    part('thirdSector', 'agency', agencies.childThirdSectorQuery, child => ({
      answers: child.thirdSector.map(each => answered(visit, each, agency.thirdSector(visit, each.record))),
      lacks: child.thirdSector.flatMap(each => lacksOf(visit, each)),
    })),
    part('family', 'agency', queries.childFamilyQuery, child => {
      const answers = child.family.map(each => answered(visit, each, family(visit, each.record)))
      const warnings = child.family.map(each => warned(visit, each, restrictions(visit, each.record), 'FAMILY'))
      return { answers, warnings, lacks: child.family.flatMap(each => lacksOf(visit, each)) }
    }),
    part('who', 'who', queries.childWhoQuery, child => {
      const answers = child.identity.map(each => answered(visit, each, identity(visit, each.record)))
      const { calledBy, protection, breakGlassUntil } = child
      return {
        answers,
        calledBy,
        protection,
        breakGlassUntil,
        lacks: child.identity.flatMap(each => lacksOf(visit, each)),
      }
    }),
    part('now', 'now', queries.childEpisodesQuery, child => {
      const answers = child.missingEpisodes.map(each => answered(visit, each, episodes(visit, each.record)))
      const lacks = child.missingEpisodes.flatMap(each => lacksOf(visit, each))
      const sure = allCouldSay(child.missingEpisodes)
      return { ...away(child.missingEpisodes), assumed: child.episodeAssumedOpen, sure, answers, lacks }
    }),
    part('where', 'where', queries.childContactQuery, child => {
      const answers = child.contact.map(each => answered(visit, each, contact(visit, each.record, visit.now)))
      return { answers, lacks: lacksIn(answers) }
    }),
    part('professionals', 'professionals', queries.childProfessionalsQuery, ({ professionals }) => ({
      professionals,
      lacks: [],
    })),
    part('conflicts', 'conflicts', queries.childConflictsQuery, ({ conflicts }) => ({ conflicts, lacks: [] })),
  ]
}
