// Nunjucks: what is put into a view is escaped unless the view itself says otherwise.
import nunjucks from 'nunjucks'
import { join } from 'node:path'
import { consoleRoot } from '../paths.js'
import { componentFolders } from './assets.js'

export interface Views {
  render(view: string, values: object): string
}

/** `more`: further folders of pages, for tests. */
export function openViews(more: readonly string[] = []): Views {
  const folders = [join(consoleRoot, 'pages'), join(consoleRoot, 'views'), ...componentFolders, ...more]
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(folders), {
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  })
  return { render: (view, values) => environment.render(view, values) }
}
