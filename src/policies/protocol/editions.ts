// Editions of one protocol, one after the other: which of them is in force at a moment.
import type { CompiledProtocol } from './compile.js'

/** What the gateway knows of editions. Asked once a request, at its door; nothing later in that request asks again. */
export interface Editions {
  current(at: Date): CompiledProtocol
}

/** One edition, whatever the day. */
export const always = (protocol: CompiledProtocol): Editions => ({ current: () => protocol })
