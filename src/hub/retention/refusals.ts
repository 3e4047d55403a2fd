// Refusals of who holds a return interview, and of legal holds.
import { say } from '../words.js'

export const KEEPING_REFUSALS = {
  DEBRIEF_ALREADY_ASSIGNED: say(
    'They hold the return interview of this episode already. Name somebody else, or leave it.',
    'Nhw sy’n cynnal cyfweliad dychwelyd y cyfnod hwn yn barod. Enwch rywun arall, neu gadewch ef.',
  ),
  DEBRIEF_NOT_ASSIGNED: say(
    'They do not hold the return interview of this episode. Name whoever does.',
    'Nid nhw sy’n cynnal cyfweliad dychwelyd y cyfnod hwn. Enwch pwy bynnag sydd.',
  ),
  HOLD_REVIEW_PAST: say(
    'A hold is looked at again on a day to come. Set one after today.',
    'Edrychir ar ataliad eto ar ddiwrnod i ddod. Gosodwch un ar ôl heddiw.',
  ),
  HOLD_NOT_PLACED: say(
    'No hold of this child is placed under this reference. Name one that is.',
    'Nid oes ataliad ar y plentyn hwn o dan y cyfeirnod hwn. Enwch un sydd.',
  ),
  HOLD_RELEASED: say(
    'The hold is released already. Place another if one is needed.',
    'Mae’r ataliad wedi’i ryddhau yn barod. Gosodwch un arall os oes angen.',
  ),
  HOLD_STANDS: say(
    'A hold of this child stands already and keeps everything. Leave it, or say that another is meant.',
    'Mae ataliad ar y plentyn hwn yn sefyll yn barod ac yn cadw popeth. Gadewch ef, neu dywedwch mai un arall a olygir.',
  ),
  HOLD_ONE_OF_SEVERAL: say(
    'Several holds of this child stand. Name the one that is meant.',
    'Mae sawl ataliad ar y plentyn hwn yn sefyll. Enwch yr un a olygir.',
  ),
  HOLD_CHILD_UNKNOWN: say(
    'The hub knows no such child. Give the child’s id as this hub’s gateway gives it.',
    'Nid yw’r hwb yn adnabod plentyn o’r fath. Rhowch ddynodydd y plentyn fel y mae porth yr hwb hwn yn ei roi.',
  ),
} as const
