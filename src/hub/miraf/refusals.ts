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
  SUMMARY_ONE_LANGUAGE: say(
    'A summary is approved in both languages. Write the other.',
    'Cymeradwyir crynodeb yn y ddwy iaith. Ysgrifennwch y llall.',
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
