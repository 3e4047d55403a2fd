// Refusals of steps of a referral, and of a SERAF.
import { say } from '../words.js'

export const REFERRAL_REFUSALS = {
  REFERRAL_NOT_SENT: say(
    'Nothing was sent under this reference. Record the referral first.',
    'Ni anfonwyd dim o dan y cyfeirnod hwn. Cofnodwch yr atgyfeiriad yn gyntaf.',
  ),
  REFERRAL_ALREADY_SENT: say(
    'This referral is recorded. Send another under a reference of its own.',
    'Mae’r atgyfeiriad hwn wedi’i gofnodi. Anfonwch un arall o dan ei gyfeirnod ei hun.',
  ),
  REFERRAL_ANSWERED: say(
    'The service has answered. There is nothing to chase, and an answer is not given twice.',
    'Mae’r gwasanaeth wedi ateb. Nid oes dim i’w geisio eto, ac ni roddir ateb ddwywaith.',
  ),
  REFERRAL_NOT_ACCEPTED: say(
    'The service has not accepted the referral. Record that first.',
    'Nid yw’r gwasanaeth wedi derbyn yr atgyfeiriad. Cofnodwch hynny yn gyntaf.',
  ),
  REFERRAL_ENDED: say(
    'The referral is at its end. Send a new one.',
    'Mae’r atgyfeiriad wedi dod i ben. Anfonwch un newydd.',
  ),
  REFERRAL_OUT_OF_ORDER: say(
    'This is before what was recorded last. Check both times.',
    'Mae hyn cyn yr hyn a gofnodwyd ddiwethaf. Gwiriwch y ddau amser.',
  ),
  SERAF_NO_TIME: say(
    'A significant indicator needs its time: now or in the last six months, six to twelve months ago, or both.',
    'Mae angen amser ar ddangosydd arwyddocaol: nawr neu yn y chwe mis diwethaf, chwech i ddeuddeg mis yn ôl, neu’r ddau.',
  ),
} as const
