// The budgets of one operation: looked at before anybody is asked, and taken before anything is answered.
import type { AgencySource } from '../../adapters/agency.js'
import type { ParsedIdentifier } from '../../children/identity/identifiers.js'
import { HafanError } from '../../errors.js'
import { allowanceOf, counts, flagged, isOwn } from '../../policies/admission/proportion.js'
import type { Admission, KnownChild } from '../../policies/admission/admit.js'
import { contactNotShown } from '../../policies/decide/index.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { Store } from '../../store/open.js'
import type { Caller, Person } from '../../types/caller.js'
import type { Searched } from './admitting.js'
import { overseerOf } from './overseer.js'

export interface BudgetDeps {
  readonly protocol: CompiledProtocol
  readonly sources: readonly AgencySource[]
  readonly store: Pick<Store, 'budgets'>
}

export interface Budget {
  /** Throws BUDGET_SPENT where a budget is used up and a child is asked for who is not known to be the caller's own. */
  check(stored: readonly (KnownChild | null)[]): void
  /**
   * The children a search may look at. Where a budget is used up those are the caller's own: BUDGET_SPENT where there are none, and
   * where a number is given that is not one of theirs.
   */
  within(
    searched: Searched,
    identifiers: readonly ParsedIdentifier[],
    stored: readonly (KnownChild | null)[],
  ): readonly (KnownChild | null)[]
  /**
   * A search is one guess, whatever it came upon: where it shows nobody, and where it tells of a child without showing them. One that
   * came upon a child of the caller's own is none.
   */
  takeFound(searched: Searched, stored: readonly (KnownChild | null)[], settled: readonly Admission[]): Promise<void>
  /** Throws BUDGET_SPENT where what is about to be answered is more than there is. */
  take(
    identifiers: readonly ParsedIdentifier[],
    stored: readonly (KnownChild | null)[],
    settled: readonly Admission[],
    /** Whether those who are shown are shown: to break the glass shows nobody. */
    shows: boolean,
  ): Promise<void>
  /** Children whom an act shows, whoever's they are. Throws BUDGET_SPENT as `take` does. */
  takeShown(childIds: readonly string[]): Promise<void>
}

const nameOfCaller = ({ issuer, subject }: Caller): string => `${issuer}\n${subject}`

export function isSpent(caller: Caller, person: Person, at: Date, { protocol, store }: BudgetDeps): Promise<boolean> {
  return store.budgets.isSpent(nameOfCaller(caller), allowanceOf(protocol, person.role, at))
}

/** By what a caller's budget is read, and how much there is in it. */
export const budgetOf = (
  caller: Caller,
  person: Person,
  at: Date,
  protocol: CompiledProtocol,
): { readonly caller: string; readonly limits: ReturnType<typeof allowanceOf> } => ({
  caller: nameOfCaller(caller),
  limits: allowanceOf(protocol, person.role, at),
})

export async function openBudget(caller: Caller, person: Person, at: Date, deps: BudgetDeps): Promise<Budget> {
  return budgetThatIs(await isSpent(caller, person, at, deps), caller, person, at, deps)
}

/** A budget of which it has been read already whether it is used up. */
export function budgetThatIs(spent: boolean, caller: Caller, person: Person, at: Date, deps: BudgetDeps): Budget {
  const { protocol, store } = deps
  const { caller: name, limits: allowance } = budgetOf(caller, person, at, protocol)
  const own = (child: KnownChild | null): boolean => isOwn(child, person, protocol, at)

  const shownOf = (given: readonly Admission[]): readonly string[] =>
    given.flatMap(one => (one.kind === 'SHOWN' && counts(one, protocol) ? [one.child.id] : []))

  async function takeAll(guesses: readonly string[], shown: readonly string[]): Promise<void> {
    if (guesses.length === 0 && shown.length === 0) return
    const taken = await store.budgets.take({ caller: name, guesses, shown }, allowance)
    const { role, organisation, staffRef } = person
    const notice = { to: overseerOf(person, deps.sources), about: { role, organisation, staffRef } }
    for (const kind of flagged(taken, protocol))
      await store.budgets.alertOnce(name, { kind, ...notice, childId: null, conflictId: null }, allowance)
    if (taken.refused) throw spentError(protocol)
  }

  return {
    check(stored) {
      if (spent && !stored.every(own)) throw spentError(protocol)
    },

    within({ anywhere }, identifiers, stored) {
      if (!spent) return stored
      const kept = stored.map(child => (own(child) ? child : null))
      const lacks = ({ kind }: ParsedIdentifier, index: number): boolean => kind !== 'id' && kept[index] === null
      // A number of no named system is asked of every system, and is theirs if one of them says so.
      const locals = identifiers.flatMap((one, index) => (one.kind === 'local' ? kept[index] !== null : []))
      const others =
        identifiers.some((one, index) => one.kind !== 'local' && lacks(one, index)) ||
        (locals.length > 0 && !locals.includes(true))
      if (others || !kept.some((child, index) => child !== null && anywhere.has(index))) throw spentError(protocol)
      return kept
    },

    async takeFound({ name: search, answered, anywhere }, stored, settled) {
      const given = answered(settled).flatMap(index => settled[index] ?? [])
      const tells = given.some(({ kind }) => kind === 'EXISTS')
      const shows = given.some(({ kind }) => kind === 'SHOWN')
      const guessed = tells || (!shows && !stored.some((child, index) => anywhere.has(index) && own(child)))
      await takeAll(guessed ? [`SEARCH\n${search}`] : [], shownOf(given))
    },

    async take(identifiers, stored, settled, shows) {
      const guesses = identifiers.filter((_, index) => settled[index]?.kind !== 'SHOWN' && !own(stored[index] ?? null))
      await takeAll(guesses.map(nameOf), shows ? shownOf(settled) : [])
    },

    takeShown: childIds => takeAll([], childIds),
  }
}

function nameOf(identifier: ParsedIdentifier): string {
  switch (identifier.kind) {
    case 'id':
      return `ID\n${identifier.id}`
    case 'nhsNumber':
      return `NHS_NUMBER\n${identifier.nhsNumber}`
    case 'upn':
      return `UPN\n${identifier.upn}`
    case 'local':
      return `${identifier.source}\n${identifier.value}`
  }
}

/** The same whichever budget it is and whoever was asked for. */
function spentError(protocol: CompiledProtocol): HafanError {
  const { name, phone } = contactNotShown(protocol)
  const hours = protocol.edition.proportion.within / 3_600_000
  return new HafanError(
    'BUDGET_SPENT',
    `In ${hours} hours you have asked for as many children as the protocol lets one person ask for, so nothing of this operation is answered. Children you work with are still shown: ask for them alone. For another child ring ${name ?? 'the hub'}, ${phone ?? ''}.`,
  )
}
