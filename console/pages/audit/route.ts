// Who looked at a child's information, for those who may know; and what an auditor is told of their agency's staff. A number
// that was typed never stands in an address: the answer leads on by the gateway's own id.
import { go, problem, show, type Page, type Shown, type Visit } from '../../server/page.js'
import { roleKey } from '../../words/roles.js'
import { identifierMistakes, KINDS, readIdentifier, typedIdentifier, type Mistake } from '../shared/identifier.js'
import { oversightQuery, whoLookedQuery, type WhoLookedQueryVariables } from './generated/query.js'
import { auditWords } from './words.js'

const PURPOSE: Readonly<Record<string, WhoLookedQueryVariables['purpose']>> = {
  AUDITOR: 'QUALITY_ASSURANCE',
  HUB_MANAGER: 'QUALITY_ASSURANCE',
  REVIEWING_OFFICER: 'CARE_PLANNING',
  CP_CHAIR: 'CARE_PLANNING',
}
const purposeOf = (role: string): WhoLookedQueryVariables['purpose'] => PURPOSE[role] ?? 'ASSESS_RISK'

function page({ t, person, query }: Visit, values: object, mistakes: readonly Mistake[] = [], status = 200): Shown {
  const shown = {
    child: null,
    accesses: null,
    withheldFields: false,
    notShown: null,
    notices: null,
    named: typedIdentifier(null),
  }
  const oversees = person.role === 'AUDITOR'
  const of = oversees && query.get('of') === 'notices' ? 'notices' : 'child'
  return show('audit/view.njk', t('title'), { ...shown, kinds: KINDS, oversees, of, mistakes, ...values }, status)
}

async function looked(visit: Visit, id: string): Promise<Shown> {
  const answer = await visit.ask(whoLookedQuery, { by: { id }, purpose: purposeOf(visit.person.role) })
  if (answer.kind === 'REFUSED' && answer.code === 'BAD_IDENTIFIER')
    return page(visit, {}, [{ field: 'number', text: visit.t('identifier.wrong') }], 422)
  if (answer.kind !== 'ANSWERED') return problem(answer)
  const { child } = answer.data
  if (child.__typename !== 'Child') return page(visit, { notShown: child }, [], 404)
  const withheld = answer.beside.map(({ coordinate }) => coordinate)
  return page(visit, {
    child: child.id,
    accesses: child.accesses?.map(each => ({ ...each, roleKey: roleKey(each.role) })) ?? null,
    undecided: answer.beside.some(
      ({ code, coordinate }) => code === 'FIELD_UNDECIDED' && coordinate === 'Child.accesses',
    ),
    withheldFields: withheld.includes('Access.person'),
    organisationWithheld: withheld.includes('Access.organisation'),
  })
}

export const audit: Page = {
  name: 'audit',
  path: '/audit',
  words: auditWords,
  async get(visit) {
    const { query, person, ask, kept } = visit
    const id = query.get('child')
    if (id !== null) return looked(visit, id)
    if (person.role !== 'AUDITOR' || query.get('of') !== 'notices') return page(visit, { named: typedIdentifier(kept) })
    const answer = await ask(oversightQuery, {})
    if (answer.kind !== 'ANSWERED') return problem(answer)
    const notices = answer.data.oversightNotices.map(each => ({ ...each, roleKey: roleKey(each.role) }))
    return page(visit, { notices })
  },
  async post(visit, form) {
    const { t, ask, person } = visit
    const named = typedIdentifier(form)
    const by = readIdentifier(named)
    if (by === null) return page(visit, { named }, identifierMistakes(named, t), 422)
    const answer = await ask(whoLookedQuery, { by, purpose: purposeOf(person.role) })
    if (answer.kind === 'REFUSED' && answer.code === 'BAD_IDENTIFIER')
      return page(visit, { named }, [{ field: 'number', text: t('identifier.wrong') }], 422)
    if (answer.kind !== 'ANSWERED') return problem(answer)
    const { child } = answer.data
    if (child.__typename !== 'Child') return page(visit, { named, notShown: child }, [], 404)
    return go(`/audit?child=${encodeURIComponent(child.id)}`)
  },
}
