// The queries the explorer opens with, one a tab, and the same ones `npm start` prints as curl lines.

export interface Example {
  readonly name: 'CombinedPicture' | 'SchoolSummary' | 'ThroughAPartner' | 'PoliceSwitchedOff' | 'BreakTheGlass'
  /** As whom it is meant to be asked: a persona's id, `@application` after it where one acts for them. */
  readonly persona: string
  readonly query: string
}

export interface ExampleDetails {
  /** Of the child the examples ask for. */
  readonly nhsNumber: string
  /** Where faults are set. */
  readonly controlUrl: string
}

/** In the order of the tabs. Each is one operation, valid for the persona it is written for. */
export function examples({ nhsNumber, controlUrl }: ExampleDetails): readonly Example[] {
  const ask = (name: Example['name'], persona: string, comment: string, purpose: string, fields: string): Example => ({
    name,
    persona,
    query: `${comment.replaceAll(/^/gm, '# ')}\nquery ${name} {\n  child(\n    by: { nhsNumber: "${nhsNumber}" }\n    purpose: ${purpose}\n  ) {\n${fields}\n  }\n}\n`,
  })
  const fault = `${controlUrl}/systems/police-gwent/fault`
  return [
    ask(
      'CombinedPicture',
      'social-worker',
      'One picture, live from every agency.\nAsked as the social worker.',
      'ASSESS_RISK',
      COMBINED,
    ),
    ask(
      'SchoolSummary',
      'school-lead',
      'What a school is given. Asked as the school lead,\nwho finds no police field: try to complete "pol".',
      'SCHOOL_SUPPORT',
      SCHOOL,
    ),
    ask(
      'ThroughAPartner',
      'school-lead@school-partner',
      "The same lead, through a partner's software that\nmay be given less than she may see herself.",
      'SCHOOL_SUPPORT',
      PARTNER,
    ),
    ask(
      'PoliceSwitchedOff',
      'social-worker',
      `Switch the police system off, and ask:\n  curl -X PUT -d '{"kind":"refuse"}' \\\n    ${fault}\nThe answer says what is missing, and whom to ring.\nSwitch it on again:\n  curl -X DELETE \\\n    ${fault}`,
      'ASSESS_RISK',
      OUTAGE,
    ),
    { name: 'BreakTheGlass', persona: 'emergency-clinician', query: breakTheGlass() },
  ]
}

/** Of a child whom nobody who signs in here has anything to do with. */
const A_STRANGER = '9990000034'

const breakTheGlass = (): string => `# Emergency access, as the emergency clinician, to a child
# she has nothing to do with. Its owners are told before
# anything is shown. Then ask for the same child, and read
# breakGlassReviews as the hub's manager. A new act takes
# a new key.
mutation BreakTheGlass {
  breakGlass(
    input: {
      key: "my-first-emergency"
      child: { nhsNumber: "${A_STRANGER}" }
      reason: "Brought in unconscious; nobody here knows the child."
      minutes: 15
    }
  ) {
    ... on BreakGlassReceipt { id until }
    ... on ChildNotShown { reason whomToRing { name phone } }
  }
}
`

const COMBINED = `    ... on Child {
      completeness
      relationships { relationship }
      calledBy {
        givenName { value source { name } }
        familyName { value }
        age
      }
      missingEpisodes {
        source { name }
        status
        record { episodes { reportedAt status risk } }
      }
      police {
        status
        reason
        record { markers { marker { label { en cy } } } }
      }
      socialCare {
        source { name }
        status
        record { statuses { status from } }
      }
      education {
        status
        record { attendance { presentPercent } }
      }
      health {
        source { name }
        status
        record { alerts { kind what { label { en } } } }
      }
      thirdSector { source { name } status }
      hub {
        status
        record { mirafSummary { risk text { en cy } } }
      }
      conflicts { fact values { value source { name } } }
    }
    ... on ChildNotShown { reason whomToRing { name phone } }`

const SCHOOL = `    ... on Child {
      completeness
      education {
        status
        record { attendance { presentPercent lastPresentAt } }
      }
      hub {
        status
        record {
          mirafSummary { risk text { en cy } whatToDo { en cy } assessmentRevisedSince }
        }
      }
      missingEpisodes {
        source { name }
        status
        record { episodes { reportedAt status } }
      }
    }
    ... on ChildNotShown { reason whomToRing { name phone } }`

const PARTNER = `    ... on Child {
      completeness
      calledBy { givenName { value } familyName { value } }
      education {
        status
        withheld { coordinate clause }
        record { attendance { presentPercent } }
      }
      hub {
        status
        record { mirafSummary { risk text { en cy } } }
      }
    }
    ... on ChildNotShown { reason whomToRing { name phone } }`

const OUTAGE = `    ... on Child {
      completeness
      sources { source { name } status reason }
      police {
        status
        reason
        complete
        contact { name phone hours { en cy } }
        record { markers { marker { label { en } } } }
      }
    }
    ... on ChildNotShown { reason whomToRing { name phone } }`
