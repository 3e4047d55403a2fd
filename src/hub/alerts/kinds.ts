// What alerts there are: what each is called, what it tells of a child, and who comes for it.
import type { AlertKind } from '../../store/tables-alerts.js'
import type { ChildCategoryOf, NamedAs } from './stands.js'
import { say, type CodeList } from '../words.js'

/** Without a word about the child: it stands in inboxes before anybody has looked who may read on. */
export const ALERT_TITLES: CodeList<AlertKind> = {
  NEW_EPISODE: say('A child is reported missing', 'Adroddwyd bod plentyn ar goll'),
  RISK_RAISED: say('The risk to a missing child was raised', 'Codwyd y risg i blentyn sydd ar goll'),
  MIRAF_VERSION: say('A risk assessment was revised', 'Diwygiwyd asesiad risg'),
  RETURN: say('A missing child is back', 'Mae plentyn a fu ar goll yn ôl'),
  INTERVIEW_OVERDUE: say('A return interview is overdue', 'Mae cyfweliad dychwelyd yn hwyr'),
  THRESHOLD: say('Agencies must meet about a child', 'Rhaid i asiantaethau gyfarfod ynghylch plentyn'),
  REFERRAL_SILENT: say('A referral has had no answer', 'Ni chafwyd ateb i atgyfeiriad'),
  RELATIONSHIP_CHANGED: say('Who works with a child has changed', 'Mae newid o ran pwy sy’n gweithio gyda phlentyn'),
  SCHOOL_DIGEST: say(
    'Pupils missing since the last school morning',
    'Disgyblion a fu ar goll ers y bore ysgol diwethaf',
  ),
}

interface Told {
  /** The category whose being told this is. Whoever may not have its main facts is not told that there are any. */
  readonly category: ChildCategoryOf
  readonly to: ReadonlySet<NamedAs>
}

const EVERYBODY: ReadonlySet<NamedAs> = new Set([
  ...(['HUB', 'ALLOCATED_WORKER', 'LEAVING_CARE_TEAM', 'REVIEWING_OFFICER', 'CP_CHAIR', 'SCHOOL_LEAD'] as const),
  ...(['SAFEGUARDING_NURSE', 'HOST_AUTHORITY', 'HOME_AUTHORITY', 'DEBRIEF_WORKER'] as const),
])
const CASE: ReadonlySet<NamedAs> = new Set([
  ...(['HUB', 'ALLOCATED_WORKER', 'LEAVING_CARE_TEAM', 'REVIEWING_OFFICER', 'CP_CHAIR'] as const),
])

export const TOLD_OF: Readonly<Record<Exclude<AlertKind, 'SCHOOL_DIGEST'>, Told>> = {
  NEW_EPISODE: { category: 'MISSING_EPISODES', to: EVERYBODY },
  RISK_RAISED: { category: 'MISSING_EPISODES', to: EVERYBODY },
  RETURN: { category: 'MISSING_EPISODES', to: EVERYBODY },
  MIRAF_VERSION: { category: 'MIRAF', to: EVERYBODY },
  INTERVIEW_OVERDUE: { category: 'DEBRIEF_OUTCOME', to: new Set([...CASE, 'DEBRIEF_WORKER']) },
  THRESHOLD: { category: 'MEETINGS', to: new Set([...CASE, 'HOST_AUTHORITY', 'HOME_AUTHORITY', 'SAFEGUARDING_NURSE']) },
  REFERRAL_SILENT: { category: 'REFERRALS', to: CASE },
  RELATIONSHIP_CHANGED: { category: 'PROFESSIONALS', to: CASE },
}
