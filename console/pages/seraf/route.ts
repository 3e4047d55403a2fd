// A sexual exploitation risk assessment: what was found is ticked, and the hub counts the points.
import { recordSerafMutation } from '../casework/generated/acts.js'
import { caseworkFormOfQuery, type CaseworkFormOfQueryVariables } from '../casework/generated/form.js'
import { codesIn, SERAF_MODERATE, SERAF_SIGNIFICANT, SERAF_VULNERABILITIES } from '../shared/codes.js'
import { caseworkForm, nothingSeen } from '../../server/forms/casework-form.js'
import { caseworkAct, caseworkPath } from '../../server/forms/casework.js'
import { dayIn } from '../../server/forms/moments.js'
import { stepDone, type Told } from '../../server/forms/step.js'
import type { Page, Shown, Visit } from '../../server/page.js'
import { serafWords } from './words.js'

function page(visit: Visit, typed: URLSearchParams, told: Told = {}): Promise<Shown> {
  const itemsOf = (list: readonly string[], enumName: string): readonly object[] =>
    list.map(value => ({ value, text: visit.label(enumName, value) }))
  const values = {
    vulnerabilities: itemsOf(SERAF_VULNERABILITIES, 'SerafVulnerability'),
    moderate: itemsOf(SERAF_MODERATE, 'SerafModerateIndicator'),
    significant: itemsOf(SERAF_SIGNIFICANT, 'SerafSignificantIndicator'),
  }
  const form = {
    ...{ kind: 'SERAF', view: 'seraf/view.njk', page: 'seraf', found: nothingSeen, values: () => values },
    ask: (variables: CaseworkFormOfQueryVariables) => visit.ask(caseworkFormOfQuery, variables),
  }
  return caseworkForm(visit, form, typed, told)
}

export const seraf: Page = {
  name: 'seraf',
  path: '/children/:id/casework/seraf',
  words: serafWords,
  get: visit => page(visit, new URLSearchParams(visit.kept ?? '')),
  async post(visit, form) {
    const again = (told: Told): Promise<Shown> => page(visit, form, told)
    const lacks = (field: string, key: string): Promise<Shown> => again({ mistakes: [{ field, text: visit.t(key) }] })
    const assessed = dayIn(form, 'assessedOn')
    if (assessed === 'WRONG') return lacks('assessedOn', 'form.dayWrong')
    if (assessed.on === null) return lacks('assessedOn', 'assessedOn.empty')
    const [recent, earlier] = [form.getAll('recent'), form.getAll('earlier')]
    const input = {
      ...{ ...caseworkAct(visit, form), assessedOn: assessed.on },
      vulnerabilities: codesIn(SERAF_VULNERABILITIES, form.getAll('vulnerabilities')),
      moderate: codesIn(SERAF_MODERATE, form.getAll('moderate')),
      significant: codesIn(SERAF_SIGNIFICANT, [...recent, ...earlier]).map(indicator => ({
        ...{ indicator, recent: recent.includes(indicator), earlier: earlier.includes(indicator) },
      })),
    }
    const done = await visit.ask(recordSerafMutation, { input })
    const inputOf = (): string => 'assessedOn'
    const next = caseworkPath(visit, '', { recorded: 'seraf' })
    return stepDone(visit, done, { inputOf, again, next }, data => data.recordSeraf.__typename)
  },
}
