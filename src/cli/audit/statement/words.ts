// The words of a family's statement, in both languages, for people who have never seen the protocol.
import type { Both } from '../grounds.js'

export const AGENCY: Readonly<Record<string, Both>> = {
  POLICE: { en: 'the police', cy: 'yr heddlu' },
  SOCIAL_CARE: { en: 'social services', cy: 'y gwasanaethau cymdeithasol' },
  EDUCATION: { en: 'education', cy: 'addysg' },
  HEALTH: { en: 'the health service', cy: 'y gwasanaeth iechyd' },
  THIRD_SECTOR: { en: 'a charity', cy: 'elusen' },
  HUB: { en: 'the missing children’s hub', cy: 'yr hwb plant coll' },
}

export const ROLE: Readonly<Record<string, Both>> = {
  HUB_PRACTITIONER: { en: 'a practitioner', cy: 'ymarferydd' },
  HUB_MANAGER: { en: 'a manager', cy: 'rheolwr' },
  DEBRIEF_WORKER: {
    en: 'a worker who talks with children after they return',
    cy: 'gweithiwr sy’n siarad â phlant ar ôl iddynt ddychwelyd',
  },
  SOCIAL_WORKER: { en: 'a social worker', cy: 'gweithiwr cymdeithasol' },
  TEAM_MANAGER: { en: 'a team manager', cy: 'rheolwr tîm' },
  DUTY_TEAM: { en: 'the out-of-hours team', cy: 'y tîm y tu allan i oriau' },
  REVIEWING_OFFICER: { en: 'an independent reviewing officer', cy: 'swyddog adolygu annibynnol' },
  CP_CHAIR: { en: 'a chair of child protection meetings', cy: 'cadeirydd cyfarfodydd amddiffyn plant' },
  POLICE_COORDINATOR: { en: 'a coordinator for missing people', cy: 'cydlynydd pobl goll' },
  POLICE_OFFICER: { en: 'a police officer', cy: 'swyddog heddlu' },
  SCHOOL_LEAD: {
    en: 'the person in charge of safeguarding at a school',
    cy: 'y person sy’n gyfrifol am ddiogelu mewn ysgol',
  },
  EDUCATION_WELFARE: { en: 'an education welfare officer', cy: 'swyddog lles addysg' },
  SAFEGUARDING_NURSE: { en: 'a safeguarding nurse', cy: 'nyrs ddiogelu' },
  EMERGENCY_CLINICIAN: {
    en: 'a doctor or nurse in an emergency department',
    cy: 'meddyg neu nyrs mewn adran achosion brys',
  },
  RESIDENTIAL_MANAGER: { en: 'a manager of a children’s home', cy: 'rheolwr cartref plant' },
  AUDITOR: { en: 'an auditor, who checks who has looked', cy: 'archwilydd, sy’n gwirio pwy sydd wedi edrych' },
}

export const SOMEBODY: Both = { en: 'somebody', cy: 'rhywun' }
export const NOT_SAID: Both = { en: 'not said', cy: 'heb ei nodi' }
export const NO_KIND: Both = {
  en: 'only that the child is known to the hub',
  cy: 'dim ond bod y plentyn yn hysbys i’r hwb',
}

export const TITLE: Both = {
  en: 'Who has looked at this child’s information',
  cy: 'Pwy sydd wedi edrych ar wybodaeth y plentyn hwn',
}
export const INTRODUCTION: Both = {
  en: 'When a child is missing or may be at risk, people from several services may look at information about the child. Each time is written down, and cannot be changed afterwards. This is what was written down. It says what kinds of information a person could see, not what they said.',
  cy: 'Pan fydd plentyn ar goll neu y gallai fod mewn perygl, gall pobl o sawl gwasanaeth edrych ar wybodaeth am y plentyn. Mae pob tro yn cael ei gofnodi, ac ni ellir ei newid wedyn. Dyma’r hyn a gofnodwyd. Mae’n dweud pa fathau o wybodaeth y gallai person eu gweld, nid yr hyn a ddywedent.',
}
export const PERIOD: Both = { en: 'Period', cy: 'Cyfnod' }
export const NOBODY: Both = {
  en: 'Nobody was shown anything in this period.',
  cy: 'Ni ddangoswyd dim i neb yn ystod y cyfnod hwn.',
}
export const WHEN: Both = { en: 'When', cy: 'Pryd' }
export const WHO: Both = { en: 'Who', cy: 'Pwy' }
export const WHY: Both = { en: 'Why', cy: 'Pam' }
export const WHAT: Both = { en: 'What kinds of information', cy: 'Pa fathau o wybodaeth' }
export const RULE: Both = { en: 'Under which rule', cy: 'O dan ba reol' }
export const PROTOCOL: Both = { en: 'the information-sharing protocol', cy: 'y protocol rhannu gwybodaeth' }
export const SECTIONS: Both = { en: 'sections', cy: 'adrannau' }
export const LEFT_OUT: Both = {
  en: 'What is left out of this statement',
  cy: 'Yr hyn sydd wedi’i hepgor o’r datganiad hwn',
}
export const NOTHING_LEFT_OUT: Both = { en: 'Nothing is left out.', cy: 'Nid oes dim wedi’i hepgor.' }
export const TIMES: Both = { en: 'Times left out', cy: 'Troeon a hepgorwyd' }
export const DECIDED: Both = { en: 'Decided by', cy: 'Penderfynwyd gan' }
export const LOOKED_AT_AGAIN: Both = { en: 'To be looked at again by', cy: 'I’w ystyried eto erbyn' }
export const CUT: Both = {
  en: 'There is more than fits here: ask for a shorter period.',
  cy: 'Mae mwy nag sy’n ffitio yma: gofynnwch am gyfnod byrrach.',
}
export const RIGHTS: Both = {
  en: 'If you think that somebody should not have looked, or that something should not be left out, you may complain to the hub, and to the Information Commissioner.',
  cy: 'Os ydych yn meddwl na ddylai rhywun fod wedi edrych, neu na ddylid hepgor rhywbeth, gallwch gwyno i’r hwb, ac i’r Comisiynydd Gwybodaeth.',
}
