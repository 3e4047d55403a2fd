// What stands in a view: the keys of words it asks for, and any text that is in it as it is, which would be in one language.

/** `t('a.b'` as `a.b`; `t('a.' + x` as `a.`, with the dot. */
export const keysIn = (view: string): readonly string[] =>
  [...view.matchAll(/\bt\('([^']+)'/g)].map(([, key = '']) => key)

/** Letters that a reader would see or hear, and that come from no words. */
export function textIn(view: string): readonly string[] {
  const bare = view
    .replace(/\{#[\s\S]*?#\}/g, '')
    .replace(/\{%[\s\S]*?%\}/g, '')
    .replace(/\{\{[\s\S]*?\}\}/g, '')
  const spoken = [...bare.matchAll(/\s(?:alt|title|placeholder|aria-label|aria-description)="([^"]*)"/g)].map(
    ([, text = '']) => text,
  )
  // A macro may write attributes alone: those whose value nobody reads.
  const seen = bare
    .replace(/<[^>]*>/g, '\n')
    .replace(/\saria-(?:invalid|describedby)="[^"]*"/g, '')
    .split('\n')
  const given = [...view.matchAll(/\b(?:text|html|titleText|label|heading|caption|legend|hint): *(['"])(.*?)\1/g)].map(
    ([, , text = '']) => text,
  )
  return [...spoken, ...seen, ...given].map(text => text.trim()).filter(text => /\p{L}/u.test(text))
}
