// What the newcomer reads once everything runs. Every line can be pasted into a shell as it stands.

export interface WhatToTry {
  readonly url: string
  readonly explorerUrl: string
  /** The practitioners' pages. */
  readonly consoleUrl: string
  readonly controlUrl: string
  readonly dataDir: string
  /** NHS number of the child the examples ask for. */
  readonly nhsNumber: string
}

/** The text, without a last line break. */
export function whatToTry({ url, explorerUrl, consoleUrl, controlUrl, dataDir, nhsNumber }: WhatToTry): string {
  const asks = (fields: string, purpose: string): string =>
    `{ child(by: {nhsNumber: \\"${nhsNumber}\\"}, purpose: ${purpose}) { ... on Child { ${fields} } } }`
  const curl = (token: string, query: string): string =>
    `curl -sw '\\n' ${url} -H 'content-type: application/json' -H "authorization: Bearer ${token}" \\\n` +
    `    -d '{"query":"${query}"}'`
  const token = (persona: string): string =>
    `$(node -p "require('${dataDir}/dev.json').personas.find(p => p.id === '${persona}').token")`
  const fault = `${controlUrl}/systems/police-gwent/fault`
  return `
Hafan answers at ${url}
In the browser:  ${explorerUrl}
The practitioners' pages:  ${consoleUrl}  (choose The hub, then a person)
Every field:     ${new URL('/reference/', explorerUrl).href}

Try it as Ffion's social worker: everything, from every agency
  ${curl(token('social-worker'), asks(COMBINED, 'ASSESS_RISK'))}

As the safeguarding lead of her school: the summary written for schools, and nothing of the police
  ${curl(token('school-lead'), asks(SCHOOL, 'SCHOOL_SUPPORT'))}

As a partner's software acting for that lead: it exchanges her token for its own, which may be given less
  PARTNER=$(node -p "require('${dataDir}/simulated/partners.json').find(p => p.id === 'school-partner').secret")
  ENDPOINT=$(node -p "require('${dataDir}/simulated/personas.json').find(p => p.id === 'school-lead').tokenEndpoint")
  TOKEN=$(curl -s "$ENDPOINT" -d grant_type=urn:ietf:params:oauth:grant-type:token-exchange -d client_id=school-partner \\
    -d client_secret="$PARTNER" -d subject_token_type=urn:ietf:params:oauth:token-type:access_token \\
    -d subject_token="${token('school-lead')}" | node -p 'JSON.parse(require("fs").readFileSync(0)).access_token')
  ${curl('$TOKEN', asks(PARTNER, 'SCHOOL_SUPPORT'))}

Switch the police system off, ask again as the social worker, and switch it on
  curl -sw '\\n' -X PUT ${fault} -d '{"kind":"refuse"}'
  curl -sw '\\n' -X DELETE ${fault}

Everything lies in ${dataDir}; fresh tokens and the children to ask for are in ${dataDir}/dev.json.
Stop with Ctrl-C.`
}

const COMBINED =
  'completeness calledBy { givenName { value } familyName { value } } police { status record { markers { marker { label { en } } } } } ' +
  'socialCare { source { name } status record { statuses { status } } } education { source { name } status } health { source { name } status } conflicts { fact }'
const SCHOOL =
  'completeness education { status record { attendance { presentPercent } } } hub { status record { mirafSummary { text { en } } } } police { status reason }'
const PARTNER = 'completeness education { status record { attendance { presentPercent } } } contact { status reason }'
