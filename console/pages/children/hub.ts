// What the hub itself knows: the risk and how it went, what to do, where and with whom the child is when missing.
import type { ChildHubQuery } from './generated/query.js'
import { group, row, type Child, type Group, type Speech } from './speech.js'

export type HubAnswer = Child<ChildHubQuery>['hub'][number]
type HubRecord = HubAnswer['record']

export interface Risk {
  readonly level: string | null
  readonly at: string | null
  /** How it stands to the version before; null where there is none, or it may not be read. */
  readonly trend: 'ROSE' | 'FELL' | 'SAME' | null
  /** Versions, newest first. */
  readonly before: readonly { readonly level: string; readonly at: string }[]
  /** The text for schools and carers was written before the newest assessment. */
  readonly outdated: boolean
  readonly review: { readonly dueAt: string; readonly reasons: readonly string[] } | null
}

const ORDER: readonly string[] = ['VERY_LOW', 'LOW', 'MEDIUM', 'HIGH']

export function riskOf(record: HubRecord): Risk {
  const { miraf, mirafSummary, mirafHistory } = record ?? {}
  const before = (mirafHistory?.versions?.edges ?? []).flatMap(({ node }) =>
    node?.level == null || node.at === null ? [] : [{ level: node.level, at: node.at }],
  )
  const [now, last] = before.map(({ level }) => ORDER.indexOf(level))
  const step = now === undefined || last === undefined ? null : Math.sign(now - last)
  const due = miraf?.review?.dueAt ?? null
  return {
    level: miraf?.level ?? mirafSummary?.risk ?? null,
    at: miraf?.at ?? mirafSummary?.approvedAt ?? null,
    trend: step === null ? null : step > 0 ? 'ROSE' : step < 0 ? 'FELL' : 'SAME',
    before,
    outdated: miraf == null && mirafSummary?.assessmentRevisedSince === true,
    review: due === null ? null : { dueAt: due, reasons: miraf?.review?.reasons ?? [] },
  }
}

/** What to do: the agreed response, and what schools and carers are told. */
export const responseOf = ({ language }: Speech, record: HubRecord): readonly string[] =>
  [record?.miraf?.response, record?.mirafSummary?.whatToDo?.[language]].flatMap(text =>
    text == null || text.trim() === '' ? [] : [text],
  )

/** Where the child goes, with whom and how. */
export function whenMissing(record: HubRecord): readonly Group[] {
  const miraf = record?.miraf
  const one = (text: string | null | undefined): readonly string[] | null => (text == null ? null : [text])
  const plain = (text: string) => row([text])
  return [
    group('miraf.places', miraf?.places, plain),
    group('miraf.companions', miraf?.companions, plain),
    group('miraf.transport', one(miraf?.transport), plain),
    group('miraf.phone', one(miraf?.phone), plain),
    group('miraf.contacts', miraf?.contacts, plain),
  ]
}

export function assessed(say: Speech, record: HubRecord): readonly Group[] {
  const { label, language, dates } = say
  const { miraf, mirafSummary, meetings, legalMeasures } = record ?? {}
  const text = mirafSummary?.text?.[language]
  const due = meetings?.due
  return [
    group('hub.mirafSummary', text == null ? null : [text], each => row([each])),
    group('miraf.push', miraf?.push, each => row([label('PushFactor', each)])),
    group('miraf.pull', miraf?.pull, each => row([label('PullFactor', each)])),
    group('hub.meetings', due == null ? null : [due], each =>
      row([each.dueAt === null ? null : say.t('meetingBy', { when: dates.when(each.dueAt) })]),
    ),
    group('hub.legalMeasures', legalMeasures, each =>
      row(
        [each.kind === null ? null : label('LegalMeasureKind', each.kind), each.adult],
        [
          each.state === null ? null : label('LegalMeasureState', each.state),
          each.servedOn === null ? null : dates.when(each.servedOn),
        ],
      ),
    ),
  ]
}

/** The harms that were weighed, the likeliest and worst said with them. */
export const hazards = ({ label }: Speech, record: HubRecord): Group =>
  group('hub.miraf', record?.miraf?.hazards, ({ code, likelihood, impact }) =>
    row(
      [code === null ? null : label('MirafHazard', code)],
      [
        likelihood === null ? null : label('MirafLikelihood', likelihood),
        impact === null ? null : label('MirafImpact', impact),
      ],
    ),
  )
