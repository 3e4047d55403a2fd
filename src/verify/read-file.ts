// An exported audit: a line of JSON for each chain, then one for each row. The record stands in its line as it was hashed, byte
// for byte, so it is cut out of the line and never written anew.
import type { ChainHead, Ledger, Report, Row } from './format.js'
import { linesOf } from './lines.js'

const CHAIN = '{"type":"chain",'
const ROW = '{"type":"row",'
const RECORD = ',"record":'

/** Lines that cannot be read are reported by their number. */
export async function openFile(file: string, report: Report): Promise<Ledger> {
  const batches = linesOf(file)
  const heads: ChainHead[] = []
  const unread: string[] = []
  let number = 0
  const bad = (says: string): void =>
    report({ kind: 'EDITED', chain: `line ${number}`, from: number, to: number, says })

  /** Chains stand before all rows: heads are read until the first row. */
  async function readHeads(): Promise<void> {
    for (let next = await batches.next(); next.done !== true; next = await batches.next()) {
      const first = next.value.findIndex(line => !line.startsWith(CHAIN))
      const lines = first === -1 ? next.value : next.value.slice(0, first)
      for (const line of lines) {
        number += 1
        const head = parsed<ChainHead>(line)
        if (head === null) bad('cannot be read')
        else heads.push(head)
      }
      if (first === -1) continue
      unread.push(...next.value.slice(first))
      return
    }
  }

  function rowOf(line: string): Row | null {
    number += 1
    const cut = line.indexOf(RECORD)
    const columns =
      line.startsWith(ROW) && cut !== -1 && line.endsWith('}') ? parsed<Row>(`${line.slice(0, cut)}}`) : null
    if (columns === null) {
      bad('is no row of the audit')
      return null
    }
    return { ...columns, record: line.slice(cut + RECORD.length, -1) }
  }

  async function* rows(): AsyncGenerator<readonly Row[]> {
    const read = (lines: readonly string[]): Row[] => lines.map(rowOf).filter(row => row !== null)
    yield read(unread)
    for await (const lines of batches) yield read(lines)
  }

  await readHeads()
  return { heads, rows: rows() }
}

function parsed<T>(text: string): T | null {
  try {
    return JSON.parse(text) as T
  } catch {
    return null
  }
}
