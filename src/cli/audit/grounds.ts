// The grounds on which an access may be left out of a family's statement: a closed list, each with its place in the law, in words
// for the family. Nothing else may be left out.

export type Language = 'en' | 'cy'
export type Both = Readonly<Record<Language, string>>

/** As the table has them. */
export const GROUNDS = {
  CRIME: {
    en: 'Telling you now could make it harder to prevent a crime or to find out who committed one (Data Protection Act 2018, Schedule 2, paragraph 2).',
    cy: 'Gallai dweud wrthych nawr ei gwneud yn anoddach atal trosedd neu ddarganfod pwy a’i cyflawnodd (Deddf Diogelu Data 2018, Atodlen 2, paragraff 2).',
  },
  LAW_ENFORCEMENT: {
    en: 'The police looked for their own enquiries, and telling you now could get in their way (Data Protection Act 2018, section 45(4)).',
    cy: 'Edrychodd yr heddlu ar gyfer eu hymholiadau eu hunain, a gallai dweud wrthych nawr amharu arnynt (Deddf Diogelu Data 2018, adran 45(4)).',
  },
  SERIOUS_HARM: {
    en: 'Telling you could cause serious harm to somebody’s health, body or mind (Data Protection Act 2018, Schedule 3).',
    cy: 'Gallai dweud wrthych achosi niwed difrifol i iechyd, corff neu feddwl rhywun (Deddf Diogelu Data 2018, Atodlen 3).',
  },
  CHILD_ABUSE: {
    en: 'Telling a person who asks on the child’s behalf would not be in the child’s interest (Data Protection Act 2018, Schedule 3, paragraph 21).',
    cy: 'Ni fyddai dweud wrth berson sy’n gofyn ar ran y plentyn o fudd i’r plentyn (Deddf Diogelu Data 2018, Atodlen 3, paragraff 21).',
  },
  OTHER_PERSON: {
    en: 'It would tell you something about another person, who has a right to privacy too (Data Protection Act 2018, Schedule 2, paragraph 16).',
    cy: 'Byddai’n dweud rhywbeth wrthych am berson arall, sydd hefyd â hawl i breifatrwydd (Deddf Diogelu Data 2018, Atodlen 2, paragraff 16).',
  },
  COURT: {
    en: 'A court is dealing with it, and its rules do not let us tell you here (Data Protection Act 2018, Schedule 2, paragraph 5).',
    cy: 'Mae llys yn ymdrin â’r mater, ac nid yw ei reolau’n caniatáu i ni ddweud wrthych yma (Deddf Diogelu Data 2018, Atodlen 2, paragraff 5).',
  },
} as const satisfies Readonly<Record<string, Both>>

export type Ground = keyof typeof GROUNDS
export const isGround = (word: string): word is Ground => Object.hasOwn(GROUNDS, word)
