// Refusals of steps of an episode.
import { say } from '../words.js'

export const EPISODE_REFUSALS = {
  EVENT_UNKNOWN: say(
    'There is no such step of an episode. Choose one of the list.',
    'Nid oes cam o’r fath mewn cyfnod. Dewiswch un o’r rhestr.',
  ),
  NOT_REPORTED: say(
    'Nothing was reported under this reference. Record the report first.',
    'Ni adroddwyd dim o dan y cyfeirnod hwn. Cofnodwch yr adroddiad yn gyntaf.',
  ),
  ALREADY_REPORTED: say(
    'This report is recorded. Add what somebody else reports of the same absence as another report of it.',
    'Mae’r adroddiad hwn wedi’i gofnodi. Ychwanegwch yr hyn y mae rhywun arall yn ei adrodd am yr un absenoldeb fel adroddiad arall ohono.',
  ),
  EPISODE_CLOSED: say(
    'The episode is closed. Record what happened since as a new report.',
    'Mae’r cyfnod wedi cau. Cofnodwch yr hyn a ddigwyddodd ers hynny fel adroddiad newydd.',
  ),
  EPISODE_MERGED: say(
    'This report was merged into another. Go on with the one it was merged into.',
    'Cyfunwyd yr adroddiad hwn ag un arall. Ewch ymlaen gyda’r un y’i cyfunwyd ag ef.',
  ),
  EPISODES_OVERLAP: say(
    'The child has another episode at that time. Add this as another report of it, or record its return first.',
    'Mae gan y plentyn gyfnod arall bryd hynny. Ychwanegwch hwn fel adroddiad arall ohono, neu cofnodwch ei ddychweliad yn gyntaf.',
  ),
  SEEN_AFTER_REPORT: say(
    'Last seen is after the report. Check both times; a later sighting belongs to another report.',
    'Mae’r tro olaf y gwelwyd y plentyn ar ôl yr adroddiad. Gwiriwch y ddau amser; mae gweld diweddarach yn perthyn i adroddiad arall.',
  ),
  REVIEW_TIME_WRONG: say(
    'An absent child who is away has a time of review, from now on and within the longest time allowed. Set one.',
    'Mae gan blentyn absennol sydd i ffwrdd amser adolygu, o hyn ymlaen ac o fewn yr amser hiraf a ganiateir. Gosodwch un.',
  ),
  REVIEW_AFTER_RETURN: say(
    'The child is back, so there is nothing to review. Leave the time of review out.',
    'Mae’r plentyn yn ôl, felly nid oes dim i’w adolygu. Gadewch yr amser adolygu allan.',
  ),
  LABEL_REQUIRED: say(
    'A risk that is not in the list is kept in its source’s own words. Write them down.',
    'Cedwir risg nad yw yn y rhestr yng ngeiriau ei ffynhonnell. Ysgrifennwch hwy.',
  ),
  RISK_NEEDS_MISSING: say(
    'Only a child triaged as missing has a risk. Triage the child as missing with that risk.',
    'Dim ond plentyn a frysbennwyd fel un ar goll sydd â risg. Brysbennwch y plentyn fel un ar goll gyda’r risg honno.',
  ),
  RISK_AFTER_RETURN: say(
    'The child is back. What is to be feared next time belongs to the risk assessment.',
    'Mae’r plentyn yn ôl. Mae’r hyn sydd i’w ofni y tro nesaf yn perthyn i’r asesiad risg.',
  ),
  NOTHING_TO_RETURN_FROM: say(
    'The report was closed with no further action. Triage it again as missing or absent before a return is recorded.',
    'Caewyd yr adroddiad heb gamau pellach. Brysbennwch ef eto fel ar goll neu’n absennol cyn cofnodi dychweliad.',
  ),
  RETURN_BEFORE_REPORT: say(
    'The return is before the report. Check both times; a child who was back already was not missing: triage it so.',
    'Mae’r dychweliad cyn yr adroddiad. Gwiriwch y ddau amser; nid oedd plentyn a oedd eisoes yn ôl ar goll: brysbennwch felly.',
  ),
  RETURN_BEFORE_SEEN: say(
    'Somebody saw the child away after that return. Check both times; after a return it is another absence.',
    'Gwelodd rhywun y plentyn i ffwrdd ar ôl y dychweliad hwnnw. Gwiriwch y ddau amser; ar ôl dychwelyd, absenoldeb arall ydyw.',
  ),
  ALREADY_RETURNED: say(
    'The return is recorded. A child who is away again is reported again.',
    'Mae’r dychweliad wedi’i gofnodi. Adroddir eto am blentyn sydd i ffwrdd eto.',
  ),
  CHECK_BEFORE_RETURN: say(
    'A safe and well check follows the return. Record the return first, and check both times.',
    'Mae gwiriad diogel ac iach yn dilyn y dychweliad. Cofnodwch y dychweliad yn gyntaf, a gwiriwch y ddau amser.',
  ),
  CHECK_ALREADY_DONE: say(
    'The safe and well check is recorded as done. What was learnt later belongs to the return interview.',
    'Mae’r gwiriad diogel ac iach wedi’i gofnodi fel un a wnaed. Mae’r hyn a ddysgwyd wedyn yn perthyn i’r cyfweliad dychwelyd.',
  ),
  INTERVIEW_BEFORE_RETURN: say(
    'A return interview follows the return. Record the return first, and check both times.',
    'Mae cyfweliad dychwelyd yn dilyn y dychweliad. Cofnodwch y dychweliad yn gyntaf, a gwiriwch y ddau amser.',
  ),
  INTERVIEW_NOT_OFFERED: say(
    'The return interview is not offered yet. Record the offer first.',
    'Nid yw’r cyfweliad dychwelyd wedi’i gynnig eto. Cofnodwch y cynnig yn gyntaf.',
  ),
  INTERVIEW_NOT_ACCEPTED: say(
    'The return interview is not accepted. Record that the child accepted it first.',
    'Nid yw’r cyfweliad dychwelyd wedi’i dderbyn. Cofnodwch yn gyntaf fod y plentyn wedi’i dderbyn.',
  ),
  INTERVIEW_OUT_OF_ORDER: say(
    'Offer, answer and interview follow one another. Check their times.',
    'Mae cynnig, ateb a chyfweliad yn dilyn ei gilydd. Gwiriwch eu hamserau.',
  ),
  INTERVIEW_ALREADY_OFFERED: say(
    'The return interview is offered. Record the child’s answer.',
    'Mae’r cyfweliad dychwelyd wedi’i gynnig. Cofnodwch ateb y plentyn.',
  ),
  INTERVIEW_ALREADY_ANSWERED: say(
    'That answer is recorded. Record the interview, or that the child answers otherwise now.',
    'Mae’r ateb hwnnw wedi’i gofnodi. Cofnodwch y cyfweliad, neu fod y plentyn yn ateb yn wahanol bellach.',
  ),
  INTERVIEW_ALREADY_HELD: say(
    'The return interview is recorded as held. Another belongs to another episode.',
    'Mae’r cyfweliad dychwelyd wedi’i gofnodi fel un a gynhaliwyd. Mae un arall yn perthyn i gyfnod arall.',
  ),
  TRIAGE_FIRST: say(
    'The report is not triaged. Triage it before it is closed.',
    'Nid yw’r adroddiad wedi’i frysbennu. Brysbennwch ef cyn ei gau.',
  ),
  RETURN_FIRST: say(
    'The child is not back. Record the return before the episode is closed.',
    'Nid yw’r plentyn yn ôl. Cofnodwch y dychweliad cyn cau’r cyfnod.',
  ),
  CHECK_FIRST: say(
    'The safe and well check is owed. Record it, or why it was not done and who decided.',
    'Mae’r gwiriad diogel ac iach yn ddyledus. Cofnodwch ef, neu pam na wnaed ef a phwy a benderfynodd.',
  ),
  INTERVIEW_FIRST: say(
    'The return interview is owed. Record it as held, or declined with the reason.',
    'Mae’r cyfweliad dychwelyd yn ddyledus. Cofnodwch ei gynnal, neu ei wrthod gyda’r rheswm.',
  ),
  NOT_ONE_ABSENCE: say('These are two absences. Keep both.', 'Dau absenoldeb yw’r rhain. Cadwch y ddau.'),
  NOT_ONE_CHILD: say(
    'These reports are of two children. Link the records first if they are one.',
    'Mae’r adroddiadau hyn am ddau blentyn. Cysylltwch y cofnodion yn gyntaf os un ydynt.',
  ),
  MERGE_THE_OTHER_WAY: say(
    'The report that would go is further on, or of higher risk. Merge the other one into it.',
    'Mae’r adroddiad a fyddai’n mynd ymhellach ymlaen, neu o risg uwch. Cyfunwch y llall ag ef.',
  ),
  MERGE_NO_FURTHER_ACTION: say(
    'One of them was closed with no further action. Triage it again first.',
    'Caewyd un ohonynt heb gamau pellach. Brysbennwch ef eto yn gyntaf.',
  ),
  ALREADY_ASSIGNED: say(
    'They have this episode already. Hand it to somebody else, or leave it.',
    'Mae’r cyfnod hwn ganddynt eisoes. Trosglwyddwch ef i rywun arall, neu gadewch ef.',
  ),
  NOBODY_MISSING: say(
    'Nobody of this incident is said to be missing. Name at least one child who is.',
    'Ni ddywedir bod neb o’r digwyddiad hwn ar goll. Enwch o leiaf un plentyn sydd.',
  ),
  CHILD_TWICE: say('A child is named twice. Name each once.', 'Enwir plentyn ddwywaith. Enwch bob un unwaith.'),
} as const

