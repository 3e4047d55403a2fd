// Refusals of what was written, whatever it was for.
import { say } from '../words.js'

export const INPUT_REFUSALS = {
  FIELD_INVALID: say(
    'A value is missing or is of another kind. Fill in the field that is named.',
    'Mae gwerth ar goll neu o fath arall. Llenwch y maes a enwir.',
  ),
  FIELD_UNKNOWN: say(
    'A field was sent that is not known here. Leave it out, or use the field it belongs to.',
    'Anfonwyd maes nad yw’n hysbys yma. Gadewch ef allan, neu defnyddiwch y maes y mae’n perthyn iddo.',
  ),
  CODE_UNKNOWN: say(
    'A code is not in its list. Choose one of the list, or OTHER with a reason.',
    'Nid yw cod yn ei restr. Dewiswch un o’r rhestr, neu OTHER gyda rheswm.',
  ),
  TIME_INVALID: say(
    'A time is not one, or not in UTC. Write it as 2026-02-11T22:05:00Z.',
    'Nid yw amser yn ddilys, neu nid yw yn UTC. Ysgrifennwch ef fel 2026-02-11T22:05:00Z.',
  ),
  DAY_INVALID: say(
    'A date is not one. Write it as 2026-02-11.',
    'Nid yw dyddiad yn ddilys. Ysgrifennwch ef fel 2026-02-11.',
  ),
  IN_FUTURE: say(
    'A time lies in the future. Record what has happened; check the date and the time zone.',
    'Mae amser yn y dyfodol. Cofnodwch yr hyn sydd wedi digwydd; gwiriwch y dyddiad a’r gylchfa amser.',
  ),
  REASON_REQUIRED: say(
    'A change needs its reason. Say in a sentence why.',
    'Mae angen rheswm dros newid. Dywedwch pam mewn brawddeg.',
  ),
  TEXT_TOO_LONG: say(
    'A text is too long. Shorten it, and keep longer documents where they are held.',
    'Mae testun yn rhy hir. Cwtogwch ef, a chadwch ddogfennau hirach lle cânt eu dal.',
  ),
  TEXT_HIDDEN_CHARACTERS: say(
    'A text holds invisible characters that change how it is read. Type it anew, or paste it as plain text.',
    'Mae testun yn cynnwys nodau anweledig sy’n newid sut y caiff ei ddarllen. Teipiwch ef o’r newydd, neu gludwch ef fel testun plaen.',
  ),
  TOO_MANY_ENTRIES: say(
    'A list is too long. Leave out what is said twice, or split it.',
    'Mae rhestr yn rhy hir. Gadewch allan yr hyn a ddywedir ddwywaith, neu rhannwch hi.',
  ),
  SAID_TWICE: say(
    'A list names something twice. Name it once.',
    'Mae rhestr yn enwi rhywbeth ddwywaith. Enwch ef unwaith.',
  ),
} as const
