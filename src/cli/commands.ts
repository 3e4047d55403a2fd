// Every command there is. A new one is a file beside this one and a line here.
import type { Command } from './command.js'
import { protocolCheck } from './protocol/check.js'
import { protocolDiff } from './protocol/diff.js'
import { protocolExplain } from './protocol/explain.js'
import { protocolRender } from './protocol/render.js'

export const COMMANDS: readonly Command[] = [protocolCheck, protocolExplain, protocolDiff, protocolRender]
