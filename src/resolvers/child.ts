// The child's sections and what is derived from them. Shapes answers, nothing else.
import type { Asked, Picture } from '../children/picture.js'
import { accessesOf } from '../children/accesses.js'
import { answersOf } from '../children/answers.js'
import type { Envelope } from '../children/answers.js'
import { calledBy } from '../children/called-by.js'
import { completenessOf, sourceOutcomes } from '../children/completeness.js'
import { conflictsOf } from '../children/conflicts.js'
import type { ChildHandle } from '../children/handle.js'
import { linksOf } from '../children/links.js'
import { professionalsOf } from '../children/professionals.js'
import { RIGHTS } from '../children/rights.js'
import { SECTIONS } from '../children/sections.js'
import type { SectionName } from '../children/sections.js'
import { shownIn } from '../children/source-view.js'
import { startOf, timelineOf } from '../children/timeline/connection.js'
import type { Resolvers } from '../schema/generated/resolvers.js'
import type { Context } from './context.js'
import type { Records } from '../types/index.js'

const FULL = 3

type Sections = Map<SectionName, Promise<readonly Envelope[]>>
/** By handle, which is one operation's own: completeness looks at every section that the operation also shows. */
const made = new WeakMap<ChildHandle, Sections>()

function envelopes(name: SectionName, child: ChildHandle, context: Context): Promise<readonly Envelope[]> {
  const sections: Sections = made.get(child) ?? new Map<SectionName, Promise<readonly Envelope[]>>()
  made.set(child, sections)
  const answers = sections.get(name) ?? makeEnvelopes(name, child, context)
  sections.set(name, answers)
  return answers
}

async function makeEnvelopes(name: SectionName, child: ChildHandle, context: Context): Promise<readonly Envelope[]> {
  const plan = child.plan.sections.get(name)
  if (!plan) throw new Error(`section ${name} was not planned`)
  return answersOf(
    name,
    plan,
    await pictureFor(child, plan.content.size + plan.existsOnly.size),
    child.rights,
    context.answers,
  )
}

/** A section that is withheld whole asks nobody. */
const NOTHING_ASKED: Picture = { asked: [], hideLocation: false }
const pictureFor = (child: ChildHandle, asks: number): Promise<Picture> =>
  asks === 0 ? Promise.resolve(NOTHING_ASKED) : child.picture()

const section =
  (name: SectionName) =>
  (child: ChildHandle, _args: object, context: Context): Promise<never> =>
    // Envelopes are of the schema's own answer types by construction; the generated types do not know the common shape.
    envelopes(name, child, context) as Promise<never>

const viewOf = (picture: Picture, context: Context): ((asked: Asked) => Records.Source) =>
  shownIn(picture, context.answers.view)

export const childResolvers: Resolvers = {
  ChildResult: {
    __resolveType: result => ('rights' in result ? 'Child' : 'reason' in result ? 'ChildNotShown' : 'ChildExists'),
  },
  Child: {
    id: child => child.publicId,
    episodeAssumedOpen: child => child.rights.episodeInGrace,
    breakGlassUntil: child => child.rights.breakGlassUntil,
    relationships: child =>
      child.rights.relationships
        .filter(({ outcome }) => outcome === 'HOLDS')
        .map(({ relationship, confirmedAt, inGrace }) => ({ relationship, confirmedAt, inGrace })),
    completeness: async (child, _args, context) => {
      const picture = await child.picture()
      const planned = SECTIONS.filter(({ name }) => child.plan.sections.has(name))
      const all = await Promise.all(planned.map(({ name }) => envelopes(name, child, context)))
      return completenessOf(all.flat(), picture, child.plan, child.rights)
    },
    sources: async (child, _args, context) => {
      const picture = await child.picture()
      return sourceOutcomes(picture, child.rights, viewOf(picture, context))
    },
    identity: section('identity'),
    contact: section('contact'),
    family: section('family'),
    missingEpisodes: section('missingEpisodes'),
    police: section('police'),
    socialCare: section('socialCare'),
    education: section('education'),
    health: section('health'),
    thirdSector: section('thirdSector'),
    hub: section('hub'),
    protection: child =>
      child.links.some(({ protectedRecord }) => protectedRecord)
        ? { whomToRing: child.protectionContact, [RIGHTS]: child.rights }
        : null,
    calledBy: async (child, _args, context) => {
      const picture = await child.picture()
      return calledBy(picture, child.rights, viewOf(picture, context), context.now())
    },
    professionals: async (child, _args, context) => {
      const picture = await child.picture()
      const today = context.now().toISOString().slice(0, 10)
      return professionalsOf(picture, child.rights, today, viewOf(picture, context))
    },
    conflicts: async (child, _args, context) => {
      const picture = await child.picture()
      return conflictsOf(picture, viewOf(picture, context), child.rights.grants.IDENTITY.strength >= FULL)
    },
    links: async (child, _args, context) => {
      const picture = await child.picture()
      return linksOf(picture, child.rights, viewOf(picture, context), context.linkName)
    },
    accesses: async (child, _args, context) => {
      const [recorded, picture] = await Promise.all([context.accesses(child), child.picture()])
      // Whoever checks quality need not know where a protected child is, even if their role may.
      const unneeded = child.rights.hubRecordsOnly && child.links.some(({ protectedRecord }) => protectedRecord)
      const hideLocation = picture.hideLocation || unneeded
      return accessesOf(recorded, { hideLocation }, child.rights, context.answers.classification)
    },
    due: (child, _args, context) => context.dueOf(child),
    mirafDraft: (child, _args, context) => context.mirafDraft(child, picture => viewOf(picture, context)),
    timeline: async (child, args, context) => {
      // Before any agency is asked: a page that cannot be must not cost an access to a child's records.
      const start = startOf(args, child.id, context.cursors)
      const picture = await child.picture()
      return timelineOf(picture, args, {
        start,
        childId: child.id,
        rights: child.rights,
        undecided: child.plan.derivedGaps.has('UNDECIDED'),
        cursors: context.cursors,
        view: viewOf(picture, context),
      })
    },
  },
  Answer: { __resolveType: answer => (answer as unknown as Envelope).__typename as 'PoliceAnswer' },
}
