import type { PublicPage } from '../../server/page.js'
import { accessibilityWords } from './words.js'

export const accessibility: PublicPage = {
  name: 'accessibility',
  path: '/accessibility',
  words: accessibilityWords,
  view: 'accessibility/view.njk',
}
