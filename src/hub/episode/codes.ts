// The coded lists of an episode. What nobody foresaw is OTHER, and counted; where the list is of reasons, it needs words.
import { say } from '../words.js'

const OTHER = say('Other', 'Arall')

/** Usual reasons of the Gwent hub: not missing, under an hour late, no evidence of risk. */
export const NO_FURTHER_ACTION_REASONS = {
  NOT_MISSING: say('Was not missing', 'Nid oedd ar goll'),
  UNDER_ONE_HOUR_LATE: say('Less than an hour late', 'Llai nag awr yn hwyr'),
  NO_EVIDENCE_OF_RISK: say('No evidence of risk of harm', 'Dim tystiolaeth o risg o niwed'),
  OTHER,
} as const

export const REPORTERS = {
  POLICE: say('Police system', 'System yr heddlu'),
  FAMILY: say('Family', 'Teulu'),
  CARER: say('Carer', 'Gofalwr'),
  SCHOOL: say('School', 'Ysgol'),
  OUT_OF_HOURS: say('Out-of-hours team', 'Tîm y tu allan i oriau'),
  SOCIAL_CARE: say('Social care', 'Gofal cymdeithasol'),
  OTHER,
} as const

export const PLACEMENTS = {
  HOME: say('At home', 'Gartref'),
  IN_CARE_HERE: say('In care of an authority of this area', 'Mewn gofal awdurdod o’r ardal hon'),
  PLACED_HERE: say('Placed here by another authority', 'Wedi’i leoli yma gan awdurdod arall'),
  PLACED_ELSEWHERE: say('Of this area, placed elsewhere', 'O’r ardal hon, wedi’i leoli mewn man arall'),
  INDEPENDENT_HOME: say('In an independent home', 'Mewn cartref annibynnol'),
} as const

export const MISSING_FROM = {
  HOME: say('Home', 'Cartref'),
  CARE_HOME: say("Children's home", 'Cartref plant'),
  FOSTER: say('Foster home', 'Cartref maeth'),
  SCHOOL: say('School', 'Ysgol'),
  HOSPITAL: say('Hospital', 'Ysbyty'),
  OTHER,
} as const

export const FINDERS = {
  POLICE: say('Police', 'Yr heddlu'),
  FAMILY: say('Family', 'Teulu'),
  CARER: say('Carer', 'Gofalwr'),
  SCHOOL: say('School', 'Ysgol'),
  SOCIAL_CARE: say('Social care', 'Gofal cymdeithasol'),
  CAME_BACK: say('Came back alone', 'Dychwelodd ar ei ben ei hun'),
  PUBLIC: say('A member of the public', 'Aelod o’r cyhoedd'),
  OTHER,
} as const

export const CHECK_NOT_DONE = {
  CHILD_REFUSED: say('The child refused', 'Gwrthododd y plentyn'),
  SEEN_BY_ANOTHER_AGENCY: say('Seen by another agency', 'Gwelwyd gan asiantaeth arall'),
  NOT_TREATED_AS_MISSING: say('Not treated as missing', 'Heb ei drin fel un ar goll'),
  MOVED_OUT_OF_AREA: say('Moved out of the area', 'Symudodd o’r ardal'),
  NO_OFFICER: say('Nobody could be sent', 'Ni ellid anfon neb'),
  OTHER,
} as const

export const HARM = {
  NONE_KNOWN: say('None known', 'Dim yn hysbys'),
  PHYSICAL: say('Physical harm', 'Niwed corfforol'),
  SEXUAL: say('Sexual harm', 'Niwed rhywiol'),
  SUBSTANCES: say('Substances taken', 'Cymryd sylweddau'),
  SELF_HARM: say('Self-harm', 'Hunan-niweidio'),
  OFFENCE_AGAINST: say('Victim of another offence', 'Dioddefwr trosedd arall'),
  OTHER,
} as const

export const INTERVIEW_DECLINED = {
  CHILD_DECLINED: say('The child did not want it', 'Nid oedd y plentyn am ei gael'),
  PARENT_DECLINED: say('A parent or carer did not want it', 'Nid oedd rhiant neu ofalwr am ei gael'),
  SPOKE_TO_ANOTHER: say('The child spoke to somebody else', 'Siaradodd y plentyn â rhywun arall'),
  NO_CONTACT: say('Could not be reached', 'Ni ellid cysylltu'),
  AWAY_AGAIN: say('Away again', 'I ffwrdd eto'),
  OTHER,
} as const

export const PUSH_FACTORS = {
  CONFLICT_AT_HOME: say('Conflict at home', 'Gwrthdaro gartref'),
  ABUSE_OR_NEGLECT: say('Abuse or neglect', 'Cam-drin neu esgeulustod'),
  PLACEMENT: say('Unhappy where placed', 'Anhapus lle y’i lleolwyd'),
  SCHOOL: say('Trouble at school', 'Trafferth yn yr ysgol'),
  BULLYING: say('Bullying', 'Bwlio'),
  MENTAL_HEALTH: say('Mental health', 'Iechyd meddwl'),
  BOUNDARIES: say('Rules and boundaries', 'Rheolau a ffiniau'),
  OTHER,
} as const

export const PULL_FACTORS = {
  FAMILY: say('To be with family', 'I fod gyda theulu'),
  FRIENDS: say('To be with friends', 'I fod gyda ffrindiau'),
  RELATIONSHIP: say('Boyfriend or girlfriend', 'Cariad'),
  EXPLOITATION: say('Drawn by somebody who exploits', 'Wedi’i ddenu gan rywun sy’n camfanteisio'),
  SUBSTANCES: say('Drugs or alcohol', 'Cyffuriau neu alcohol'),
  ADVENTURE: say('Parties, places, adventure', 'Partïon, lleoedd, antur'),
  OTHER,
} as const

export const AUDIENCES = {
  HUB: say('The hub', 'Yr hyb'),
  SOCIAL_CARE: say('Social care', 'Gofal cymdeithasol'),
  POLICE: say('Police', 'Yr heddlu'),
  HEALTH: say('Health', 'Iechyd'),
  EDUCATION: say('Education', 'Addysg'),
} as const
