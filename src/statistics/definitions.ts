// Every figure: what it counts, how, and how it may be parted. docs/statistics.md has the same table, checked by a test.
import { say, type Words } from '../hub/words.js'
import type { FamilyId } from './families.js'
import { ALL, nodeOf } from './family.js'

export interface Definition {
  readonly name: Words
  readonly unit: Words
  readonly method: Words
  /** COSTS are sums of money, and no family of counts. */
  readonly family: FamilyId | 'COSTS'
  /** Of what in the family: everything, or a part. */
  readonly of: string
  readonly by: readonly string[]
}

const REPORTS = say('reports', 'adroddiadau')
const EPISODES = say('episodes', 'cyfnodau')
const INTERVIEWS = say('interviews', 'cyfweliadau')
const ABSENCE = nodeOf('OUTCOME', 'ABSENCE')
const BACK = nodeOf('WHETHER_BACK', 'BACK')
const ofReports = (of: string, ...by: readonly string[]) => ({ family: 'REPORTS' as const, of, by })
const alone = (family: FamilyId, ...by: readonly string[]) => ({ family, of: ALL, by })

export const FIGURES = {
  REPORTS: {
    name: say('Reports of missing children', 'Adroddiadau am blant ar goll'),
    unit: REPORTS,
    method: say(
      'Each report, in the month it was made; reports of one absence, and reports merged, are one.',
      'Pob adroddiad, yn y mis y’i gwnaed; mae adroddiadau am un absenoldeb, ac adroddiadau a unwyd, yn un.',
    ),
    ...ofReports(ALL, 'OUTCOME'),
  },
  EPISODES: {
    name: say('Episodes', 'Cyfnodau'),
    unit: EPISODES,
    method: say(
      'Reports less those of no further action; what waits for triage is in it. Age is of the day of the report; age and sex are what linked records agree on.',
      'Adroddiadau heb y rhai heb gamau pellach; mae’r hyn sy’n aros i’w frysbennu ynddo. Oed ar ddydd yr adroddiad; oed a rhyw yw’r hyn y mae cofnodion cysylltiedig yn cytuno arno.',
    ),
    ...ofReports(ABSENCE, 'CATEGORY', 'AUTHORITY', 'AGE', 'SEX', 'PLACEMENT', 'WHETHER_BACK'),
  },
  NO_FURTHER_ACTION: {
    name: say('Reports of no further action', 'Adroddiadau heb gamau pellach'),
    unit: REPORTS,
    method: say(
      'Reports triaged so last, by the reason given.',
      'Adroddiadau a frysbennwyd felly ddiwethaf, yn ôl y rheswm a roddwyd.',
    ),
    ...ofReports(nodeOf('OUTCOME', 'NO_FURTHER_ACTION'), 'REASON'),
  },
  RISK: {
    name: say('Missing episodes by risk', 'Cyfnodau ar goll yn ôl risg'),
    unit: EPISODES,
    method: say(
      'Episodes triaged as missing, by the risk graded last.',
      'Cyfnodau a frysbennwyd fel ar goll, yn ôl y risg a raddiwyd ddiwethaf.',
    ),
    ...ofReports(nodeOf('CATEGORY', 'MISSING'), 'RISK'),
  },
  DURATION: {
    name: say('Time away', 'Amser i ffwrdd'),
    unit: EPISODES,
    method: say(
      'Episodes of children who are back, by the time from the first report to the return; 24 hours to the minute are within 24 hours.',
      'Cyfnodau plant sydd yn ôl, yn ôl yr amser o’r adroddiad cyntaf hyd y dychwelyd; mae 24 awr i’r funud o fewn 24 awr.',
    ),
    ...ofReports(BACK, 'DURATION'),
  },
  CHECKS: {
    name: say('Safe and well checks', 'Gwiriadau diogel ac iach'),
    unit: EPISODES,
    method: say(
      'Episodes of children who are back, by what is recorded of the check.',
      'Cyfnodau plant sydd yn ôl, yn ôl yr hyn a gofnodwyd am y gwiriad.',
    ),
    ...ofReports(BACK, 'CHECK'),
  },
  CHECKS_NOT_DONE: {
    name: say('Safe and well checks not done', 'Gwiriadau diogel ac iach nas gwnaed'),
    unit: EPISODES,
    method: say(
      'Checks recorded as not done, by the reason.',
      'Gwiriadau a gofnodwyd fel rhai nas gwnaed, yn ôl y rheswm.',
    ),
    ...ofReports(nodeOf('CHECK', 'NOT_DONE'), 'CHECK_REASON'),
  },
  INTERVIEWS: {
    name: say('Return interviews', 'Cyfweliadau dychwelyd'),
    unit: EPISODES,
    method: say(
      'Episodes of children who are back, all of them eligible, by where the interview stands; in time is within 72 hours of return, by the clock.',
      'Cyfnodau plant sydd yn ôl, pob un yn gymwys, yn ôl sefyllfa’r cyfweliad; mewn pryd yw o fewn 72 awr i’r dychwelyd, yn ôl y cloc.',
    ),
    ...ofReports(BACK, 'INTERVIEW'),
  },
  INTERVIEWS_DECLINED: {
    name: say('Return interviews declined', 'Cyfweliadau dychwelyd a wrthodwyd'),
    unit: EPISODES,
    method: say(
      'Interviews declined at the last offer, by the reason.',
      'Cyfweliadau a wrthodwyd ar y cynnig olaf, yn ôl y rheswm.',
    ),
    ...ofReports(nodeOf('INTERVIEW', 'DECLINED'), 'DECLINED_BECAUSE'),
  },
  INTERVIEWS_HELD: {
    name: say('Debriefs held', 'Ôl-drafodaethau a gynhaliwyd'),
    unit: INTERVIEWS,
    method: say(
      'Return interviews in the month they were held, whenever the episode was; first where the child had none before.',
      'Cyfweliadau dychwelyd yn y mis y’u cynhaliwyd, pryd bynnag oedd y cyfnod; cyntaf lle na chafodd y plentyn un o’r blaen.',
    ),
    ...alone('INTERVIEWS_HELD', 'WHICH'),
  },
  CHILDREN: {
    name: say('Children missing or absent', 'Plant ar goll neu’n absennol'),
    unit: say('children', 'plant'),
    method: say(
      'Each child once in a period, by how many episodes were reported in it. Children of several periods do not add up.',
      'Pob plentyn unwaith mewn cyfnod, yn ôl faint o gyfnodau a adroddwyd ynddo. Nid yw plant sawl cyfnod yn adio.',
    ),
    ...alone('CHILDREN', 'EPISODES_EACH'),
  },
  MIRAFS: {
    name: say('Risk assessments', 'Asesiadau risg'),
    unit: say('versions', 'fersiynau'),
    method: say('Versions in the month they were completed.', 'Fersiynau yn y mis y’u cwblhawyd.'),
    ...alone('MIRAFS', 'VERSION'),
  },
  REFERRALS: {
    name: say('Onward referrals', 'Atgyfeiriadau ymlaen'),
    unit: say('referrals', 'atgyfeiriadau'),
    method: say(
      'Referrals in the month they were sent, with what became of them since.',
      'Atgyfeiriadau yn y mis y’u hanfonwyd, a’r hyn a ddaeth ohonynt ers hynny.',
    ),
    ...alone('REFERRALS', 'SERVICE', 'TAKE_UP'),
  },
  MEETINGS: {
    name: say('Threshold meetings', 'Cyfarfodydd trothwy'),
    unit: say('meetings', 'cyfarfodydd'),
    method: say(
      'Meetings in the month they fell due, by a number of episodes or a call; one meeting answers every cause before it.',
      'Cyfarfodydd yn y mis y daethant yn ddyledus, trwy nifer o gyfnodau neu alwad; mae un cyfarfod yn ateb pob achos o’i flaen.',
    ),
    ...alone('MEETINGS', 'STATE'),
  },
  ALERTS: {
    name: say('Alerts', 'Rhybuddion'),
    unit: say('alerts', 'rhybuddion'),
    method: say(
      'Alerts in the month they were sent, by the time until the first person acknowledged them; digests for schools are not among them.',
      'Rhybuddion yn y mis y’u hanfonwyd, yn ôl yr amser nes i’r person cyntaf eu cydnabod; nid yw crynodebau i ysgolion yn eu plith.',
    ),
    ...alone('ALERTS', 'ACKNOWLEDGED'),
  },
  RECONCILIATION: {
    name: say('Police and authorities’ counts', 'Cyfrif yr heddlu a’r awdurdodau'),
    unit: EPISODES,
    method: say(
      'Episodes in the month of report, by whether police, and an authority’s own staff, recorded any step of them.',
      'Cyfnodau yn y mis yr adroddwyd, yn ôl a gofnododd yr heddlu, a staff awdurdod ei hun, unrhyw gam ohonynt.',
    ),
    ...alone('RECONCILIATION', 'COUNTED_BY'),
  },
  TRAINING_ATTENDEES: {
    name: say('People trained', 'Pobl a hyfforddwyd'),
    unit: say('people', 'pobl'),
    method: say(
      'Who came, session by session, in the month it was held.',
      'Y rhai a ddaeth, sesiwn wrth sesiwn, yn y mis y’i cynhaliwyd.',
    ),
    ...alone('TRAINING_ATTENDEES', 'AGENCY'),
  },
  TRAINING_SESSIONS: {
    name: say('Training sessions', 'Sesiynau hyfforddi'),
    unit: say('sessions', 'sesiynau'),
    method: say('Sessions in the month they were held.', 'Sesiynau yn y mis y’u cynhaliwyd.'),
    ...alone('TRAINING_SESSIONS'),
  },
  TRAINING_RATINGS: {
    name: say('Overall ratings of training', 'Sgorau cyffredinol hyfforddiant'),
    unit: say('forms', 'ffurflenni'),
    method: say(
      'Evaluation forms of sessions held in the month.',
      'Ffurflenni gwerthuso sesiynau a gynhaliwyd yn y mis.',
    ),
    ...alone('TRAINING_RATINGS', 'RATING'),
  },
  COST_BENEFIT: {
    name: say('Cost and benefit', 'Cost a budd'),
    unit: say('pounds', 'punnoedd'),
    method: say(
      'Cases closed in the period, by stated unit costs; benefit is what was avoided less the cost of the hub’s work. Given for whole years of 10 cases or more, to the nearest £1,000.',
      'Achosion a gaewyd yn y cyfnod, yn ôl costau uned a nodir; y budd yw’r hyn a osgowyd llai cost gwaith yr hyb. Rhoddir ar gyfer blynyddoedd cyfan o 10 achos neu ragor, i’r £1,000 agosaf.',
    ),
    ...{ family: 'COSTS' as const, of: ALL, by: ['SIDE'] },
  },
} as const satisfies Readonly<Record<string, Definition>>

export type FigureId = keyof typeof FIGURES
export const FIGURE_IDS = Object.keys(FIGURES) as readonly FigureId[]
export const definitionOf = (id: FigureId): Definition => FIGURES[id]
