// Rows of a CSV file, one after the other, within bounds: what is too large or not UTF-8 is refused with the row it is in.
import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import { BadInput } from './bad-input.js'

const BOUNDS = { rows: 5_000_000, columns: 200, field: 1_000, row: 20_000 } as const

/** Arrays of fields, the headers first. Throws BadInput. */
export async function* csvRows(path: string, file: string): AsyncGenerator<string[]> {
  const parser = parse({ bom: true, trim: true, skip_empty_lines: true, max_record_size: BOUNDS.row })
  const feeding = feed(path, file, parser)
  // Held until it is asked for below: a fault in reading is what to say, not what the parser makes of it.
  let fault: unknown = null
  const fed = feeding.catch((error: unknown) => void (fault = error))
  let [row, width] = [0, 0]
  try {
    for await (const fields of parser as AsyncIterable<string[]>) {
      row += 1
      if (row === 1) width = fields.length
      if (width > BOUNDS.columns)
        throw new BadInput('CSV_TOO_LARGE', `${file} has more than ${BOUNDS.columns} columns.`)
      if (row > BOUNDS.rows + 1)
        throw new BadInput('CSV_TOO_LARGE', `${file} has more than ${BOUNDS.rows} rows. Split it.`)
      if (fields.some(({ length }) => length > BOUNDS.field))
        throw new BadInput(
          'CSV_TOO_LARGE',
          `row ${row} of ${file} has a field of more than ${BOUNDS.field} characters.`,
        )
      yield fields
    }
    await fed
    if (fault !== null) throw new Error('the file could not be read', { cause: fault })
  } catch (error) {
    parser.destroy()
    await fed
    const cause = error instanceof BadInput ? error : (fault ?? error)
    throw cause instanceof BadInput ? cause : csvFault(cause, file, row + 1)
  }
  if (row === 0) throw new BadInput('CSV_EMPTY', `${file} has no rows.`)
}

async function feed(path: string, file: string, parser: ReturnType<typeof parse>): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = (bytes?: Buffer): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined })
    } catch {
      throw new BadInput('CSV_ENCODING', `${file} is not UTF-8. Save it again as UTF-8: names would be read wrongly.`)
    }
  }
  const write = async (text: string): Promise<void> => {
    if (text.includes('\0'))
      throw new BadInput('CSV_ENCODING', `${file} is not text, or UTF-16. Save it again as UTF-8.`)
    if (parser.destroyed || parser.write(text)) return
    await new Promise<void>(resolve => {
      const go = (): void => {
        parser.off('drain', go).off('close', go)
        resolve()
      }
      parser.once('drain', go).once('close', go)
    })
  }
  try {
    for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>) {
      if (parser.destroyed) return
      await write(decode(bytes))
    }
    await write(decode())
    parser.end()
  } catch (error) {
    parser.destroy()
    throw error
  }
}

/** The parser's own messages quote the row; its codes do not. */
function csvFault(error: unknown, file: string, row: number): BadInput {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
    return new BadInput('CSV_UNREADABLE', `${file} cannot be read.`)
  if (code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH' || code === 'CSV_RECORD_INCONSISTENT_COLUMNS')
    return new BadInput('CSV_COLUMNS', `row ${row} of ${file} has another number of fields than the first.`)
  if (code === 'CSV_MAX_RECORD_SIZE')
    return new BadInput(
      'CSV_TOO_LARGE',
      `row ${row} of ${file} has more than ${BOUNDS.row} characters; is a quote left open?`,
    )
  return new BadInput('CSV_INVALID', `row ${row} of ${file} is not CSV; is a quote left open or stray?`)
}
