// The little HTML that the page for signatories is made of. Everything that is not markup goes through `esc`.
import { named } from '../table.js'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const esc = (text: string): string => text.replace(/[&<>"']/g, sign => named(ENTITIES, sign))

export interface Table {
  readonly caption: string
  readonly head: readonly string[]
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly string[])[]
  /** Short cells: levels of the matrix. */
  readonly dense?: boolean
}

/** A table whose every cell a screen reader can place: a caption, and headings with their scope. Cells are text. */
export function table({ caption, head, rows, dense = false }: Table): string {
  const heading = head.map(cell => `<th scope="col">${esc(cell)}</th>`).join('')
  const body = rows.map(([name = '', ...cells]) => {
    const rest = cells.map(cell => `<td>${esc(cell)}</td>`).join('')
    return `<tr><th scope="row">${esc(name)}</th>${rest}</tr>`
  })
  return [
    `<div class="scroll" role="group" aria-label="${esc(caption)}" tabindex="0">`,
    `<table${dense ? ' class="dense"' : ''}><caption>${esc(caption)}</caption>`,
    `<thead><tr>${heading}</tr></thead>`,
    `<tbody>${body.join('\n')}</tbody></table></div>`,
  ].join('\n')
}

export const list = (items: readonly string[]): string =>
  `<ul>${items.map(item => `<li>${esc(item)}</li>`).join('\n')}</ul>`

export const STYLE = `
:root { color-scheme: light; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 80rem; padding: 1rem 1.5rem; color: #1a1a1a; background: #fff; }
a { color: #0b4a8f; }
h1 { font-size: 1.8rem; line-height: 1.2; }
h2 { font-size: 1.3rem; margin-top: 2.5rem; border-bottom: 2px solid #1a1a1a; }
article + article { margin-top: 4rem; border-top: 6px double #1a1a1a; }
.scroll { overflow-x: auto; margin: 1rem 0; }
.scroll:focus-visible { outline: 3px solid #0b4a8f; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 600; padding: 0.4rem 0; }
th, td { border: 1px solid #767676; padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; }
thead th { background: #e8eef4; }
tbody th { font-weight: 600; }
.dense td { text-align: center; white-space: nowrap; }
tbody tr:nth-child(even) { background: #f6f6f6; }
.sign { height: 2.5rem; }
@page { size: A4 landscape; margin: 12mm; }
@media print {
  :root { font-size: 8.5pt; }
  body { max-width: none; padding: 0; }
  nav { display: none; }
  .scroll { overflow: visible; }
  thead { display: table-header-group; }
  tr, li { break-inside: avoid; }
  h2, caption { break-after: avoid; }
  article + article { break-before: page; border-top: 0; margin-top: 0; }
}
`
