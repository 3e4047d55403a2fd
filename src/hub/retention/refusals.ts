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
} as const
