// Who may read figures: whom the protocol names, and an application by itself, which is given nothing else.
import { HafanError } from '../../errors.js'
import { mayAct } from '../../policies/decide/index.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { Caller } from '../../types/caller.js'
import { mayEverDo } from '../acts/whole.js'

const REFUSED = new HafanError('OPERATION_REFUSED', 'This operation is not open to this caller.')
const FIGURES: ReadonlySet<string> = new Set(['Query.figures', 'Query.figure'])

/** Throws OPERATION_REFUSED. */
export function checkFigureReader(
  coordinates: ReadonlyMap<string, unknown>,
  { person }: Caller,
  protocol: CompiledProtocol,
): void {
  const asks = [...FIGURES].some(name => coordinates.has(name))
  if (asks && person !== null && mayAct(protocol, 'readFigures', person.role).outcome !== 'YES') throw REFUSED
}

/** As they were counted: never an application by itself, nor one that is registered for some kinds of reading. */
export function checkWholeReader(caller: Caller, protocol: CompiledProtocol): void {
  if (!mayEverDo(caller, 'readWholeFigures', protocol)) throw REFUSED
}
