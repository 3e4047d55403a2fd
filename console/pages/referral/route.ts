// What a service answered to a referral, that it was asked again, and what came of it.
import { REFERRAL_OUTCOMES, SERVICE_REFUSED } from '../shared/codes.js'
import { caseworkForm } from '../../server/forms/casework-form.js'
import { caseworkAct, caseworkPath, readCasework, REFERRALS } from '../../server/forms/casework.js'
import { stepDone, type Told } from '../../server/forms/step.js'
import type { Page, Shown, Visit } from '../../server/page.js'
import { referralOfQuery, type ReferralOfQuery, type ReferralOfQueryVariables } from './generated/query.js'
import { inputOf, saidOf, stepsOf } from './step.js'
import { referralWords } from './words.js'

type Child = Extract<ReferralOfQuery['child'], { readonly __typename: 'Child' }>

const referenceOf = ({ params }: Visit): string => params['reference'] ?? ''

function foundOf({ hub }: Child, reference: string) {
  const read = readCasework(hub, REFERRALS, record => record.referrals)
  if (read.kind !== 'READ') return read
  const sent = read.value ?? []
  // Of referrals that are given in summary nobody can tell which one this is.
  if (sent.some(one => one.reference === null)) return { kind: 'WITHHELD', answer: hub[0] ?? null } as const
  const referral = sent.find(one => one.reference === reference)
  if (referral === undefined) return { kind: 'NONE' } as const
  const { version } = referral
  return version === null
    ? ({ kind: 'WITHHELD', answer: hub[0] ?? null } as const)
    : ({ kind: 'FOUND', version, referral, steps: stepsOf(referral) } as const)
}

const pageOf = (visit: Visit): string => `referrals/${encodeURIComponent(referenceOf(visit))}`

const page = (visit: Visit, typed: URLSearchParams, told: Told = {}): Promise<Shown> =>
  caseworkForm(
    visit,
    {
      ...{ kind: 'REFERRAL', view: 'referral/view.njk', page: pageOf(visit) },
      ask: (variables: ReferralOfQueryVariables) => visit.ask(referralOfQuery, variables),
      found: (child: Child) => foundOf(child, referenceOf(visit)),
      values: found => ({
        over: found?.steps.length === 0,
        steps: found?.steps.map(value => ({ value, text: visit.t(`step.${value}`) })) ?? [],
        reasons: SERVICE_REFUSED.map(value => ({ value, text: visit.label('ReferralRefusedReason', value) })),
        outcomes: REFERRAL_OUTCOMES.map(value => ({ value, text: visit.label('ReferralOutcome', value) })),
      }),
    },
    typed,
    told,
  )

export const referral: Page = {
  name: 'referral',
  path: '/children/:id/casework/referrals/:reference',
  words: referralWords,
  get: visit => page(visit, new URLSearchParams(visit.kept ?? '')),
  async post(visit, form) {
    const again = (told: Told): Promise<Shown> => page(visit, form, told)
    const seen = { ...caseworkAct(visit, form), referral: referenceOf(visit), version: Number(form.get('version')) }
    const said = saidOf(visit, form, seen)
    if ('mistakes' in said) return again(said)
    const next = caseworkPath(visit, '', { recorded: 'step' })
    return stepDone(visit, await said.send(), { inputOf, again, next }, data => data.__typename)
  },
}
