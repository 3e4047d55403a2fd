// How well the time of a search tells a child who is not shown from one nobody knows.
import { performance } from 'node:perf_hooks'
import { separation } from '../../test/canary/not-shown.js'
import { createRandom } from '../../test/canary/random.js'
import { CONCEALED, UNRELATED, startFindStage } from '../../test/gateway/find/stage.js'
import type { Measured } from '../figures.js'

const PAIRS = 1_000
/** Longer than these searches take by themselves, as the default of a second is; each leaves at a multiple of it. */
const NOT_SHOWN_MS = 400
/** Callers who are told of nobody: they ask nobody, their own school, or several agencies before they are shown a child. */
const LANES = [
  { persona: 'hub-police', purpose: 'ASSESS_RISK' },
  { persona: 'debrief-worker', purpose: 'ASSESS_RISK' },
  { persona: 'school-lead', purpose: 'SCHOOL_SUPPORT' },
  { persona: 'police-officer', purpose: 'ASSESS_RISK' },
] as const
const KINDS = ['nobody', 'unrelated', 'concealed'] as const
type Kind = (typeof KINDS)[number]
const WARMING = 10

export async function measure(pairs = PAIRS): Promise<Measured> {
  const times = await timeSearches(pairs, NOT_SHOWN_MS)
  const areas = [separation(times.unrelated, times.nobody), separation(times.concealed, times.nobody)]
  const late = times.nobody.filter(ms => ms > 1.5 * NOT_SHOWN_MS).length
  return {
    value: Math.max(...areas),
    notes: [
      `${times.nobody.length} pairs each, answers that leave at multiples of ${NOT_SHOWN_MS} ms`,
      `unrelated ${areas[0]?.toFixed(3)}, concealed ${areas[1]?.toFixed(3)}; ${late} of those about nobody took a second turn`,
    ],
  }
}

/** Milliseconds until the answer, of as many of each, in an order that chance decides. */
async function timeSearches(pairs: number, notShownMs: number): Promise<Readonly<Record<Kind, readonly number[]>>> {
  const times: Record<Kind, number[]> = { nobody: [], unrelated: [], concealed: [] }
  const stage = await startFindStage({ notShownMs })
  const lineOf = (nhsNumber: string): string => {
    const { givenName, familyName, dateOfBirth } = stage.who(nhsNumber)
    return `${givenName} ${familyName} ${dateOfBirth}`
  }
  const lines: Readonly<Record<Kind, string>> = {
    nobody: 'Zebedee Quillfeather 2011-03-12',
    unrelated: lineOf(UNRELATED),
    concealed: lineOf(CONCEALED[0]),
  }
  try {
    await Promise.all(
      LANES.map(async ({ persona, purpose }, lane) => {
        const random = createRandom(lane)
        for (let round = -WARMING; round < pairs / LANES.length; round += 1)
          for (const kind of random.shuffle(KINDS)) {
            const started = performance.now()
            const { text } = await stage.search(persona, lines[kind], purpose)
            if (!text.includes('"found":[]')) throw new Error(`${persona} is shown or told of the ${kind} child`)
            if (round >= 0) times[kind].push(performance.now() - started)
          }
      }),
    )
    return times
  } finally {
    await stage.gateway.close()
  }
}
