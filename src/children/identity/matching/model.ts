// The parameters of the model, as they are saved: versioned, checked when read.
import { z } from 'zod'
import { COMPARISONS, LEVELS } from './comparisons.js'
import type { ComparisonName } from './comparisons.js'

const share = z.number().min(0).max(1)

/** m: how often two records of one person are at this level; u: two strangers'; h: two children of one household. */
const level = z.strictObject({ m: share, u: share, h: share })
export type LevelShares = z.infer<typeof level>

const comparisonShape = (name: ComparisonName) =>
  z.strictObject(Object.fromEntries(LEVELS[name].map(one => [one, level])))

const schema = z.strictObject({
  format: z.literal('hafan-matching-model'),
  version: z.literal(2),
  /** Which parameters these are: kept with every link that is made by them. */
  name: z.string().min(1).max(100),
  from: z.string().max(500),
  /** Other records of the same person that a record is expected to have among those it is compared with. */
  matchesPerRecord: z.number().min(1e-6).max(100),
  /** Records of other children of the household. */
  householdPerRecord: z.number().min(1e-6).max(100),
  comparisons: z.strictObject(Object.fromEntries(COMPARISONS.map(name => [name, comparisonShape(name)]))),
})

export type Model = z.infer<typeof schema>

/** A file of parameters that cannot be used. The message says where, and quotes nothing. */
export class BadModel extends Error {
  constructor(message: string) {
    super(message)
    this.name = new.target.name
  }
}

/** Throws BadModel for anything that is not a whole model of this version. */
export function readModel(text: string): Model {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new BadModel('MODEL_INVALID: the model is not JSON. Use a file that --save has written.')
  }
  const { success, data, error } = schema.safeParse(value)
  if (success) return data
  const places = error.issues.slice(0, 3).map(({ path, code }) => `${path.join('.') || 'the whole'} (${code})`)
  throw new BadModel(
    `MODEL_INVALID: the model does not fit at ${places.join(', ')}. Use a file that --save has written.`,
  )
}

export const writeModel = (model: Model): string => `${JSON.stringify(model, null, 1)}\n`
