// The coded lists of a risk assessment.
import { AUDIENCES } from '../episode/codes.js'
import { say } from '../words.js'

/** Who contributes. */
export const CONTRIBUTORS = { ...AUDIENCES, THIRD_SECTOR: say('Third sector', 'Trydydd sector') } as const

export const HAZARDS = {
  SEXUAL_EXPLOITATION: say('Sexual exploitation', 'Camfanteisio rhywiol'),
  CRIMINAL_EXPLOITATION: say('Criminal exploitation', 'Camfanteisio troseddol'),
  TRAFFICKING: say('Trafficking', 'Masnachu pobl'),
  VIOLENCE: say('Violence of others', 'Trais gan eraill'),
  DOMESTIC_ABUSE: say('Domestic abuse', 'Cam-drin domestig'),
  SELF_HARM: say('Self-harm or suicide', 'Hunan-niweidio neu hunanladdiad'),
  SUBSTANCES: say('Drugs or alcohol', 'Cyffuriau neu alcohol'),
  HEALTH: say('A condition or medication', 'Cyflwr neu feddyginiaeth'),
  VULNERABILITY: say('Age, disability or understanding', 'Oedran, anabledd neu ddealltwriaeth'),
  OFFENDING: say('Offending', 'Troseddu'),
  RADICALISATION: say('Radicalisation', 'Radicaleiddio'),
  ROUGH_SLEEPING: say('Out in the open, weather, traffic', 'Allan yn yr awyr agored, tywydd, traffig'),
  OTHER: say('Other', 'Arall'),
} as const

export const PROTECTIVE_FACTORS = {
  FAMILY: say('Family who support', 'Teulu sy’n cefnogi'),
  CARER: say('A carer the child trusts', 'Gofalwr y mae’r plentyn yn ymddiried ynddo'),
  WORKER: say('A worker the child trusts', 'Gweithiwr y mae’r plentyn yn ymddiried ynddo'),
  SCHOOL: say('School', 'Yr ysgol'),
  FRIENDS: say('Friends', 'Ffrindiau'),
  ACTIVITY: say('Something the child likes to do', 'Rhywbeth y mae’r plentyn yn hoffi ei wneud'),
  ANSWERS_PHONE: say('Answers the phone', 'Yn ateb y ffôn'),
  OTHER: say('Other', 'Arall'),
} as const

/** What came of asking an agency. Not asked, nothing held and no answer are three things. */
export const CONTRIBUTIONS = {
  NOT_ASKED: say('Not asked', 'Heb ofyn'),
  ASKED: say('Asked, no answer yet', 'Gofynnwyd, dim ateb eto'),
  GIVEN: say('Given', 'Rhoddwyd'),
  NOTHING_HELD: say('Holds nothing', 'Nid yw’n dal dim'),
  REFUSED: say('Refused', 'Gwrthodwyd'),
} as const

/** What a second person says of an assessment they look at again. */
export const MARKS = {
  MET: say('Met', 'Wedi’i fodloni'),
  PARTLY_MET: say('Partly met', 'Wedi’i fodloni’n rhannol'),
  NOT_MET: say('Not met', 'Heb ei fodloni'),
} as const

export const CRITERIA = {
  EVIDENCED: say('What it says is evidenced', 'Mae tystiolaeth i’r hyn a ddywed'),
  PROPORTIONATE: say('The level follows from the hazards', 'Mae’r lefel yn dilyn o’r peryglon'),
  ALL_ASKED: say('Every agency that may know was asked', 'Gofynnwyd i bob asiantaeth a all wybod'),
  CLEAR_STEPS: say('The steps to safety can be followed', 'Gellir dilyn y camau at ddiogelwch'),
} as const
