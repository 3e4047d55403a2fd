// GDS Transport, the crown and the crest are licensed for gov.uk alone. The shipped styles name them, so they are taken out:
// text is set in the reader's own system typeface, and no file of theirs is ever asked for or served.

const SYSTEM = 'system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",arial,sans-serif'

/** A stylesheet without them, and with its pictures beside it. Throws where something of them would be left. */
export function ownTypeface(css: string): string {
  const own = css
    .replace(/\/\*![^*]*Margaret Calvert[^*]*\*\//, '')
    .replace(/@font-face\{[^}]*GDS Transport[^}]*\}/g, '')
    .replace(/font-family:"?GDS Transport"?,arial,sans-serif/g, `font-family:${SYSTEM}`)
    .replace(/url\(\/assets\/images\/govuk-cr[^)]*\)/g, 'none')
    .replace(/url\(\/assets\/images\//g, 'url(images/')
    .replace(/\/\*# sourceMappingURL=.*?\*\//, '')
  const left = /GDS Transport|url\((?!images\/icon-|["']?data:)[^)]*\)/.exec(own)
  if (left !== null)
    throw new Error(`A stylesheet of the design system still names ${left[0]}: see console/server/typeface.ts`)
  return own
}
