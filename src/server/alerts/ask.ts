// What the system actor ALERT_ROUTING asks of agencies, live: who works with the child, where they are on roll and where they are
// placed. Facts alone, of records that are surely the child's, and nothing the protocol does not give it.
import { performance } from 'node:perf_hooks'
import type { AgencySource, Call, Part, Reading } from '../../adapters/agency.js'
import type { OutcomeRow } from '../../audit/index.js'
import { sameChild } from '../../children/identity/same-child.js'
import type { Said } from '../../hub/alerts/candidates.js'
import { factOf, type FactAnswer } from '../../policies/admission/relationships.js'
import { systemLevel } from '../../policies/decide/index.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { Store } from '../../store/open.js'
import type { Link } from '../../types/child.js'
import { LEVELS, type Category } from '../../types/index.js'
import { createReadings } from '../operation/loaders.js'
import { ownerCheck } from '../operation/owner-check.js'

export const ACTOR = 'ALERT_ROUTING'

/** What each part gives away. */
const PARTS = {
  'fact.involvements': 'PROFESSIONALS',
  'fact.care': 'PROFESSIONALS',
  'fact.enrolments': 'ENROLMENT',
  'fact.placement': 'PLACEMENT',
} as const satisfies Partial<Record<Part, Category>>
type Asked = keyof typeof PARTS
const ASKED = Object.keys(PARTS) as readonly Asked[]
const SUMMARY = LEVELS.indexOf('SUMMARY')

export interface Answered {
  readonly said: readonly Said[]
  /** Sources that could not say, or may have spoken of another child. */
  readonly silent: readonly AgencySource[]
  /** Links on whose record a protection flag was seen. */
  readonly flagged: readonly Link[]
  readonly sources: OutcomeRow['sources']
  /** The categories that were opened. */
  readonly kinds: readonly Category[]
}

export interface AskDeps {
  readonly protocol: CompiledProtocol
  readonly sources: readonly AgencySource[]
  readonly store: Pick<Store, 'children'>
  readonly onFault: (error: unknown) => void
}

interface One {
  readonly link: Link
  readonly answer: FactAnswer
  readonly parts: readonly Asked[]
  readonly ms: number
}

export async function askAgencies(
  childId: string,
  links: readonly Link[],
  call: Call,
  { protocol, sources, store, onFault }: AskDeps,
): Promise<Answered> {
  const readings = createReadings(call, onFault)
  const isOwner = ownerCheck(store.children)
  const due = links.flatMap(link => {
    const source = sources.find(({ description }) => description.id === link.sourceId)
    const parts = source ? partsFor(protocol, source) : []
    return source && parts.length > 0 ? [{ link, source, parts }] : []
  })
  const all = await Promise.all(
    due.map(async ({ link, source, parts }): Promise<One> => {
      const asked = new Set<Part>(parts)
      const started = performance.now()
      const reading = await readings.ask(source, link.recordId, asked)
      const subject = reading.kind === 'read' ? reading.subject : null
      const same = sameChild(link.anchor, subject, await isOwner(childId, reading))
      const question = { source, link, parts: asked, decides: true }
      return { link, parts, ms: performance.now() - started, answer: { question, reading, sameChild: same } }
    }),
  )
  return {
    said: all.map(saidBy),
    silent: [...new Set(all.filter(isSilent).map(({ answer }) => answer.question.source))],
    flagged: all.filter(isFlagged).map(({ link }) => link),
    sources: all.map(({ answer, ms }) => ({ sourceId: answer.question.source.description.id, ms, ...became(answer) })),
    kinds: [...new Set(all.flatMap(({ parts }) => parts.map(part => PARTS[part])))],
  }
}

function partsFor(protocol: CompiledProtocol, { description, offers }: AgencySource): readonly Asked[] {
  return ASKED.filter(
    part => offers.has(part) && LEVELS.indexOf(systemLevel(protocol, ACTOR, PARTS[part], description.id)) >= SUMMARY,
  )
}

const isFlagged = ({ answer: { reading, sameChild: same } }: One): boolean =>
  same && reading.kind === 'read' && reading.protectedRecord

const isSilent = ({ answer, parts }: One): boolean => parts.some(part => factOf(part, answer) === 'UNKNOWN')

function saidBy({ answer, parts }: One): Said {
  const { id, agency, organisation } = answer.question.source.description
  const known = <P extends Asked>(part: P) => {
    const value = parts.includes(part) ? factOf(part, answer) : null
    return value === 'UNKNOWN' ? null : value
  }
  const placement = known('fact.placement')
  return {
    ...{ source: id, agency, organisation },
    involved: known('fact.involvements') ?? [],
    schools: (known('fact.enrolments') ?? []).filter(({ current }) => current).map(({ school }) => school),
    care: (known('fact.care') ?? []).map(one => one.organisation),
    host: placement?.hostAuthority ?? null,
    home: placement?.responsibleAuthority ?? null,
  }
}

function became({ reading, sameChild: same }: FactAnswer): { readonly status: string; readonly reason: string | null } {
  const failed = (read: Reading): string | null => (read.kind === 'failed' ? read.reason : null)
  if (reading.kind === 'read') return { status: same ? 'OK' : 'UNVERIFIED', reason: null }
  if (reading.kind === 'nothing') return { status: 'NOTHING_RECORDED', reason: null }
  return { status: 'UNAVAILABLE', reason: failed(reading) }
}
