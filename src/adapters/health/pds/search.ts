// The service's own search: current and former names and the day of birth as given, no fuzziness (agencies.md §1.2). An application
// gets one unique match, none, or that there are too many.
import { reasonOf } from '../../reading.js'
import { MOST_CANDIDATES, type Candidates, type SoughtPerson } from '../../search.js'
import { SourceFault, type UpstreamAnswer } from '../../transport.js'
import { parsed } from '../../wire.js'
import { isLabelled, subjectOf } from '../patient.js'
import { bundle, patient, spineCodeOf } from './upstream.js'

const TOO_MANY = 'TOO_MANY_MATCHES'

/** Neither postcode nor practice is asked for: with these the service keeps restricted people back and does not say so. */
export async function searched(
  person: SoughtPerson,
  get: (path: string) => Promise<UpstreamAnswer>,
): Promise<Candidates> {
  try {
    const { status, body } = await get(`Patient?${queryOf(person)}`)
    if (status !== 200) throw new SourceFault('SOURCE_ERROR', status)
    if (spineCodeOf(body) === TOO_MANY) return { kind: 'many' }
    const { total, entry = [] } = parsed(bundle, body)
    if ((total ?? 0) > entry.length) throw new SourceFault('MALFORMED')
    if (entry.length > MOST_CANDIDATES) return { kind: 'many' }
    const people = entry.map(({ resource }) => parsed(patient, resource))
    return {
      kind: 'records',
      records: people.map(one => ({ recordId: one.id, subject: subjectOf(one), protectedRecord: isLabelled(one) })),
    }
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) }
  }
}

function queryOf({ givenName, familyName, dateOfBirth, sex }: SoughtPerson): string {
  const query = new URLSearchParams({
    family: literal(familyName),
    given: literal(givenName),
    birthdate: `eq${dateOfBirth}`,
    _history: 'true',
  })
  if (sex === 'FEMALE' || sex === 'MALE') query.set('gender', sex.toLowerCase())
  return query.toString()
}

/** The service takes an asterisk for any ending, and then it would search for more people than anybody named. */
const literal = (name: string): string => name.replaceAll('*', '')
