// Assessments drawn by chance, for the hub's manager to have looked at again. Children of whom the caller may know nothing are
// passed over, and the next in the order is drawn.
import { BadArgument } from '../../errors.js'
import { dipSample } from '../../hub/miraf/sample.js'
import { plainPurpose } from '../../policies/decide/index.js'
import type { DrawSample } from '../../resolvers/context.js'
import { versionName } from '../../store/mirafs.js'
import { readerOf, record, recordReading, type RegisterDeps } from './register.js'

const ACT = 'readDipSample'
const MOST = 50
const MOST_SEED = 64
const AT_A_TIME = 50
/** A sample is drawn from a list in memory: a hub writes some forty assessments a month (G), a nation some thousands. */
const MOST_AMONG = 20_000

const wrong = (field: string, sentence: string): never => {
  throw new BadArgument(field, sentence)
}

export function createDipSample(deps: RegisterDeps): DrawSample {
  const { protocol, store, keys, operation, shownAmong } = deps
  return async ({ seed, size, from, until }) => {
    const reader = readerOf(ACT, deps)
    if (size < 1 || size > MOST) wrong('size', `"size" is a whole number from 1 to ${MOST}.`)
    if (seed.length < 1 || seed.length > MOST_SEED) wrong('seed', `"seed" has from 1 to ${MOST_SEED} characters.`)
    if (Date.parse(from) >= Date.parse(until)) wrong('from', '"from" lies before "until".')
    const made = await store.mirafs.madeIn(new Date(from), new Date(until), MOST_AMONG + 1)
    if (made.length > MOST_AMONG)
      wrong('until', `More than ${MOST_AMONG} assessments were written then. Draw from a shorter time.`)
    const byName = new Map(made.map(one => [versionName(one.childId, one.version), one]))
    const order = dipSample([...byName.keys()], byName.size, seed).flatMap(name => byName.get(name) ?? [])
    const purpose = plainPurpose(protocol, reader.person.role)
    const drawn: typeof order = []
    for (let at = 0; at < order.length && drawn.length < size && purpose !== null; at += AT_A_TIME) {
      const next = order.slice(at, at + AT_A_TIME)
      const shown = await shownAmong([...new Set(next.map(({ childId }) => childId))], purpose)
      drawn.push(...next.filter(({ childId }) => shown.has(childId)))
    }
    const sample = drawn.slice(0, size)
    const marks = await store.mirafs.markedBy(sample.map(({ childId }) => childId))
    recordReading(ACT, reader, deps)
    for (const id of new Set(sample.map(({ childId }) => childId)))
      record(operation, keys.childId.encode(id), ['1.DERIVED'])
    return {
      among: made.length,
      drawn: sample.map(({ childId, version }) => ({
        ...{ child: keys.childId.encode(childId), version, marks: marks.get(versionName(childId, version)) ?? 0 },
      })),
    }
  }
}
