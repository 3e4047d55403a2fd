// A child in one look: what the hub knows at once, and what each agency holds as it answers.
import { randomUUID } from 'node:crypto'
import { setTimeout as after } from 'node:timers/promises'
import { problem, show, stream, type Page } from '../../server/page.js'
import { reports } from '../report/who.js'
import { gapsPart } from './gaps.js'
import { childHubQuery } from './generated/query.js'
import { assessed, hazards, responseOf, riskOf, whenMissing } from './hub.js'
import { answered, lacksOf, type Lack } from './lacks.js'
import { purposeOf, purposesOf } from './purpose.js'
import { had, partOf, sections } from './sections.js'
import { childrenWords } from './words.js'

/** How long the page waits for what the hub knows, and with it for whether there is anything to show at all. */
const FIRST_MS = 400

/** The places of the page, in the order in which they are read. */
const FIRST_LOOK = ['who', 'now', 'risk', 'do'] as const
const WARNINGS = ['warn-police', 'warn-health', 'warn-socialCare', 'warn-family'] as const
const REST = ['where', 'placed', 'missing', 'professionals', 'conflicts', 'gaps'] as const
const DETAILS = [
  'episodes',
  'assessment',
  'police',
  'socialCare',
  'health',
  'education',
  'thirdSector',
  'family',
] as const

export const children: Page = {
  name: 'children',
  path: '/children/:id',
  words: childrenWords,
  async get(visit) {
    const { t, params, person, query } = visit
    const id = params['id'] ?? ''
    const purpose = purposeOf(person.role, query.get('purpose'))
    const asking = { visit, variables: { id, purpose }, view: randomUUID() }
    const hub = had(asking, childHubQuery)
    const others = sections(asking)
    const first = await Promise.race([hub, after(FIRST_MS, null, { ref: false })])
    if (first?.kind === 'FAILED') return problem(first.failure)
    if (first?.kind === 'NOT_SHOWN')
      return show('children/not-shown.njk', t('title'), {
        ...{ child: first.child, reports: reports(person), reported: query.get('reported') === '1' },
      })
    const ours = partOf('risk', 'hub', hub, child => {
      const answers = child.hub.map(each => ({
        ...answered(visit, each, [hazards(visit, each.record), ...assessed(visit, each.record)]),
        ...{ risk: riskOf(each.record), response: responseOf(visit, each.record) },
        missing: answered(visit, each, whenMissing(each.record)),
      }))
      const lacks: readonly Lack[] = child.hub.flatMap(each => lacksOf(visit, each))
      return { answers, lacks }
    })
    const parts = [ours, ...others]
    const values = {
      ...{ id, purpose, purposes: purposesOf(person.role), asOf: visit.now.toISOString() },
      ...{ reports: reports(person), reported: query.get('reported') === '1' },
      decidesLinks: person.role.startsWith('HUB_'),
      ...{ firstLook: FIRST_LOOK, warnings: WARNINGS, rest: REST, details: DETAILS },
    }
    return stream('children/view.njk', t('title'), values, [...parts, gapsPart(parts)])
  },
}
