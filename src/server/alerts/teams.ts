// teams.yaml: the teams that are told of alerts, for whom each stands, and who is told when one does not answer.
import { z } from 'zod'
import { AGENCIES } from '../../policies/protocol/index.js'

const name = z.strictObject({ en: z.string().min(1).max(200), cy: z.string().min(1).max(200) })
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{1,63}$/)

/** All that is given must fit: a role of a post, or one person by their reference. */
const member = z
  .strictObject({
    /** As the protocol names it. */
    role: z
      .string()
      .regex(/^[A-Z][A-Z_]+$/)
      .optional(),
    post: z.string().min(1).max(200).optional(),
    staffRef: z.string().min(1).max(200).optional(),
  })
  .refine(one => Object.keys(one).length > 0, 'names nobody: give a role, a post or a staffRef')

const team = z.strictObject({
  id,
  name,
  agency: z.enum(AGENCIES),
  organisation: z.string().min(1).max(200),
  members: z.array(member).min(1).max(200),
  /** Gets what the agency's own sources could not say to whom it goes, and what no other team of theirs stands for. */
  dutyInbox: z.boolean().default(false),
  /** Young people who leave care are theirs: told as such, whoever else of the authority is. */
  leavingCare: z.boolean().default(false),
  deputies: id.nullable().default(null),
  manager: id.nullable().default(null),
  /** Before the next is told, if nobody acknowledges. Alerts come at any hour, and so does this. */
  escalateAfterMinutes: z
    .number()
    .int()
    .min(1)
    .max(7 * 24 * 60),
  email: z.email().nullable().default(null),
  /** `secret` is the name of the secret that signs; `nextSecret`, while it is changed, that of the one that comes after it. */
  webhook: z
    .strictObject({
      url: z.url({ protocol: /^https?$/ }),
      secret: z.string().regex(/^[\w.-]+$/),
      nextSecret: z
        .string()
        .regex(/^[\w.-]+$/)
        .optional(),
    })
    .nullable()
    .default(null),
})

const settings = z.strictObject({
  teams: z.array(team).min(1).max(5_000),
  /** Local time, of the hub's own zone, at which schools get what happened since the last school morning. */
  digestAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default('08:00'),
})

export type Team = z.output<typeof team>

export interface TeamSettings {
  readonly teams: readonly Team[]
  readonly digestAt: string
}

/** The file as it is to be: every id once, everybody who is named there, and at least one hub team, where everything ends that has no other. */
export const teamsFile: z.ZodType<TeamSettings> = settings.superRefine(({ teams }, { addIssue }) => {
  const ids = new Set<string>()
  teams.forEach((one, index) => {
    const at = (field: string, message: string): void =>
      addIssue({ code: 'custom', path: ['teams', index, field], message })
    if (ids.has(one.id)) at('id', 'stands there twice')
    ids.add(one.id)
  })
  teams.forEach((one, index) => {
    for (const field of ['deputies', 'manager'] as const) {
      const named = one[field]
      if (named === null) continue
      const path = ['teams', index, field]
      if (!ids.has(named)) addIssue({ code: 'custom', path, message: 'is the id of no team' })
      if (named === one.id) addIssue({ code: 'custom', path, message: 'is the team itself' })
    }
  })
  if (!teams.some(({ agency, dutyInbox }) => agency === 'HUB' && dutyInbox))
    addIssue({
      code: 'custom',
      path: ['teams'],
      message: 'has no duty inbox of the hub, where alerts go that have no other team',
    })
})

/** Until there is a file: the hub alone is told, by its inbox. */
export const TEAMS_NOT_SET: TeamSettings = teamsFile.parse({
  teams: [
    {
      id: 'hub',
      name: { en: 'The hub', cy: 'Yr hwb' },
      ...{ agency: 'HUB', organisation: 'hub', dutyInbox: true, escalateAfterMinutes: 60 },
      members: [{ role: 'HUB_PRACTITIONER' }, { role: 'HUB_MANAGER' }],
    },
  ],
})
