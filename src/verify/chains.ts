// Rows one after another: each in its place, each holding the hash of the one before, each as it was when it was signed for.
import type { ChainHead, Report, Row } from './format.js'
import { NOTHING } from './format.js'
import { faultOf } from './row.js'
import type { Witnessed } from './witnessed.js'

interface Place {
  /** Number and hash of the last row in its place. */
  seq: number
  hash: string
  /** The last number at which rows and a signed checkpoint agreed. */
  agreed: number
  /** The first row that no checkpoint may be waited for any more. */
  late: number | null
}

export interface ChainReader {
  take(row: Row): void
  /** After the last row: chains that end too early, or not where they say. */
  finish(): void
}

/** A witnessed tail may be this long: the time between two checkpoints, twice. */
const UNWITNESSED_MS = 120_000

export function readChains(
  heads: readonly ChainHead[],
  witnessed: ReadonlyMap<string, Witnessed> | null,
  report: Report,
): ChainReader {
  const places = new Map<string, Place>()
  const known = new Set(heads.map(({ chain }) => chain))

  function take(row: Row): void {
    const { chain, seq } = row
    const place = places.get(chain) ?? nowhere()
    places.set(chain, place)
    const fault = faultOf(row)
    if (fault !== null) report({ kind: 'EDITED', chain, from: seq, to: seq, says: fault })
    if (seq <= place.seq) {
      report({
        kind: 'OUT_OF_PLACE',
        chain,
        from: seq,
        to: seq,
        says: 'stands after a later row, or for the second time',
      })
      return
    }
    if (seq > place.seq + 1)
      report({ kind: 'MISSING', chain, from: place.seq + 1, to: seq - 1, says: 'there is no such row' })
    else if (row.prev !== place.hash) {
      const says = 'the later does not follow from the earlier: one of them was changed'
      report({ kind: 'BROKEN', chain, from: Math.max(1, seq - 1), to: seq, says })
    }
    place.seq = seq
    place.hash = row.hash
    if (witnessed !== null) checkWitness(row, place, witnessed.get(chain))
  }

  function checkWitness({ chain, seq, hash, at }: Row, place: Place, witness: Witnessed | undefined): void {
    const signed = witness?.points.get(seq)
    if (signed !== undefined && signed !== hash) {
      const says = 'is not what was signed: rewritten, hashes and all'
      report({ kind: 'REWRITTEN', chain, from: place.agreed + 1, to: seq, says })
    }
    if (signed === hash) place.agreed = seq
    if (!witness) return
    const pending = seq > witness.last && Date.parse(at) > witness.lastAt + UNWITNESSED_MS
    if (pending || (witness.final !== null && seq > witness.final)) place.late ??= seq
  }

  function finish(): void {
    for (const head of heads) checkHead(head, places.get(head.chain) ?? nowhere())
    for (const [chain, { seq, late }] of places) {
      if (!known.has(chain))
        report({ kind: 'HEAD', chain, from: 1, to: seq, says: 'these are rows of a chain that is not there' })
      if (late !== null) unwitnessed(chain, late, seq, 'was added after the last checkpoint of its chain')
      if (witnessed?.get(chain)?.own === false || witnessed?.has(chain) === false)
        unwitnessed(chain, 1, seq, 'the process that wrote it signed no checkpoint')
    }
    for (const [chain, { last }] of witnessed ?? []) {
      const { seq, agreed } = places.get(chain) ?? nowhere()
      if (seq >= last) continue
      // What is left after the last row that agrees with a checkpoint has nothing any more that vouches for it.
      const says =
        seq === agreed ? 'was signed, and is not there' : 'was signed, and is not there, or is not what was signed'
      report({ kind: 'TRUNCATED', chain, from: agreed + 1, to: last, says })
    }
  }

  function checkHead({ chain, seq, hash }: ChainHead, place: Place): void {
    if (place.seq < seq)
      report({ kind: 'TRUNCATED', chain, from: place.seq + 1, to: seq, says: 'the chain says that it goes on to here' })
    else if (place.seq > seq || (seq > 0 && place.hash !== hash)) {
      const from = Math.min(seq + 1, place.seq)
      report({ kind: 'HEAD', chain, from, to: place.seq, says: 'the chain says that it ends otherwise' })
    }
  }

  const unwitnessed = (chain: string, from: number, to: number, says: string): void =>
    report({ kind: 'UNWITNESSED', chain, from, to, says })

  return { take, finish }
}

const nowhere = (): Place => ({ seq: 0, hash: NOTHING, agreed: 0, late: null })
