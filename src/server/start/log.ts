// What the store, the audit and the gateway say to whoever runs them.
import { pino } from 'pino'
import type { DestinationStream } from 'pino'
import { listed } from '../../store/log.js'
import type { Log, LogFields } from '../../store/log.js'

/** For a terminal: warnings and errors as sentences; what merely happened is left out. */
export function terminalLog(write: (text: string) => void): Log {
  const sentence = (kind: string, fields: LogFields, text: string): void => {
    const details = Object.entries(listed(fields)).map(([name, value]) => `${name} ${String(value)}`)
    write(`${kind}: ${text}${details.length > 0 ? ` (${details.join(', ')})` : ''}\n`)
  }
  return {
    info: () => undefined,
    warn: (fields, text) => sentence('warning', fields, text),
    error: (fields, text) => sentence('error', fields, text),
  }
}

/** For a log collector: a line of JSON each, to standard output. */
export function jsonLog(to?: DestinationStream): Log {
  const lines = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, to)
  return {
    info: (fields, sentence) => lines.info(listed(fields), sentence),
    warn: (fields, sentence) => lines.warn(listed(fields), sentence),
    error: (fields, sentence) => lines.error(listed(fields), sentence),
  }
}
