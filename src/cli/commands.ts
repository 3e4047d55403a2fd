// Every command there is. A new one is a file beside this one and a line here.
import type { Command } from './command.js'
import { protocolCheck } from './protocol/check.js'

export const COMMANDS: readonly Command[] = [protocolCheck]