/** Of what was recorded meanwhile, and by whom. */
export const RECORDING_REFUSALS = {
  EPISODE_CHANGED_MEANWHILE: say(
    'Somebody recorded a step of this episode meanwhile. Read it again, and record yours if it still holds.',
    'Cofnododd rhywun gam o’r cyfnod hwn yn y cyfamser. Darllenwch ef eto, a chofnodwch eich un chi os yw’n dal yn wir.',
  ),
  INCIDENT_SENT_OTHERWISE: say(
    'Something else was sent under this reference. Send what is new under a reference of its own, or ring the hub.',
    'Anfonwyd rhywbeth arall o dan y cyfeirnod hwn. Anfonwch yr hyn sy’n newydd o dan ei gyfeirnod ei hun, neu ffoniwch yr hwb.',
  ),
  INCIDENT_OF_ANOTHER_FORCE: say(
    'The report is of another force than this application sends for. Check the force’s identifier.',
    'Mae’r adroddiad gan heddlu gwahanol i’r un y mae’r cais hwn yn anfon ar ei ran. Gwiriwch ddynodydd yr heddlu.',
  ),
  NOBODY_WAITS: say(
    'Nobody waits to be named here. Somebody may have named the child meanwhile: read the list again.',
    'Nid oes neb yn aros i gael ei enwi yma. Efallai bod rhywun wedi enwi’r plentyn yn y cyfamser: darllenwch y rhestr eto.',
  ),
  REPORT_NEEDS_NUMBER: say(
    'A report of a child who is not shown to you is taken by NHS number or pupil number. Give one of these, or ring the hub.',
    'Cymerir adroddiad am blentyn na ddangosir i chi yn ôl rhif GIG neu rif disgybl. Rhowch un o’r rhain, neu ffoniwch yr hwb.',
  ),
} as const
