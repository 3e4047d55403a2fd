// Refusals of meetings, action plans and legal measures, and of whatever somebody else changed meanwhile.
import { say } from '../words.js'

export const CASEWORK_REFUSALS = {
  CASEWORK_CHANGED_MEANWHILE: say(
    'Somebody recorded something of this meanwhile. Read it again, and record yours if it still holds.',
    'Cofnododd rhywun rywbeth am hyn yn y cyfamser. Darllenwch ef eto, a chofnodwch eich un chi os yw’n dal yn wir.',
  ),
  MEETING_NOT_RECORDED: say(
    'No meeting of this child is recorded under this reference. Record the meeting first.',
    'Nid oes cyfarfod am y plentyn hwn wedi’i gofnodi o dan y cyfeirnod hwn. Cofnodwch y cyfarfod yn gyntaf.',
  ),
  ACTION_UNKNOWN: say(
    'The meeting’s plan has no such action. Name one of its actions, or add it.',
    'Nid oes gweithred o’r fath yng nghynllun y cyfarfod. Enwch un o’i weithredoedd, neu ychwanegwch hi.',
  ),
  ACTION_SETTLED: say(
    'The action is recorded as done or not done. Add another if more is to be done.',
    'Mae’r weithred wedi’i chofnodi fel un a wnaed neu nas gwnaed. Ychwanegwch un arall os oes mwy i’w wneud.',
  ),
  ACTION_DUE_PAST: say(
    'An action is due on the day of the meeting at the soonest, and a new one today. Set a later day.',
    'Mae gweithred i’w gwneud ar ddiwrnod y cyfarfod ar y cynharaf, ac un newydd heddiw. Gosodwch ddiwrnod diweddarach.',
  ),
  ACTION_BEFORE_MEETING: say(
    'An action is not done before the meeting that set it. Check the day.',
    'Ni wneir gweithred cyn y cyfarfod a’i gosododd. Gwiriwch y diwrnod.',
  ),
  MEASURE_NOT_RECORDED: say(
    'No measure of this child is recorded under this reference. Record that it was served first.',
    'Nid oes mesur am y plentyn hwn wedi’i gofnodi o dan y cyfeirnod hwn. Cofnodwch ei gyflwyno yn gyntaf.',
  ),
  MEASURE_ENDED: say(
    'The measure is at its end. Record a new one if another was served.',
    'Mae’r mesur wedi dod i ben. Cofnodwch un newydd os cyflwynwyd un arall.',
  ),
  MEASURE_ENDS_EARLY: say(
    'A measure ends on the day it was served at the soonest. Check both days.',
    'Daw mesur i ben ar y diwrnod y’i cyflwynwyd ar y cynharaf. Gwiriwch y ddau ddiwrnod.',
  ),
  REFERRAL_NOT_MEDIATION: say(
    'This referral is to another service than mediation, whose sessions are not counted here. Name the referral to mediation.',
    'Mae’r atgyfeiriad hwn at wasanaeth heblaw cyfryngu, ac ni chyfrifir ei sesiynau yma. Enwch yr atgyfeiriad at gyfryngu.',
  ),
} as const
