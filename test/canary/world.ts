// The canary world: systems, children, and of every value whose it is.
import type { Part } from '../../src/adapters/agency.js'
import type { AgencyKind } from '../../src/types/index.js'
import { AREA, ORGANISATION } from './callers.js'
import { CHILDREN, NOBODY, SOURCES } from './children.js'
import type { ChildSpec, SourceId } from './children.js'
import { createRecords } from './records.js'
import { parts } from './schema.js'
import { createMint } from './tokens.js'
import type { Mint, Origin } from './tokens.js'
import { workOf, type HubWork } from './work.js'

export interface SystemSpec {
  readonly agency: AgencyKind
  readonly organisation: string
  readonly area: string | null
  readonly offers: readonly string[]
  readonly facts: readonly Part[]
}

const named = (prefix: string): string[] => [...parts.keys()].filter(part => part.startsWith(prefix))
const PEOPLE = ['identity', 'contact', 'family']
const CARE_FACTS: readonly Part[] = ['fact.involvements', 'fact.placement', 'fact.area', 'fact.episodes']
const care = (organisation: string, area: string): SystemSpec => ({ agency: 'SOCIAL_CARE', organisation, area, offers: [...PEOPLE, 'episodes', 'professionals', ...named('socialCare.')], facts: CARE_FACTS }) // prettier-ignore

export const SYSTEMS: Readonly<Record<SourceId, SystemSpec>> = {
  police: { agency: 'POLICE', organisation: ORGANISATION.police, area: null, offers: ['episodes', 'professionals', ...named('police.')], facts: ['fact.episodes'] },
  'care-a': care(ORGANISATION.careA, AREA),
  'care-b': care(ORGANISATION.careB, 'area-b'),
  school: { agency: 'EDUCATION', organisation: ORGANISATION.school, area: AREA, offers: [...PEOPLE, 'professionals', ...named('education.')], facts: ['fact.enrolments'] },
  health: { agency: 'HEALTH', organisation: ORGANISATION.health, area: null, offers: ['identity', 'contact', 'family', 'professionals', ...named('health.')], facts: ['fact.care'] },
  pds: { agency: 'HEALTH', organisation: 'national', area: null, offers: ['identity', 'contact'], facts: [] },
  charity: { agency: 'THIRD_SECTOR', organisation: ORGANISATION.charity, area: null, offers: ['professionals', ...named('thirdSector.')], facts: [] },
} // prettier-ignore

/** One child's record in one system. */
export interface Held {
  readonly recordId: string
  readonly parts: Readonly<Record<string, unknown>>
  readonly givenName: string
  readonly familyName: string
  readonly bornOn: string
}

/** The hub's own records, as its seed has them. */
export interface HubHeld {
  readonly reference: string
  readonly work: HubWork
  readonly texts: { readonly en: string; readonly cy: string; readonly whatToDoEn: string; readonly whatToDoCy: string }
}

export interface World {
  readonly mint: Mint
  readonly held: ReadonlyMap<SourceId, ReadonlyMap<number, Held>>
  readonly hub: ReadonlyMap<number, HubHeld>
  readonly children: readonly ChildSpec[]
}

export function createWorld(children: readonly ChildSpec[] = CHILDREN): World {
  const mint = createMint()
  const make = createRecords(mint)
  const never = (source: string, child: number, kind: Origin['never'] & string): Origin => ({
    ...{ source, child, part: 'subject', path: [], handling: [] },
    never: kind,
  })
  for (const { index, nhsNumber, upn } of children) {
    mint.register(nhsNumber, never('store', index, 'IDENTIFIER'))
    mint.register(upn, never('store', index, 'IDENTIFIER'))
  }
  NOBODY.forEach(({ nhsNumber, upn }, index) => {
    mint.register(nhsNumber, never('store', -1 - index, 'IDENTIFIER'))
    mint.register(upn, never('store', -1 - index, 'IDENTIFIER'))
  })
  const heldBy = (source: SourceId, { index, nhsNumber }: ChildSpec): Held => ({
    recordId: source === 'pds' ? nhsNumber : mint.text(never(source, index, 'RECORD_ID')),
    parts: Object.fromEntries(SYSTEMS[source].offers.map(part => [part, make({ source, child: index }, part)])),
    givenName: mint.text(never(source, index, 'FACT')),
    familyName: mint.text(never(source, index, 'FACT')),
    bornOn: mint.day(never(source, index, 'FACT')),
  })
  const hubText = (child: number, ...path: string[]): string => mint.text({ source: 'hub', child, part: 'hub', path, handling: [] }) // prettier-ignore
  const summary = (child: number, field: string, language: string): string =>
    hubText(child, 'Child.hub', 'HubAnswer.record', 'HubRecord.mirafSummary', `MirafSummary.${field}`, `Bilingual.${language}`) // prettier-ignore
  return {
    mint,
    children,
    held: new Map(
      SOURCES.map(source => [
        source,
        new Map(children.filter(({ linked }) => linked.includes(source)).map(one => [one.index, heldBy(source, one)])),
      ]),
    ),
    hub: new Map(
      children.map(child => [child, child.index] as const).map(([child, index]) => [
        index,
        {
          work: workOf(mint, child),
          reference: hubText(index, 'Child.missingEpisodes', 'MissingEpisodesAnswer.record', 'MissingEpisodesRecord.episodes', 'MissingEpisode.reference'),
          texts: { en: summary(index, 'text', 'en'), cy: summary(index, 'text', 'cy'), whatToDoEn: summary(index, 'whatToDo', 'en'), whatToDoCy: summary(index, 'whatToDo', 'cy') },
        },
      ]),
    ), // prettier-ignore
  }
}
