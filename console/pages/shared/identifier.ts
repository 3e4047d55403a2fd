// How a form names a child: a kind of number and the number. Whether it adds up is the gateway's to say.
import type { Translate } from '../../words/translate.js'

export const KINDS = ['nhsNumber', 'upn', 'id'] as const
type Kind = (typeof KINDS)[number]

/** A mistake in a form; `field` is the id of the input. */
export interface Mistake {
  readonly field: string
  readonly text: string
}

export type Named = { readonly nhsNumber: string } | { readonly upn: string } | { readonly id: string }

export interface TypedIdentifier {
  readonly kind: string
  readonly number: string
}

export const typedIdentifier = (form: URLSearchParams | null): TypedIdentifier => ({
  kind: form?.get('kind') ?? '',
  number: (form?.get('number') ?? '').trim(),
})

const isKind = (text: string): text is Kind => KINDS.some(kind => kind === text)

export function readIdentifier({ kind, number }: TypedIdentifier): Named | null {
  if (!isKind(kind) || number === '') return null
  if (kind === 'nhsNumber') return { nhsNumber: number }
  return kind === 'upn' ? { upn: number } : { id: number }
}

export function identifierMistakes({ kind, number }: TypedIdentifier, t: Translate): readonly Mistake[] {
  return [
    ...(isKind(kind) ? [] : [{ field: 'kind-nhsNumber', text: t('identifier.kindEmpty') }]),
    ...(number === '' ? [{ field: 'number', text: t('identifier.empty') }] : []),
  ]
}
