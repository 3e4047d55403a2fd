// Refusals of a risk assessment and of its summary.
import { say } from '../words.js'

export const MIRAF_REFUSALS = {
  MIRAF_CHANGED_MEANWHILE: say(
    'Somebody revised the assessment meanwhile. Read their version, and make your change in it.',
    'Mae rhywun wedi adolygu’r asesiad yn y cyfamser. Darllenwch eu fersiwn, a gwnewch eich newid ynddi.',
  ),
  MIRAF_REVIEW_PAST: say(
    'The date of review has passed. Set one after today.',
    'Mae’r dyddiad adolygu wedi mynd heibio. Gosodwch un ar ôl heddiw.',
  ),
  MIRAF_LEVEL_UNGRADED: say(
    'An overall level is very low, low, medium or high. Choose one, or leave it to the matrix.',
    'Lefel gyffredinol yw isel iawn, isel, canolig neu uchel. Dewiswch un, neu gadewch hi i’r matrics.',
  ),
  MIRAF_FACT_UNKNOWN: say(
    'A fact is none that the draft or the last version gives. Read the draft again, and pass ids as they are given.',
    'Nid yw ffaith yn un y mae’r drafft neu’r fersiwn ddiwethaf yn ei rhoi. Darllenwch y drafft eto, a phasiwch y rhifau fel y’u rhoddir.',
  ),
  MIRAF_NOT_THERE: say(
    'There is no such version of the assessment. Read the child’s assessment, and name a version it has.',
    'Nid oes fersiwn o’r fath o’r asesiad. Darllenwch asesiad y plentyn, ac enwch fersiwn sydd ganddo.',
  ),
  MIRAF_OWN_MARK: say(
    'An assessment is looked at again by somebody who did not write it. Ask another.',
    'Edrychir eto ar asesiad gan rywun na ysgrifennodd ef. Gofynnwch i un arall.',
  ),
  SUMMARY_NOT_THERE: say(
    'There is no such draft of a summary, or a newer one. Read the newest, and name its version.',
    'Nid oes drafft o’r fath o grynodeb, neu mae un mwy newydd. Darllenwch yr un diweddaraf, ac enwch ei fersiwn.',
  ),
  SUMMARY_APPROVED: say(
    'This summary is approved already. Draft another to change it.',
    'Cymeradwywyd y crynodeb hwn eisoes. Drafftiwch un arall i’w newid.',
  ),
  SUMMARY_NAMES_UNREAD: say(
    'The names of the people around the child could not all be read now, so the summary cannot be looked through for them. Try again when every system answers.',
    'Ni ellid darllen holl enwau’r bobl o amgylch y plentyn nawr, felly ni ellir chwilio amdanynt yn y crynodeb. Rhowch gynnig arall arni pan fydd pob system yn ateb.',
  ),
  SUMMARY_ONE_LANGUAGE: say(
    'A summary is approved in both languages. Write the other.',
    'Cymeradwyir crynodeb yn y ddwy iaith. Ysgrifennwch y llall.',
  ),
  SUMMARY_OUTDATED: say(
    'The assessment was revised after this draft. Draft the summary again from the newest version.',
    'Adolygwyd yr asesiad ar ôl y drafft hwn. Drafftiwch y crynodeb eto o’r fersiwn ddiweddaraf.',
  ),
  SUMMARY_OWN_APPROVAL: say(
    'A summary is approved by somebody who did not write it. Ask another.',
    'Cymeradwyir crynodeb gan rywun na ysgrifennodd ef. Gofynnwch i un arall.',
  ),
  SUMMARY_TELLS_TOO_MUCH: say(
    'The summary tells what may not be shared: a name, an address, a number, or intelligence. Write the marked places otherwise.',
    'Mae’r crynodeb yn dweud yr hyn na ellir ei rannu: enw, cyfeiriad, rhif, neu gudd-wybodaeth. Ysgrifennwch y mannau a farciwyd fel arall.',
  ),
} as const
