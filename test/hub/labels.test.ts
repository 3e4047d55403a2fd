import { describe, expect, it } from '@jest/globals'
import { buildSchema } from 'graphql'
import { AGEING } from '../../src/hub/due/ageing.js'
import { DUE_KINDS } from '../../src/hub/due/kinds.js'
import * as codes from '../../src/hub/episode/codes.js'
import * as miraf from '../../src/hub/miraf/codes.js'
import { IMPACTS, LIKELIHOODS } from '../../src/hub/miraf/matrix.js'
import { MEASURES, MEASURE_ENDS } from '../../src/hub/measures/measure.js'
import { MODERATE, SERAF_CATEGORIES, SIGNIFICANT, VULNERABILITIES } from '../../src/hub/referrals/seraf.js'
import { OUTCOMES, SERVICES, SERVICE_REFUSED } from '../../src/hub/referrals/services.js'
import { CRITERIA } from '../../src/hub/thresholds/group.js'
import { MEETING_KINDS, PARTIES } from '../../src/hub/thresholds/meeting.js'
import { loadTypeDefs } from '../../src/schema/load.js'
import type { Words } from '../../src/hub/words.js'

const schema = buildSchema(loadTypeDefs())

/** The labels of an enum as the SDL has them. */
function labelled(name: string): Record<string, Words> {
  const type = schema.getType(name)
  if (!type || !('getValues' in type)) throw new Error(`no enum ${name}`)
  return Object.fromEntries(
    type.getValues().map(value => {
      const label = value.astNode?.directives?.find(one => one.name.value === 'label')
      const args = (label?.arguments ?? []).map(one => [
        one.name.value,
        one.value.kind === 'StringValue' ? one.value.value : '',
      ])
      return [value.name, Object.fromEntries(args)]
    }),
  )
}

const words = (list: Readonly<Record<string, Words>>): Record<string, Words> =>
  Object.fromEntries(Object.entries(list).map(([code, { en, cy }]) => [code, { en, cy }]))

const wordOf = (list: Readonly<Record<string, { readonly word: Words }>>): Record<string, Words> =>
  Object.fromEntries(Object.entries(list).map(([code, { word }]) => [code, word]))

describe('the API’s words', () => {
  it.each<[string, Readonly<Record<string, Words>>]>([
    ['ReporterKind', codes.REPORTERS],
    ['PlacementKind', codes.PLACEMENTS],
    ['NoFurtherActionReason', codes.NO_FURTHER_ACTION_REASONS],
    ['Finder', codes.FINDERS],
    ['CheckNotDoneReason', codes.CHECK_NOT_DONE],
    ['HarmKind', codes.HARM],
    ['MissingFrom', codes.MISSING_FROM],
    ['MirafHazard', miraf.HAZARDS],
    ['MirafProtective', miraf.PROTECTIVE_FACTORS],
    ['MirafContributionState', miraf.CONTRIBUTIONS],
    ['MirafCriterion', miraf.CRITERIA],
    ['MirafMarkOutcome', miraf.MARKS],
    ['MirafLikelihood', wordOf(LIKELIHOODS)],
    ['MirafImpact', wordOf(IMPACTS)],
    ['DebriefDeclinedReason', codes.INTERVIEW_DECLINED],
    ['PushFactor', codes.PUSH_FACTORS],
    ['PullFactor', codes.PULL_FACTORS],
    ['DebriefAudience', codes.AUDIENCES],
    ['MeetingKind', MEETING_KINDS],
    ['MeetingParty', PARTIES],
    ['GroupCriterionCode', CRITERIA],
    ['ReferralService', SERVICES],
    ['ReferralRefusedReason', SERVICE_REFUSED],
    ['ReferralOutcome', OUTCOMES],
    ['SerafVulnerability', VULNERABILITIES],
    ['SerafModerateIndicator', MODERATE],
    ['SerafSignificantIndicator', SIGNIFICANT],
    ['LegalMeasureKind', MEASURES],
    ['LegalMeasureEnd', MEASURE_ENDS],
    [
      'SerafCategory',
      { NOT_AT_RISK: SERAF_CATEGORIES[1], MILD: SERAF_CATEGORIES[2], MODERATE: SERAF_CATEGORIES[3], SIGNIFICANT: SERAF_CATEGORIES[4] }, // prettier-ignore
    ],
    ['DueAge', Object.fromEntries(AGEING.map(({ code, en, cy }) => [code, { en, cy }]))],
  ])('for %s are the hub’s own list', (name, list) => {
    expect({ ...words(list), ...labelled(name) }).toEqual(words(list))
    expect(Object.keys(labelled(name)).sort()).toEqual(Object.keys(list).sort())
  })

  it('for what is due of an episode are the hub’s own', () => {
    const due = labelled('DueKind')
    expect(words({ ...DUE_KINDS, ...due })).toEqual(words(DUE_KINDS))
  })
})
