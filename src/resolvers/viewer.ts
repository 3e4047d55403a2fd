// The caller as the gateway takes them, and their own caseload.
import type { Resolvers } from '../schema/generated/resolvers.js'

export const viewerResolvers: Resolvers = {
  Viewer: {
    role: caller => caller.person?.role ?? null,
    agency: caller => caller.person?.agency ?? null,
    organisation: caller => caller.person?.organisation ?? null,
    application: caller => caller.application.id,
    purposes: (_caller, _args, context) => context.purposes,
    sharing: ({ person }, circumstances, context) =>
      person ? context.sharingColumn(person.role, circumstances) : null,
    caseload: (_caller, args, context, { path }) => context.caseload(args, [String(path.prev?.key), String(path.key)]),
  },
}
