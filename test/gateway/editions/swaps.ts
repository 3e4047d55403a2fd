// A gateway whose edition changes every few milliseconds, under load: whatever one request is told and leaves in the audit must
// be of one edition. The two differ in every clause, every desk and some levels, so that a mixture shows.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { projectRoot } from '../../../src/paths.js'
import { readProtocol } from '../../../src/policies/protocol/index.js'
import type { CompiledProtocol } from '../../../src/policies/protocol/index.js'
import { asOwner } from '../../support/database.js'
import { testGateway } from '../../support/gateway.js'

const text = readFileSync(join(projectRoot, 'protocol', 'gwent.yaml'), 'utf8')
const DESKS = /^( {4}name: )(?=[A-Z][a-z])/gm

/** The same protocol under another id, with `B` before every clause and desk, and less for social workers and the hub. */
export const OTHER = text
  .replace('id: gwent-1', 'id: gwent-B')
  .replaceAll(/'([23])\.(?=[A-Z(])/g, "'B$1.")
  .replaceAll(DESKS, '$1B ')
  .replace('| POLICE_MARKERS      | F  | F  | S  | S  |', '| POLICE_MARKERS      | S  | F  | S  | E  |')

function compiled(yaml: string): CompiledProtocol {
  const read = readProtocol(yaml)
  if (!read.ok) throw new Error(read.problems.join('\n'))
  return read.protocol
}

const CLAUSE = /"(B?)[23]\.[A-Z(]/g
const DESK =
  /"(B )?(?:Missing children hub|Police missing-persons desk|Emergency duty team|Safeguarding nurses|Protected records desk)"/g

/** The editions that a text speaks of, by its clauses and desks. */
export function editionsIn(said: string): ReadonlySet<string> {
  const marks = [...said.matchAll(CLAUSE), ...said.matchAll(DESK)].map(([, mark]) => (mark ? 'gwent-B' : 'gwent-1'))
  return new Set(marks)
}

const ASKED = [
  { persona: 'hub-police', purpose: 'ASSESS_RISK' },
  { persona: 'social-worker', purpose: 'CARE_PLANNING' },
  { persona: 'school-lead', purpose: 'SCHOOL_SUPPORT' },
]
const QUERY = `query Q($purpose: Purpose!) {
  sources { contact { name } }
  child(by: { nhsNumber: "9990000018" }, purpose: $purpose) {
    __typename
    ... on ChildExists { whomToRing { name } }
    ... on ChildNotShown { whomToRing { name } }
    ... on Child {
      police { status contact { name } withheld { clause contact { name } } record { markers { marker { code } note } intelligence { text } } }
      health { status withheld { clause contact { name } } record { alerts { what { code } } } }
      socialCare { status withheld { clause contact { name } } record { assessments { type } } }
    }
  }
}`

export interface Swapped {
  readonly swaps: number
  readonly answers: number
  /** Answers that speak of more than one edition, or whose audit rows are of another. */
  readonly mixed: readonly string[]
  /** How many answers were given under each. */
  readonly under: Readonly<Record<string, number>>
}

interface Row {
  readonly operation?: string
  readonly edition?: string
  readonly response?: string
  readonly clauses?: readonly string[]
}

/** Swaps so many times while requests are under way, eight at a time. */
export async function swapUnderLoad(swaps: number): Promise<Swapped> {
  const both = [compiled(text), compiled(OTHER)] as const
  let [current, done] = [0, 0]
  const gateway = await testGateway({
    notShownMs: 1,
    editions: { current: () => both[current % 2] ?? both[0] },
  })
  try {
    const tokens = new Map<string, string>()
    for (const { persona } of ASKED) tokens.set(persona, await gateway.region.tokenFor(persona))
    const answers: string[] = []
    const load = async (start: number): Promise<void> => {
      for (let number = start; done < swaps; number += 1) {
        const { persona, purpose } = ASKED[number % ASKED.length] ?? ASKED[0]!
        const reply = await gateway.ask(null, QUERY, { purpose }, { token: tokens.get(persona) ?? '' })
        answers.push(reply.text)
      }
    }
    const swap = async (): Promise<void> => {
      for (; done < swaps; done += 1) {
        current += 1
        await wait(2)
      }
    }
    await Promise.all([swap(), ...[0, 1, 2, 3, 4, 5, 6, 7].map(load)])
    const rows = await asOwner(gateway.database.url, client =>
      client.query<{ kind: string; record: string }>('select kind, record from hafan.audit_row order by seq'),
    )
    return judge(swaps, answers, rows.rows)
  } finally {
    await gateway.close()
  }
}

/** What answers say of editions, against the audit rows that carry the hash of their bytes. */
export function judge(
  swaps: number,
  answers: readonly string[],
  rows: readonly { readonly kind: string; readonly record: string }[],
): Swapped {
  const bodies = rows.map(({ kind, record }) => ({ kind, body: (JSON.parse(record) as { body: Row }).body }))
  const intents = new Map(
    bodies.flatMap(({ kind, body }) => (kind === 'INTENT' ? [[body.operation, body.edition]] : [])),
  )
  const outcomes = new Map<string, { readonly editions: Set<string>; readonly clauses: string }[]>()
  for (const { kind, body } of bodies) {
    if (kind !== 'OUTCOME' || body.response === undefined) continue
    const clauses = JSON.stringify(body.clauses)
    const editions = new Set([intents.get(body.operation) ?? 'none', ...editionsIn(clauses)])
    outcomes.set(body.response, [...(outcomes.get(body.response) ?? []), { editions, clauses }])
  }
  const under: Record<string, number> = {}
  const mixed = answers.flatMap(answer => {
    const told = editionsIn(answer)
    const hash = createHash('sha256').update(answer).digest('hex')
    const recorded = (outcomes.get(hash) ?? []).flatMap(({ editions }) => [...editions])
    const all = new Set([...told, ...recorded])
    const [edition = 'none'] = all
    if (told.size === 0 || recorded.length === 0) return [`no trace of an edition: ${answer.slice(0, 200)}`]
    under[edition] = (under[edition] ?? 0) + 1
    return all.size === 1 ? [] : [`${[...told].join('+')} told, ${recorded.join('+')} recorded`]
  })
  return { swaps, answers: answers.length, mixed, under }
}
