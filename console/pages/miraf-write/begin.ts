// What the form begins with: the newest version, field by field, as the form sends it back.
import type { MirafToWriteQuery } from './generated/query.js'

type Child = Extract<MirafToWriteQuery['child'], { readonly __typename: 'Child' }>
export type Draft = NonNullable<Child['mirafDraft']>
export type Latest = NonNullable<NonNullable<Child['hub'][number]['record']>['miraf']>

/** The newest version's words; the reason is a new one's own. */
export function begin(latest: Latest | null, reviewOn: string): URLSearchParams {
  const form = new URLSearchParams({ reviewOn })
  if (latest === null) return form
  for (const { code, likelihood, impact, note } of latest.hazards ?? []) {
    form.set(`hazard-${code}-likelihood`, likelihood ?? '')
    form.set(`hazard-${code}-impact`, impact ?? '')
    form.set(`hazard-${code}-note`, note ?? '')
  }
  form.set('judged-level', latest.judged?.level ?? '')
  form.set('judged-reason', latest.judged?.reason ?? '')
  for (const name of ['push', 'pull', 'protective'] as const)
    for (const code of latest[name] ?? []) form.append(name, code)
  for (const name of ['places', 'companions', 'contacts'] as const) form.set(name, (latest[name] ?? []).join('\n'))
  for (const name of ['transport', 'phone', 'response'] as const) form.set(name, latest[name] ?? '')
  for (const { agency, state, text, category } of latest.contributions ?? []) {
    form.set(`gave-${agency}-state`, state ?? '')
    form.set(`gave-${agency}-text`, text ?? '')
    form.set(`gave-${agency}-category`, category ?? '')
  }
  return form
}
