// From audit rows to what a family is told: who looked, when, why, at what kinds of information, under which rule; and what is
// left out, on which recorded ground.
import type { StoredAccess } from '../../../store/accesses.js'
import { GROUNDS, type Both, type Ground } from '../grounds.js'
import { AGENCY, NOT_SAID, NO_KIND, PROTOCOL, ROLE, SECTIONS, SOMEBODY } from './words.js'

export interface Withholding {
  readonly agency: string | null
  /** ISO times; `until` is no longer part of it. */
  readonly from: string
  readonly until: string
  readonly ground: Ground
  readonly decidedBy: string
  readonly decidedAt: string
  /** A day. */
  readonly lapsesOn: string
}

export interface Told {
  readonly at: string
  readonly who: Both
  readonly why: Both
  readonly what: readonly Both[]
  readonly rule: Both
}

export interface LeftOut {
  readonly times: number
  readonly ground: Both
  readonly decidedBy: string
  readonly decidedAt: string
  readonly lapsesOn: string
}

export interface Statement {
  readonly told: readonly Told[]
  readonly leftOut: readonly LeftOut[]
}

export interface Words {
  /** `Category.IDENTITY` → its label. */
  readonly labels: ReadonlyMap<string, Both>
  /** An organisation's code → its name. */
  readonly organisations: ReadonlyMap<string, string>
}

/** `today` as a day: what has lapsed by then is told. */
export function buildStatement(
  accesses: readonly StoredAccess[],
  withholdings: readonly Withholding[],
  today: string,
  words: Words,
): Statement {
  const inForce = withholdings.filter(({ lapsesOn }) => lapsesOn >= today)
  const told: Told[] = []
  const times = new Map<Withholding, number>()
  for (const access of accesses) {
    const held = inForce.find(one => covers(one, access))
    if (held) times.set(held, (times.get(held) ?? 0) + 1)
    else told.push(tell(access, words))
  }
  const leftOut = [...times].map(([{ ground, decidedBy, decidedAt, lapsesOn }, count]): LeftOut => ({
    ...{ decidedBy, decidedAt, lapsesOn, times: count, ground: GROUNDS[ground] },
  }))
  return { told, leftOut }
}

const covers = ({ agency, from, until }: Withholding, { at, caller }: StoredAccess): boolean =>
  (agency === null || agency === caller?.agency) && at >= from && at < until

function tell({ at, caller, purpose, kinds, edition, clauses }: StoredAccess, words: Words): Told {
  return {
    at,
    who: whoLooked(caller, words),
    why: purpose === null ? NOT_SAID : labelled(`Purpose.${purpose}`, words),
    what: whatOf(kinds, words),
    rule: ruleOf(edition, clauses),
  }
}

/** That a record is protected is never spoken of, not even as a kind: whether one is must not be read out of a statement. */
const CONCEALED = 'PROTECTED'

function whatOf(kinds: readonly string[] | null, words: Words): readonly Both[] {
  if (kinds === null) return [NOT_SAID]
  const told = kinds.filter(kind => kind !== CONCEALED).map(kind => labelled(`Category.${kind}`, words))
  return told.length > 0 ? told : [NO_KIND]
}

const labelled = (name: string, { labels }: Words): Both => labels.get(name) ?? NOT_SAID

function whoLooked(caller: StoredAccess['caller'], { organisations }: Words): Both {
  const role = ROLE[caller?.role ?? ''] ?? SOMEBODY
  const agency = AGENCY[caller?.agency ?? ''] ?? NOT_SAID
  const organisation = organisations.get(caller?.organisation ?? '')
  const named = organisation === undefined ? '' : ` (${organisation})`
  return { en: `${role.en}, ${agency.en}${named}`, cy: `${role.cy}, ${agency.cy}${named}` }
}

function ruleOf(edition: string | null, clauses: readonly string[]): Both {
  // Of the rules that decided, those about a kind of information: the rest is about the answer itself.
  const sections = clauses.filter(clause => !clause.startsWith('1.'))
  const of = (language: keyof Both): string =>
    `${PROTOCOL[language]} ${edition ?? ''}${sections.length > 0 ? `, ${SECTIONS[language]} ${sections.join(', ')}` : ''}`
  return { en: of('en'), cy: of('cy') }
}
