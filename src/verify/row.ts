// One row by itself: whether its text is the one that was hashed, and whether what stands beside the text says the same.
import { createHash } from 'node:crypto'
import type { Row } from './format.js'

/** What is wrong with it; null where nothing is. */
export function faultOf(row: Row): string | null {
  if (createHash('sha256').update(row.record, 'utf8').digest('hex') !== row.hash)
    return 'its text is not the one that was hashed'
  const wrong = columnsAgainst(row)
  return wrong === null ? null : `its text says another ${wrong} than the column beside it`
}

/**
 * The text is canonical JSON, so what it must begin and end with is known to the byte, and nothing has to be parsed: a quote
 * within a value would be escaped.
 */
function columnsAgainst({ chain, seq, at, kind, prev, child, operation, record }: Row): string | null {
  const end = `"chain":"${chain}","kind":"${kind}","prev":"${prev}","seq":${seq},"v":1}`
  if (!record.endsWith(`},${end}`)) return 'chain, kind, previous hash or number'
  const start = `{"at":"${at}","body":{`
  if (!record.startsWith(start)) return 'time'
  const told = record.startsWith('"child":"', start.length)
    ? record.slice(start.length + 9, record.indexOf('"', start.length + 9))
    : null
  if (kind === 'OUTCOME' ? told !== child : child !== null) return 'child'
  if (operation === null || !record.includes(`"operation":${JSON.stringify(operation)}`)) return 'operation'
  return null
}
