// Gate 3 (security.md §5, rule 29): the finished answer against what was decided of each child, whatever the resolvers and the
// rules did. Of a value it looks only at whether it stands there; of ids and type names, whether they are the right ones.
import type { Grants } from '../../types/decision.js'
import { READ_BY } from '../acts/whole.js'
import type { Shape, ShapeField } from './answer-shape.js'
import type { LedgerEntry } from './state.js'

/** What covers the values below some place of the answer. */
interface Cover {
  /** Null where no child and no register stands above: nothing classified may stand there. */
  readonly grants: Grants | null
  readonly hideLocation: boolean
  readonly publicId: string | null
  /** Below a child: what covers the sections that the hub's own records answer in. */
  readonly ofHub: Cover | null
  /** The response keys from the root; null below a child, where no other may be admitted. */
  readonly place: string | null
  /** The children admitted above, in order. */
  readonly entries: readonly LedgerEntry[]
}

/** An object of the answer. */
type Held = Readonly<Record<string, unknown>>

const TOP: Cover = { grants: null, hideLocation: false, publicId: null, ofHub: null, place: '', entries: [] }

/** Fields that admit children. The ledger has their entries by the response keys that lead there. */
const ADMITS: ReadonlySet<string> = new Set([
  'Query.child',
  'Query.children',
  'Query.findChildren',
  'Query.board',
  'Query.referralsToChase',
  'Query.dueWork',
  'Query.alerts',
  'Subscription.alerts',
  'Viewer.caseload',
])

/**
 * The coordinate of the first value that nothing decided covers, or that cannot be told whose it is; null where there is none.
 * `data` is what the shape's operation answered. A child is told by where the answer has it, and by its id where that is
 * selected; which kind of result it is, by the ledger.
 */
export function notGranted(shape: Shape, data: Held, ledger: readonly LedgerEntry[]): string | null {
  function walkObject(object: Held, shapes: readonly Shape[], cover: Cover, index: number): string | null {
    const [only] = shapes
    for (const key in object) {
      const value = object[key] ?? null
      let field = only?.fields.get(key)
      let below = field?.below ?? []
      if (shapes.length === 1 && field) {
        if (value !== null && !covered(field, value, shapes, cover)) return field.coordinate
      } else {
        const fields = shapes.flatMap(one => one.fields.get(key) ?? [])
        // Which of the types it is, is not known: what is selected below each may stand there, and what each needs is needed.
        field = fields[0]
        if (!field) return `${shapes.map(({ type }) => type).join('|')}: a key that was not selected`
        const refused = value === null ? undefined : fields.find(one => !covered(one, value, shapes, cover))
        if (refused) return refused.coordinate
        below = fields.flatMap(one => one.below)
      }
      if (below.length === 0 || typeof value !== 'object' || value === null) continue
      const fault = walkValue(value, field, below, coverBelow(field, key, cover, ledger), index)
      if (fault !== null) return fault
    }
    return null
  }

  function walkValue(
    value: unknown,
    field: ShapeField,
    below: readonly Shape[],
    cover: Cover,
    index: number,
  ): string | null {
    if (value === null) return null
    if (Array.isArray(value)) {
      for (let at = 0; at < value.length; at += 1) {
        const fault = walkValue(value[at], field, below, cover, at)
        if (fault !== null) return fault
      }
      return null
    }
    if (!isHeld(value)) return field.coordinate
    if (!field.holdsChild) return walkObject(value, below, cover, index)
    const entry = cover.entries[index]
    if (!entry) return field.coordinate
    const shapes = below.filter(({ type }) => (type === 'Child') === (entry.handle !== null))
    return walkObject(value, shapes, coverOf(entry), 0)
  }

  return walkObject(data, [shape], TOP, 0)
}

const isHeld = (value: unknown): value is Held => typeof value === 'object' && value !== null

function covered(field: ShapeField, value: unknown, shapes: readonly Shape[], cover: Cover): boolean {
  if (field.names === 'TYPE') return shapes.some(({ type }) => type === value)
  if (field.names === 'CHILD') return value === cover.publicId
  const { needs } = field
  if (needs === null) return true
  if (cover.grants === null || cover.grants[needs.category].strength < needs.strength) return false
  return !needs.locates || !cover.hideLocation || (Array.isArray(value) && value.length === 0)
}

/** Of one who is not shown nothing but what is open to all may be said. */
function coverOf({ handle, picture }: LedgerEntry): Cover {
  const nothing = { ...TOP, place: null }
  if (!handle) return nothing
  const { publicId, rights } = handle
  const hideLocation = picture?.hideLocation === true
  const ofHub = { ...nothing, grants: rights.grants, hideLocation, publicId }
  return { ...ofHub, grants: rights.agencyGrants, ofHub }
}

function coverBelow(field: ShapeField, key: string, cover: Cover, ledger: readonly LedgerEntry[]): Cover {
  if (cover.place === null) return field.ofHub && cover.ofHub ? cover.ofHub : cover
  const place = cover.place === '' ? key : `${cover.place}.${key}`
  const entries = ADMITS.has(field.coordinate) ? ledger.filter(entry => entry.place === place) : cover.entries
  const act = READ_BY.get(field.coordinate)
  const read = act === undefined ? undefined : ledger.find(({ acted }) => acted?.read?.act === act)
  return { ...cover, place, entries, grants: read?.acted?.read?.grants ?? cover.grants }
}
