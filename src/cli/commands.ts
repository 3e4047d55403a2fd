// Every command there is. A new one is a file beside this one and a line here.
import type { Command } from './command.js'
import { auditExport } from './audit/export.js'
import { auditKey } from './audit/key.js'
import { auditPerson } from './audit/person.js'
import { auditSubject } from './audit/subject.js'
import { auditVerify } from './audit/verify.js'
import { auditWithhold } from './audit/withhold.js'
import { figures } from './figures/figures.js'
import { hold } from './hold/hold.js'
import { link } from './link/link.js'
import { match } from './match/match.js'
import { operationsManifest } from './operations/manifest.js'
import { retention } from './retention/retention.js'
import { protocolCheck } from './protocol/check.js'
import { protocolDiff } from './protocol/diff.js'
import { protocolExplain } from './protocol/explain.js'
import { protocolRender } from './protocol/render.js'

export const COMMANDS: readonly Command[] = [
  protocolCheck,
  protocolExplain,
  protocolDiff,
  protocolRender,
  auditVerify,
  auditExport,
  auditSubject,
  auditWithhold,
  auditPerson,
  auditKey,
  operationsManifest,
  match,
  link,
  figures,
  retention,
  hold,
]
