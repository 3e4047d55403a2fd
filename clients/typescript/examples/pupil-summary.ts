// A school's software: signs in on behalf of its safeguarding lead and shows what the hub has written for schools about a pupil.
// It runs against the invented region of `npm start`; for real use, everything of `Region` comes from your own settings.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MirafSummary, createClient, matchAnswer, matchCall, matchType, onBehalfOf } from '@hafan/client'
import type { DataOf, Schema } from '@hafan/client'

interface Region {
  readonly url: string
  readonly personas: readonly { readonly id: string; readonly token: string }[]
  readonly children: readonly { readonly upn: string | null; readonly note: string }[]
}

const folder = process.env['HAFAN_DATA'] ?? '.hafan'
const read = <T>(...path: string[]): T => JSON.parse(readFileSync(join(folder, ...path), 'utf8')) as T
const region = read<Region>('dev.json')
const one = <T extends { readonly id: string }>(list: readonly T[], id: string): T => {
  const found = list.find(each => each.id === id)
  if (found === undefined) throw new Error(`${folder} has no ${id}: is "npm start" running?`)
  return found
}

const client = createClient({
  url: region.url,
  signIn: onBehalfOf({
    tokenEndpoint: one(read<{ id: string; tokenEndpoint: string }[]>('simulated', 'personas.json'), 'school-lead')
      .tokenEndpoint,
    clientId: 'school-partner',
    clientSecret: one(read<{ id: string; secret: string }[]>('simulated', 'partners.json'), 'school-partner').secret,
    subjectToken: () => one(region.personas, 'school-lead').token,
  }),
})

/** What every answer says of itself. */
type Said = Pick<Schema.PoliceAnswer, 'reason' | 'complete' | 'missing'> & {
  readonly contact: Pick<Schema.AgencyContact, 'name' | 'phone'> | null
}

const ring = ({ contact }: Pick<Said, 'contact'>): string =>
  `Ring ${contact?.name ?? 'the hub'}, ${contact?.phone ?? 'no number'}.`

/** Every way of answering that has nothing to show. Leave one out, and this program does not compile. */
const WORDS = {
  recorded: (said: Said) => `Something is recorded; you are told that and no more. ${ring(said)}`,
  nothingRecorded: (said: Said) => `Nothing is recorded.${said.complete ? '' : ' Not everything could be asked.'}`,
  withheld: (said: Said) => `Not shared with you. ${ring(said)}`,
  unavailable: (said: Said) => `Could not be asked (${said.reason ?? ''}): there may be something. ${ring(said)}`,
  unverified: (said: Said) => `It is not certain whose record it is: there may be something. ${ring(said)}`,
}
const also = ({ missing }: Said): string => ` (Not all of it: ${missing.map(({ part }) => part).join(', ')}.)`

type Pupil = Extract<DataOf<typeof MirafSummary>['child'], { readonly __typename: 'Child' }>

function show({ calledBy, hub, education }: Pupil): void {
  console.log(`${calledBy?.givenName?.value ?? '?'} ${calledBy?.familyName?.value ?? '?'}`)
  for (const answer of hub) {
    const text = ({ mirafSummary: its }: NonNullable<(typeof answer)['record']>): string =>
      `Risk ${its?.risk ?? 'not graded'}. ${its?.text?.en ?? ''} ${its?.whatToDo?.en ?? ''}`
    const found = matchAnswer(answer, {
      ...WORDS,
      found: ({ record }) => text(record),
      foundInPart: said => text(said.record) + also(said),
    })
    console.log(`${answer.source?.name ?? 'The hub'}: ${found}`)
  }
  for (const answer of education) {
    const found = matchAnswer(answer, {
      ...WORDS,
      found: ({ record }) => `present ${record.attendance?.presentPercent ?? '?'} %`,
      foundInPart: said => `present ${said.record.attendance?.presentPercent ?? '?'} %${also(said)}`,
    })
    console.log(`${answer.source?.name ?? 'Schools'}: ${found}`)
  }
}

const upn = process.argv[2] ?? region.children.find(child => child.upn !== null)?.upn ?? ''
const call = await client.query(MirafSummary, { by: { upn }, purpose: 'SCHOOL_SUPPORT' })
process.exitCode = matchCall(call, {
  answered: ({ data, notGiven }) => {
    matchType(data.child, {
      Child: show,
      ChildExists: ({ whomToRing }) => console.log(`The pupil is known to the hub. ${ring({ contact: whomToRing })}`),
      ChildNotShown: ({ reason, whomToRing }) => console.log(`No pupil: ${reason}. ${ring({ contact: whomToRing })}`),
    })
    for (const { path, message } of notGiven) console.log(`${path.join('.')} was not given: ${message}`)
    return 0
  },
  refused: ({ code, message, correlationId }) => {
    console.log(`Refused: ${code}. ${message} (${correlationId ?? 'no number'})`)
    return 1
  },
  unreachable: ({ why, detail }) => {
    console.log(`No answer: ${why}. ${detail}`)
    return 1
  },
})
