// Facts that were filled into a hub record from an agency's: note (2) of the matrix.
import type { Category } from '../../types/index.js'
import type { CompiledProtocol } from './compile.js'

/** The level at which a carried fact may be read, from the reader's levels on the hub record and on the fact's own category. */
export const carriedStrength = (protocol: CompiledProtocol, carrier: number, source: number): number =>
  protocol.edition.carried.readableWith === 'BOTH_CATEGORIES' ? Math.min(carrier, source) : carrier

/** Whether a fact of this category may be filled into a hub record at all, or only be referred to. */
export const mayPreFill = (protocol: CompiledProtocol, source: Category): boolean =>
  source !== 'OPERATIONAL' && !protocol.edition.carried.neverPreFilled.some(each => each === source)
