// The whole way of a search within the hub: words read, index asked with and without the place, cut by what the caller could know,
// and what is told of whom they may be shown, in order. Left out is what agencies are asked, whose time is theirs.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSearch } from '../../src/children/find/search.js'
import { searchedBy } from '../../src/children/find/sight.js'
import { readProtocol } from '../../src/policies/protocol/index.js'
import { projectRoot } from '../../src/paths.js'
import type { Admission } from '../../src/policies/admission/admit.js'
import { dueFor } from '../../src/server/operation/find-due.js'
import { tellOf } from '../../src/server/operation/find-told.js'
import type { Demographics } from '../../src/types/child.js'
import { NOW, classification, everything, source } from '../../test/children/support.js'
import type { TestDatabase } from '../../test/support/database.js'

const PURPOSE = 'ASSESS_RISK'
const PERSON = {
  ...{ role: 'HUB_PRACTITIONER', agency: 'HUB' as const, organisation: 'hub-gwent', staffRef: 'hub-1' },
  ...{ posts: [], secondedFrom: null, vetting: null, clearance: [] },
}
const CALLER = {
  ...{ issuer: 'https://idp.example', subject: 'hub-1', person: PERSON },
  application: { id: 'hub', agency: 'HUB' as const, ceiling: 'ALL' as const, actsForPersons: true },
}
const NOTHING_ELSEWHERE = Promise.resolve({ candidates: [], isProtected: () => false })

/** Everybody may be shown, all they are known by: the largest answer there is, and the longest way to it. */
export function theWay({ store, keys }: Pick<TestDatabase, 'store' | 'keys'>, sourceId: string) {
  const read = readProtocol(readFileSync(join(projectRoot, 'protocol', 'gwent.yaml'), 'utf8'))
  if (!read.ok) throw new Error(read.problems.join('; '))
  const sources = [source({ id: sourceId, agency: 'HEALTH' })]
  const deps = { store, keys, sources, classification, protocol: read.protocol }
  const today = NOW.toISOString().slice(0, 10)
  const rights = everything()
  const hub = { hubCase: false, debriefAssignees: [], episodes: [], meetingOpen: false }

  /** The children told of, in order. Throws TOO_LITTLE_TO_SEARCH. */
  return async (asked: Demographics): Promise<readonly (string | null)[]> => {
    const { givenNames, familyNames, dateOfBirth, sex, postcodeSector } = asked
    const search = readSearch({
      ...{ givenName: givenNames[0] ?? null, familyName: familyNames[0] ?? null },
      ...{ dateOfBirth, sex, postcode: postcodeSector },
    })
    const { due, ranking } = await dueFor(search, PURPOSE, today, CALLER, NOTHING_ELSEWHERE, deps)
    const links = await store.children.linksOf(due.flatMap(({ childId }) => childId ?? []))
    const settled = due.map(({ childId }): Admission => {
      const id = childId ?? ''
      const known = { confirmed: [], episodeStates: [], breakGlass: null, provisional: false }
      return { kind: 'SHOWN', rights, child: { id, links: links.get(id) ?? [], hub, ...known } }
    })
    const restsOn = searchedBy(search, classification)
    const { answered } = tellOf(due, [...settled, { kind: 'NOT_SHOWN' }], { ...deps, search, ranking, restsOn })
    return answered.map(index => due[index]?.childId ?? null)
  }
}
