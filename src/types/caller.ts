// Who asks, as their agency's identity provider asserts and the gateway has checked.
import type { AgencyKind, Category, Level } from './index.js'

export interface Post {
  readonly kind: 'TEAM' | 'AREA'
  /** A team's name, or an area as a GSS code. */
  readonly value: string
  /** ISO times; null `to` is open. Outside them the post does not count. */
  readonly from: string
  readonly to: string | null
}

export interface Application {
  readonly id: string
  /** Whether it acts for signed-in persons; one that does not gets no child. */
  readonly actsForPersons: boolean
  readonly ceiling: 'ALL' | Readonly<Partial<Record<Category, Level>>>
  /** The force as which it may send reports to /incidents; absent: it may not. */
  readonly sendsIncidentsOf?: string | undefined
  /** SHA-256 of each operation it may send; absent: any operation. */
  readonly trusted?: ReadonlySet<string>
}

/** The person behind the request; null fields are claims that the role does not carry. */
export interface Person {
  readonly role: string
  readonly agency: AgencyKind
  readonly organisation: string
  readonly staffRef: string
  readonly posts: readonly Post[]
  readonly secondedFrom: string | null
  readonly vetting: string | null
  readonly clearance: readonly string[]
}

export interface Caller {
  readonly issuer: string
  readonly subject: string
  readonly application: Application
  /** Null for an application that acts for nobody. */
  readonly person: Person | null
}
