// Who works with a child by what one source says, as one text: the same for the same people, whatever the order they are named in.
import type { Said } from './candidates.js'
import { isNow } from './candidates.js'

/** `today` is a date. By source, of those that answered. Of several records in one source all must have. */
export function workingBySource(
  said: readonly Said[],
  silent: ReadonlySet<string>,
  today: string,
): ReadonlyMap<string, string> {
  const named = new Map<string, string[]>()
  for (const { source, involved, schools, care, host, home } of said) {
    if (silent.has(source)) continue
    const people = involved
      .filter(one => isNow(one, today))
      .map(({ role, team, staffRef }) => JSON.stringify(['INVOLVED', role, team, staffRef]))
    const places = [
      ...schools.map(school => ['SCHOOL', school]),
      ...care.map(organisation => ['CARE', organisation]),
      ...(host === null ? [] : [['HOST', host]]),
      ...(home === null ? [] : [['HOME', home]]),
    ].map(one => JSON.stringify(one))
    named.set(source, [...(named.get(source) ?? []), ...people, ...places])
  }
  return new Map([...named].map(([source, all]) => [source, [...new Set(all)].sort().join('\n')]))
}
